"""Paper forms as data: an edition's columns with number, group, label and what fills them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from anyelir.core.indicator import Catalogue
from anyelir.reports.presenting import Seen, Shown, present


@dataclass(frozen=True)
class Column:
    """One printed column: ``code`` is a measure or an indicator of ``catalogue``."""

    catalogue: Catalogue
    no: int
    group: str
    label: str
    code: str
    decimals: int

    def shown(self, numbers: Seen | None) -> Shown:
        return present(self.code, numbers)

    @property
    def title(self) -> str:
        known = self.catalogue.measures.get(self.code) or self.catalogue.indicators[self.code]
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
def load(catalogue: Catalogue, path: Path) -> Form:
    """The form of a CSV file, filled from the catalogue.

    Raises ValueError for a count that is never said without its share: a cell holds one number.
    """
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = tuple(
        Column(catalogue, int(row["no"]), row["group"], row["label"], row["code"], int(row["decimals"]))
        for row in rows
    )
    if lone := [column.code for column in columns if column.code in catalogue.shares]:
        raise ValueError(f"shown without the share: {', '.join(lone)}")
    return Form(path.stem, rows[0]["edition"], columns)
