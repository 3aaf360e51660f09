"""The books of a secretariat as data: which there are, their printed columns, and what a line of a kept one may hold.

``members``, ``kader`` and ``inventory`` are derived from what is recorded elsewhere; the lines of the others are
written by hand, and nobody computes from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from anyelir.rules import tables
from anyelir.rules.finiteness import check_fields
from anyelir.rules.texts import clean_text

TEXT, LINES, DAY, WHOLE, RUPIAH = "text", "lines", "day", "whole", "rupiah"
NO, ON, YEAR_OF_ON = "no", "on", "year_of_on"
# Kinds of a cell that somebody writes; the others follow from the line itself.
WRITTEN = (TEXT, LINES, DAY, WHOLE, RUPIAH)
LONGEST = {TEXT: 120, LINES: 500}
LARGEST_WHOLE, LARGEST_IDR = 100_000, 100_000_000_000


@dataclass(frozen=True)
class BookColumn:
    """One printed column; ``no`` is its number in the row of numbers."""

    no: int
    key: str
    group: str
    label: str
    kind: str
    is_required: bool
    is_personal: bool
    width: float

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def is_written(self) -> bool:
        return self.kind in WRITTEN


@dataclass(frozen=True)
class BookForm:
    """One book: ``path`` stands in its address, ``form`` is the number of its annex ("4.12"), "" for a local one."""

    key: str
    path: str
    form: str
    title: str
    note: str
    is_kept: bool
    evidence: str
    columns: tuple[BookColumn, ...]

    @property
    def is_confirmed(self) -> bool:
        """False while nobody could show the columns [C]: the page says so."""
        return self.evidence != "C"

    @property
    def written(self) -> tuple[BookColumn, ...]:
        """What a line holds beside its number and day."""
        return tuple(column for column in self.columns if column.is_written)

    @property
    def groups(self) -> list[tuple[str, list[BookColumn]]]:
        """Neighbours under one head; columns without a head stand alone under ""."""
        return [(head, list(columns)) for head, columns in groupby(self.columns, lambda column: column.group)]


def all_books(on: dt.date) -> dict[str, BookForm]:
    """Every book by its key in order of the table, as on a day; one of before its first rule has that rule."""
    columns = _columns(on)
    return {
        key: BookForm(
            **{name: row[name] for name in ("path", "form", "title", "note", "is_kept")},
            key=key,
            evidence=row.evidence,
            columns=columns[key],
        )
        for key, row in tables.load("books").nearest(on).items()
    }


def kept_books(on: dt.date) -> dict[str, BookForm]:
    """Books whose lines are written by hand, by the word of their address."""
    return {book.path: book for book in all_books(on).values() if book.is_kept}


def _columns(on: dt.date) -> Mapping[str, tuple[BookColumn, ...]]:
    rows = sorted(tables.load("book_columns").nearest(on).values(), key=lambda row: (row["book"], row["no"]))
    names = ("no", "key", "group", "label", "kind", "is_required", "is_personal", "width")
    return {
        book: tuple(BookColumn(**{name: row[name] for name in names}) for row in of_book)
        for book, of_book in groupby(rows, lambda row: row["book"])
    }


def stored_values(columns: Iterable[BookColumn], values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts, whole numbers and days as they are stored: cleaned, as they are, in ISO; without what is empty.

    Raises ValueError with the key of the first column whose value is missing, of another kind or too large, and
    with the key itself for one that the book does not have.
    """
    known = {column.key: column for column in columns if column.is_written}
    for key in values:
        if key not in known:
            raise ValueError(key)
    stored = {key: _stored(column, values.get(key)) for key, column in known.items()}
    return {key: value for key, value in stored.items() if value not in ("", None)}


def _stored(column: BookColumn, value: Any) -> Any:
    if value in ("", None):
        if column.is_required:
            raise ValueError(column.key)
        return None
    if column.kind in LONGEST:
        return _text(column, value)
    if column.kind == DAY:
        return _day(column, value)
    most = LARGEST_IDR if column.kind == RUPIAH else LARGEST_WHOLE
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(column.key)
    return value


def _text(column: BookColumn, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(column.key)
    text = clean_text(value, keeps_lines=column.kind == LINES).strip()
    if len(text) > LONGEST[column.kind] or (column.is_required and not text):
        raise ValueError(column.key)
    return text


def _day(column: BookColumn, value: Any) -> str:
    if not isinstance(value, dt.date):
        raise ValueError(column.key)
    return value.isoformat()


def read_value(column: BookColumn, stored: Any) -> Any:
    """The value of a stored line as it was given: a day is a day again, what is empty is None."""
    if stored in ("", None):
        return None
    return dt.date.fromisoformat(stored) if column.kind == DAY else stored
