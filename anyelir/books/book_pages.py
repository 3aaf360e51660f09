"""A kept book as it is shown and printed: the cells of a line in the order of the declared columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.books.models import BookLine
from anyelir.books.printout import printed_book
from anyelir.core.wording import number, rupiah, short_day
from anyelir.documents.booklet import Booklet
from anyelir.membership.models import Body
from anyelir.rules.books import NO, ON, RUPIAH, YEAR_OF_ON, BookColumn, BookForm, read_value

# So many more columns stand in a list; all of them on the page of the line.
MOST_BESIDE = 3


@dataclass(frozen=True)
class LineRow:
    """A line with the texts of what is written in it, each with the label of its column."""

    line: BookLine
    texts: list[tuple[str, str]]

    @property
    def first(self) -> str:
        """What it is found by in a list."""
        return self.texts[0][1] if self.texts else "–"

    @property
    def others(self) -> list[tuple[str, str]]:
        return self.texts[1 : 1 + MOST_BESIDE]


def line_row(book: BookForm, line: BookLine) -> LineRow:
    texts = ((column.label, cell_text(column, line)) for column in book.written)
    return LineRow(line, [(label, text) for label, text in texts if text])


def cell_text(column: BookColumn, line: BookLine) -> str:
    if column.kind == NO:
        return str(line.no)
    if column.kind == ON:
        return short_day(line.on)
    if column.kind == YEAR_OF_ON:
        return str(line.on.year)
    value = read_value(column, line.values.get(column.key))
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return short_day(value)
    if isinstance(value, int):
        return rupiah(value) if column.kind == RUPIAH else number(value)
    return str(value)


def printed_year(book: BookForm, body: Body, year: int, lines: Iterable[BookLine]) -> Booklet:
    """All lines of a year by number; of a struck one its number and why."""
    when = _("tahun %s") % year
    return printed_book(book, body, when, [_cells(book, line) for line in lines])


def _cells(book: BookForm, line: BookLine) -> list[str]:
    if line.struck_at is None:
        return [cell_text(column, line) for column in book.columns]
    struck = _("(dicoret: %s)") % line.struck_reason
    first = book.written[0].key
    cells = {column.key: "" for column in book.columns if column.is_written} | {first: struck}
    return [
        cells.get(column.key, "") if column.is_written else cell_text(column, line) for column in book.columns
    ]
