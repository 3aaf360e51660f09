"""The one writer of spreadsheets: whatever a name holds, a cell is text or a number, never a formula.

Rows may be older than the cleaning of texts at the doors, and an error workbook repeats what a stranger wrote; so the
writer cleans as well. A test holds all rooms to this module.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from numbers import Real
from pathlib import Path
from typing import Any, TextIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Border, PatternFill, Side

from anyelir.rules.texts import clean_text

LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
# How the heads and cells of printed tables look.
THIN = Side(style="thin", color="556666")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor="EEF3F1")
# What spreadsheet programs take for the beginning of a formula, also in the wide letters of East Asia.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?(?:e[+-]?[0-9]+)?")
_MOMENT = re.compile(rb">[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z<")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")


def cell_value(value: Any) -> Any:
    """The value as a cell can hold it: clean text, no infinity; numbers, dates and nothing stay."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if (
        value is None
        or isinstance(value, bool | Real)
        or hasattr(value, "isoformat")
        or hasattr(value, "quantize")
    ):
        return value
    return clean_text(str(value), keeps_lines=True)[:LONGEST_TEXT]


class Sheet:
    """A new workbook with one sheet; ``raw`` is the sheet of openpyxl for widths, merged cells and printing."""

    def __init__(self, title: str) -> None:
        self.book = Workbook()
        self.raw = self.book.active
        self.raw.title = _NOT_IN_TITLE.sub("-", clean_text(title)).strip("'")[:LONGEST_TITLE] or "Data"
        self.rows = 0

    def put(self, row: int, column: int, value: Any) -> Any:
        """Write one cell and return it for formatting; a text stays a text, also one that begins like a formula."""
        value = cell_value(value)
        cell = self.raw.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(STARTS_FORMULA)
        self.rows = max(self.rows, row)
        return cell

    def add(self, values: Iterable[Any]) -> list[Any]:
        """Write the next row."""
        row = self.rows + 1
        cells = [self.put(row, column, value) for column, value in enumerate(values, start=1)]
        self.rows = row
        return cells

    def save(self, target: Path) -> None:
        target.write_bytes(self.to_bytes())

    def to_bytes(self) -> bytes:
        """The same bytes whenever the same cells are written: no clock in the properties or in the archive."""
        buffer = io.BytesIO()
        self.book.save(buffer)
        return _without_clock(buffer)


def _without_clock(book: io.BytesIO) -> bytes:
    target = io.BytesIO()
    with ZipFile(book) as source, ZipFile(target, "w", ZIP_DEFLATED) as fresh:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(rb">2000-01-01T00:00:00Z<", content)
            fresh.writestr(ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return target.getvalue()


def csv_cell(value: Any, decimal: str = ".") -> str:
    """The text of a cell: an apostrophe before what would be run as a formula; a negative number is none."""
    if isinstance(value, str) and value.isascii() and value.isprintable() and value[:1].isalnum():
        return value
    value = cell_value(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).replace(".", decimal) if isinstance(value, float) else str(value)
    return f"'{value}" if value.startswith(STARTS_FORMULA) and not _NUMBER.fullmatch(value) else value


def write_csv(
    target: TextIO, rows: Iterable[Iterable[Any]], *, delimiter: str = ",", decimal: str = "."
) -> None:
    """Rows as CSV; ``decimal`` is the sign of numbers, a comma for Indonesian spreadsheet programs."""
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([csv_cell(cell, decimal) for cell in row] for row in rows)


def csv_parts(
    rows: Iterable[Iterable[Any]], *, delimiter: str = ",", decimal: str = ".", portion: int = 500
) -> Iterator[bytes]:
    """The same in parts of so many rows, as spreadsheet programs open it: UTF-8 with its mark in front."""
    mark, left = "\ufeff", iter(rows)
    while some := list(islice(left, portion)):
        target = io.StringIO()
        write_csv(target, some, delimiter=delimiter, decimal=decimal)
        yield (mark + target.getvalue()).encode()
        mark = ""
