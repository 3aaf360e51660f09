"""Dated rule tables: numbers that a regulation can change, kept as CSV under ``rules/data/``.

A file describes itself in its first lines and then lists one rule per row::

    # title: Kenaikan berat minimal (KBM)
    # key: sex, month_from
    # types: month_from:int, month_to:int, gain_g:int
    valid_from,valid_to,legal_basis,source,evidence,sex,month_from,month_to,gain_g
    2010-01-01,,Permenkes 155/2010,buku KIA 2023,B,F,1,1,800

``valid_from`` and ``valid_to`` are inclusive ISO dates; an empty ``valid_to`` means "still in force". Kinds of
``types``: str (the default), int, float, decimal, date, bool (yes or no); an empty cell of another kind is None.
``evidence`` is A, B, C or D as in the handbook; C is shown to people as "belum dipastikan".
A rule change is a new row. Rows of one key must follow each other without a gap or an overlap.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")
PERIOD_COLUMNS = ("valid_from", "valid_to", "legal_basis", "source", "evidence")
# What the marks of evidence mean to people.
CERTAINTY = {"A": "resmi", "B": "praktik", "C": "belum dipastikan", "D": "keputusan Anyelir"}
ONE_DAY = dt.timedelta(days=1)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is not finite")
    return value


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(f"{text} is not finite")
    return value


CONVERTERS: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "int": int,
    "float": _float,
    "decimal": _decimal,
    "date": dt.date.fromisoformat,
    "bool": lambda text: {"yes": True, "no": False}[text],
}


class RuleTableError(ValueError):
    """A rule table is malformed: the message names the file and the row."""


@dataclass(frozen=True)
class Rule:
    """One row of a table: a period, what it rests on, and the values."""

    valid_from: dt.date
    valid_to: dt.date | None
    legal_basis: str
    source: str
    evidence: str
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    @property
    def is_confirmed(self) -> bool:
        """False while the handbook marks the row [C]: the screen must say so."""
        return self.evidence != "C"

    @property
    def is_settled(self) -> bool:
        """False for a reading that is ours [D] as well: where it decides about a person, the screen says so."""
        return self.evidence not in "CD"

    def holds(self, on: dt.date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class RuleTable:
    """A named table of dated rules; ``as_of`` gives the rows in force on a day."""

    name: str
    title: str
    key: tuple[str, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def _turns(self) -> tuple[dt.date, ...]:
        """The days on which a rule begins, or has just ended; between two of them nothing changes."""
        begins = {rule.valid_from for rule in self.rules}
        ends = {rule.valid_to + ONE_DAY for rule in self.rules if rule.valid_to not in (None, dt.date.max)}
        return tuple(sorted(begins | ends))

    def since(self, on: dt.date) -> dt.date:
        """The first day from which the same rules hold as on ``on``: a key for what is derived from them."""
        at = bisect_right(self._turns, on)
        return self._turns[at - 1] if at else dt.date.min

    def as_of(self, on: dt.date) -> tuple[Rule, ...]:
        """The rules in force on ``on``, in file order; empty before the first period."""
        return self._period(on)[0]

    def by_key(self, on: dt.date) -> dict[Any, Rule]:
        """The rules in force on ``on`` by key: the plain value for one key column, else a tuple."""
        return dict(self._period(on)[1])

    @cached_property
    def _periods(self) -> dict[dt.date, tuple[tuple[Rule, ...], dict[Any, Rule]]]:
        """By the first day of a period; a file of many rows asks of the same day again and again."""
        return {}

    def _period(self, on: dt.date) -> tuple[tuple[Rule, ...], dict[Any, Rule]]:
        since = self.since(on)
        if since not in self._periods:
            rules = tuple(rule for rule in self.rules if rule.holds(on))
            self._periods[since] = rules, {_key_of(rule.values, self.key): rule for rule in rules}
        return self._periods[since]

    def nearest(self, on: dt.date) -> dict[Any, Rule]:
        """As ``by_key``, but every key has a rule: before its first period the first one, after its end the last.

        For what must be judged on any day, an old paper for instance, without a second number in the code.
        """
        by_key: dict[Any, Rule] = {}
        for rule in sorted(self.rules, key=lambda rule: rule.valid_from):
            key = _key_of(rule.values, self.key)
            if key not in by_key or rule.valid_from <= on:
                by_key[key] = rule
        return by_key


def _key_of(values: Mapping[str, Any], key: tuple[str, ...]) -> Any:
    return values[key[0]] if len(key) == 1 else tuple(values[column] for column in key)


def _header(lines: list[str]) -> dict[str, str]:
    pairs = (line[1:].split(":", 1) for line in lines if line.startswith("#") and ":" in line)
    return {name.strip(): text.strip() for name, text in pairs}


def _types(name: str, text: str, columns: Collection[str]) -> dict[str, Callable[[str], Any]]:
    types = {}
    for declared in filter(str.strip, text.split(",")):
        column, _, kind = (part.strip() for part in declared.partition(":"))
        if column not in columns or kind not in CONVERTERS:
            raise RuleTableError(f"{name}: '# types:' names {declared.strip()!r}")
        types[column] = CONVERTERS[kind]
    return types


def _convert(text: str, convert: Callable[[str], Any]) -> Any:
    return None if text == "" and convert is not str else convert(text)


def _rule(cells: Sequence[str], columns: Sequence[str], types: Mapping[str, Callable[[str], Any]]) -> Rule:
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells, {len(columns)} columns")
    row = dict(zip(columns, cells, strict=True))
    if row["evidence"] not in CERTAINTY:
        raise ValueError(f"evidence {row['evidence']!r}")
    values = {
        column: _convert(text, types.get(column, str))
        for column, text in row.items()
        if column not in PERIOD_COLUMNS
    }
    valid_to = dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return Rule(
        dt.date.fromisoformat(row["valid_from"]),
        valid_to,
        row["legal_basis"],
        row["source"],
        row["evidence"],
        values,
    )


def _check_periods(name: str, key: tuple[str, ...], rules: list[Rule]) -> None:
    """Refuse gaps and overlaps between the periods of one key."""
    seen: dict[Any, list[Rule]] = {}
    for rule in rules:
        seen.setdefault(_key_of(rule.values, key), []).append(rule)
    for value, dated in seen.items():
        dated.sort(key=lambda rule: rule.valid_from)
        for before, after in zip(dated, dated[1:], strict=False):
            if before.valid_to is None or after.valid_from <= before.valid_to:
                raise RuleTableError(f"{name}: {value}: periods overlap at {after.valid_from}")
            if after.valid_from != before.valid_to + ONE_DAY:
                raise RuleTableError(f"{name}: {value}: gap before {after.valid_from}")
    for rule in rules:
        if rule.valid_to is not None and rule.valid_to < rule.valid_from:
            raise RuleTableError(f"{name}: {rule.values}: ends before it begins")


def _rows(name: str, lines: list[str]) -> Iterator[list[str]]:
    try:
        yield from csv.reader(
            (line for line in lines if line.strip() and not line.startswith("#")), strict=True
        )
    except csv.Error as error:
        raise RuleTableError(f"{name}: {error}") from error


def parse(name: str, text: str) -> RuleTable:
    """Read a table from its CSV text; raises RuleTableError on anything malformed."""
    lines = text.splitlines()
    header = _header(lines)
    if "title" not in header or "key" not in header:
        raise RuleTableError(f"{name}: needs '# title:' and '# key:' lines")
    key = tuple(column.strip() for column in header["key"].split(","))
    rows = _rows(name, lines)
    columns = next(rows, [])
    missing = [column for column in (*PERIOD_COLUMNS, *key) if column not in columns]
    if missing or len(set(columns)) < len(columns):
        raise RuleTableError(f"{name}: columns missing or named twice: {', '.join(missing or columns)}")
    types = _types(name, header.get("types", ""), columns)
    rules = []
    for number, cells in enumerate(rows, start=1):
        try:
            rules.append(_rule(cells, columns, types))
        except (ValueError, KeyError, ArithmeticError) as error:
            raise RuleTableError(f"{name}: rule {number}: {error}") from error
    _check_periods(name, key, rules)
    return RuleTable(name, header["title"], key, tuple(rules))


@cache
def load(name: str) -> RuleTable:
    """The table ``rules/data/<name>.csv``, read once per process."""
    return parse(name, (DATA / f"{name}.csv").read_text(encoding="utf-8"))


def every_table() -> Iterator[RuleTable]:
    """All tables under ``rules/data/`` in name order, for listings and tests."""
    for path in sorted(DATA.glob("*.csv")):
        yield load(path.stem)
