"""Lines of the table about kept books: one version after another, struck once."""

from __future__ import annotations

import datetime as dt

from anyelir.books import actions as books
from anyelir.books.models import BookLine
from tests import factories as make
from tests.parallel.line import Line, lines, secretary

MENDED = {"name": "Euis Komariah", "address": "Desa Nanggewer", "purpose": "Belajar PMT"}


def mended(town, line, op_id):
    on = dt.date(2026, 3, 5)
    return books.correct_line(line=line, on=on, values=MENDED, by=secretary(town), op_id=op_id)


KEPT = [
    Line(
        "correct a line",
        mended,
        lambda town, line: [BookLine.objects.filter(version=2).count(), lines("book.correct")],
        lambda town: make.book_line(town.body),
        frozenset({"line_superseded"}),
    ),
    Line(
        "strike a line",
        lambda town, line, op_id: books.strike_line(
            line=line, reason="Salah buku", by=secretary(town), op_id=op_id
        ),
        lambda town, line: [BookLine.objects.exclude(struck_at=None).count(), lines("book.strike")],
        lambda town: make.book_line(town.body),
        frozenset({"line_struck"}),
    ),
]
