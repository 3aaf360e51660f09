"""Reading a spreadsheet from the field as rows of named cells, whatever the headings' spelling and order."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused
from anyelir.rules.texts import clean_text

# A heading row may stand below a title; so many rows are searched for it.
HEADING_ROWS = 12
ROWS_MAX = 200_000
# What the workbook of rows to mend adds; nothing is read from it.
REASON_HEADING = "Yang perlu diperbaiki"
UNPACKED_MAX = 400 * 1024 * 1024
# Workbooks of old Macs count days from 1904; a bare number in them is this much behind.
DAYS_TO_1904 = 1462
_FROM_1904 = re.compile(rb"date1904=[\"'](?:1|true)[\"']")


class SheetRow(NamedTuple):
    """A row of the sheet: its number as people see it, and the cells by column slug."""

    number: int
    cells: Mapping[str, Any]


class ImportSheet:
    """An opened workbook or CSV file whose headings were recognised."""

    def __init__(
        self,
        headings: dict[str, str],
        rows: list[tuple[int, tuple[Any, ...]]],
        order: list[str | None],
        late_days: frozenset[str] = frozenset(),
        unread: tuple[str, ...] = (),
    ):
        """``late_days`` are the columns whose bare numbers count days from 1904, ``unread`` headings of no column."""
        self.headings = headings
        self._rows = rows
        self._order = order
        self._late_days = late_days
        self.unread = unread

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[SheetRow]:
        for number, values in self._rows:
            named = zip(self._order, values, strict=False)
            yield SheetRow(number, {slug: self._cell(slug, value) for slug, value in named if slug})

    @property
    def slugs(self) -> set[str]:
        """The columns that the sheet has."""
        return {slug for slug in self._order if slug}

    def sort_by(self, slug: str, key: Callable[[Any], Any]) -> None:
        """Put the rows in the order of a column where there is one; rows that are equal there stay as they came."""
        if slug not in self._order:
            return
        at = self._order.index(slug)
        self._rows.sort(key=lambda row: key(self._cell(slug, row[1][at] if at < len(row[1]) else None)))

    def _cell(self, slug: str, value: Any) -> Any:
        value = _clean(value)
        if slug not in self._late_days or isinstance(value, bool):
            return value
        if isinstance(value, str) and value.isdecimal():
            value = int(value)
        return value + DAYS_TO_1904 if isinstance(value, int | float) else value


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        value = clean_text(value)
        return None if value in ("", "-", "–") else value
    return value


def heading_key(text: Any) -> str:
    """A heading without case, blanks and signs: "Tgl. Lahir " and "TGL LAHIR" are one."""
    return re.sub(r"[^a-z0-9]", "", str(text or "").lower())


def read(
    path: Path,
    aliases: Mapping[str, tuple[str, ...]],
    required: tuple[str, ...],
    days: frozenset[str] = frozenset(),
) -> ImportSheet:
    """Open ``path`` (.xlsx or .csv) and find the heading row.

    ``aliases`` maps a column slug to its known headings, ``required`` the slugs without which nothing can be
    read, ``days`` the slugs of columns that hold days. Raises Refused with an Indonesian text when the file is
    empty, damaged, enormous or has no headings.
    """
    rows = [row for row in raw_rows(path) if any(_clean(value) is not None for value in row[1])]
    if not rows:
        raise Refused("empty_file", _("Berkas ini kosong. Pilih berkas yang berisi data."), field="file")
    known = {heading_key(name): slug for slug, names in aliases.items() for name in names}
    for position, (_number, values) in enumerate(rows[:HEADING_ROWS]):
        order = [known.get(heading_key(value)) for value in values]
        if set(required) <= set(order):
            headings = {slug: str(value).strip() for slug, value in zip(order, values, strict=True) if slug}
            late_days = days if counts_from_1904(path) else frozenset()
            strange = (
                str(value).strip() for slug, value in zip(order, values, strict=True) if not slug and value
            )
            unread = tuple(heading for heading in strange if heading != REASON_HEADING)
            return ImportSheet(headings, rows[position + 1 :], order, late_days, unread)
    wanted = ", ".join(aliases[slug][0] for slug in required)
    raise Refused(
        "no_headings",
        _("Judul kolom tidak ditemukan. Yang harus ada: %(columns)s.") % {"columns": wanted},
        field="file",
    )


def raw_rows(path: Path) -> Iterator[tuple[int, tuple[Any, ...]]]:
    reader = _csv_rows if path.suffix.lower() in (".csv", ".txt") else _xlsx_rows
    for number, values in enumerate(reader(path), start=1):
        if number > ROWS_MAX:
            text = _("Berkas ini lebih dari %(rows)s baris. Bagi menjadi beberapa berkas.") % {
                "rows": ROWS_MAX
            }
            raise Refused("too_many_rows", text, field="file", status=413)
        yield number, values


def counts_from_1904(path: Path) -> bool:
    """Whether the workbook says of itself that its first day is 1 January 1904."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        inside = "xl/workbook.xml"
        return inside in archive.namelist() and bool(_FROM_1904.search(archive.read(inside)))


def _xlsx_rows(path: Path) -> Iterator[tuple[Any, ...]]:
    unreadable = _(
        "Berkas ini bukan buku Excel (.xlsx) yang utuh. Simpan ulang sebagai .xlsx, lalu coba lagi."
    )
    try:
        # A small archive can unpack to something that fills the memory; look before opening.
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > UNPACKED_MAX:
                raise Refused("file_too_large", _("Isi berkas ini terlalu besar."), field="file", status=413)
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            sheet = book.worksheets[0] if book.worksheets else None
            if sheet is None:
                raise Refused("empty_file", _("Berkas ini tidak punya lembar kerja."), field="file")
            # Some programs write a wrong dimension; without it every row is read.
            sheet.reset_dimensions()
            yield from sheet.iter_rows(values_only=True)
    except Refused:
        raise
    # A damaged or forged book makes the reader stumble anywhere, by some twenty kinds of error; only reading is
    # inside, so all of them mean the same.
    except Exception as error:
        raise Refused("not_a_workbook", unreadable, field="file", status=415) from error


def _csv_rows(path: Path) -> Iterator[tuple[Any, ...]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("Huruf dalam berkas ini tidak terbaca. Simpan sebagai CSV UTF-8 atau sebagai .xlsx.")
        raise Refused("wrong_encoding", message, field="file", status=415) from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from (tuple(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        message = _("Isi berkas CSV ini rusak. Simpan ulang sebagai CSV UTF-8 atau sebagai .xlsx.")
        raise Refused("not_a_table", message, field="file", status=415) from error
