"""Paper forms as data: an edition's columns with number, group, label and what fills them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from anyelir.posyandu.indicators import CATALOGUE
from anyelir.reports.cells import Numbers
from anyelir.reports.presenting import Shown, present

FORMS = Path(__file__).with_name("forms")


@dataclass(frozen=True)
class Column:
    """One printed column: ``code`` is a measure or an indicator of the catalogue."""

    no: int
    group: str
    label: str
    code: str
    decimals: int

    def shown(self, numbers: Numbers | None) -> Shown:
        return present(self.code, numbers)

    @property
    def title(self) -> str:
        known = CATALOGUE.measures.get(self.code) or CATALOGUE.indicators[self.code]
        return str(known.title)


@dataclass(frozen=True)
class Form:
    """A form in one edition."""

    name: str
    edition: str
    columns: tuple[Column, ...]

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Heads over the columns with the number of columns below each."""
        return [
            (name, len(list(columns))) for name, columns in groupby(self.columns, lambda column: column.group)
        ]


@cache
def load(name: str) -> Form:
    """The form ``reports/forms/<name>.csv``."""
    with (FORMS / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = tuple(
        Column(int(row["no"]), row["group"], row["label"], row["code"], int(row["decimals"])) for row in rows
    )
    return Form(name, rows[0]["edition"], columns)
