"""Golden vectors in groups, and rule tables with one number changed to prove that a vector notices.

A golden file of a rules module holds groups of cases, one group a function::

    {"source": "...", "groups": {"timing": [{"name": "...", "input": {...}, "expected": ...}]}}

``Vectors`` binds the groups to functions from input to plain JSON values.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from anyelir.rules import tables
from tests.rules.golden import FOLDER

REAL_LOAD = tables.load


def day(text: str | None) -> dt.date | None:
    """An ISO date of a vector, None for null."""
    return None if text is None else dt.date.fromisoformat(text)


def days(texts: list[str]) -> list[dt.date]:
    return [dt.date.fromisoformat(text) for text in texts]


def plain(value: Any) -> Any:
    """A result as the JSON of a vector shows it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return value


@cache
def _document(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Vectors:
    """The golden file of a module and the functions that must satisfy it."""

    name: str
    run: dict[str, Callable[[dict], Any]]

    def cases(self) -> list[tuple[str, dict]]:
        document = _document(self.name)
        assert set(document["groups"]) == set(self.run), (
            "every group has a function and every function a group"
        )
        return [(group, case) for group, cases in document["groups"].items() for case in cases]

    def parameters(self) -> list:
        return [pytest.param(group, case, id=f"{group}: {case['name']}") for group, case in self.cases()]

    def result(self, group: str, case: dict) -> Any:
        return plain(self.run[group](case["input"]))

    def notices(
        self, table: tables.RuleTable, key: tuple[str, ...], groups: tuple[str, ...], monkeypatch
    ) -> bool:
        """Whether some vector fails with ``table`` in place; vectors that name the changed row go first."""
        cases = [pair for pair in self.cases() if not groups or pair[0] in groups]
        cases.sort(key=lambda pair: -sum(part in str(pair[1]) for part in key))
        with monkeypatch.context() as patch:
            patch.setattr(tables, "load", lambda name: table if name == table.name else REAL_LOAD(name))
            return any(self.result(group, case) != case["expected"] for group, case in cases)


def _changed(text: str, kind: str) -> list[str]:
    """What a cell can be changed to: one more and one less, a day later, the other truth value."""
    if not text:
        return []
    if kind in ("int", "decimal"):
        return [str(Decimal(text) + 1), str(Decimal(text) - 1)]
    if kind == "bool":
        return ["no" if text == "yes" else "yes"]
    if kind == "date":
        return [(dt.date.fromisoformat(text) + dt.timedelta(1)).isoformat()]
    return [f"{int(text[:-1]) + step}{text[-1]}" for step in (1, -1)]


def _kinds(comments: list[str], ages: tuple[str, ...]) -> dict[str, str]:
    header = next((line for line in comments if line.startswith("# types:")), "# types:")
    pairs = (item.split(":") for item in header.removeprefix("# types:").split(",") if item.strip())
    return {name.strip(): kind.strip() for name, kind in pairs} | dict.fromkeys(ages, "age")


def every_change(name: str, ages: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each number of a table changed alone: label, words of the row, and the CSV text.

    ``ages`` names text columns such as "2m" whose number is changed too. Key columns stay as they are.
    """
    lines = (tables.DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    kinds = _kinds(comments, ages)
    keys = REAL_LOAD(name).key
    for number, row in enumerate(rows[1:], start=1):
        cells = tuple(row[rows[0].index(column)] for column in keys)
        for index, column in enumerate(rows[0]):
            if column in keys or column not in kinds:
                continue
            for text in _changed(row[index], kinds[column]):
                changed = [*rows[:number], [*row[:index], text, *row[index + 1 :]], *rows[number + 1 :]]
                out = io.StringIO()
                csv.writer(out, lineterminator="\n").writerows(changed)
                label = f"{name} {'/'.join(cells)} {column} {row[index]} -> {text}"
                yield label, cells, "\n".join(comments) + "\n" + out.getvalue()


def unnoticed(
    vectors: Vectors, monkeypatch, *names: str, ages: tuple[str, ...] = (), groups: tuple[str, ...] = ()
) -> list[str]:
    """Changes of the tables' numbers that no vector sees; a table that no longer loads is seen.

    ``groups`` narrows the vectors to those of the functions that read the tables.
    """
    assert all(vectors.result(group, case) == case["expected"] for group, case in vectors.cases())
    missed = []
    for name in names:
        for label, cells, text in every_change(name, ages):
            try:
                table = tables.parse(name, text)
            except tables.RuleTableError:
                continue
            if not vectors.notices(table, cells, groups, monkeypatch):
                missed.append(label)
    return missed
