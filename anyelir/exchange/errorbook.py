"""The workbook of rejected rows: the sheet as it came, only the wrong rows, with a column that says what to do."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill

from anyelir.exchange import eppgbm
from anyelir.exchange.sheet import heading_key, raw_rows

REASON_HEADING = "Yang perlu diperbaiki"
WRONG = PatternFill("solid", fgColor="FBE8EF")
BOLD = Font(bold=True)
HEADING_KEYS = {heading_key(name) for name in eppgbm.ALIASES["name"]}


def write_errors(source: Path, target: Path, rejected: list[dict[str, Any]]) -> None:
    """Copy the heading row and every rejected row of ``source``; the first new column holds the reasons.

    The result can be corrected and imported again: its headings are those of the source.
    """
    reasons: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for entry in rejected:
        reasons[entry["row"]].append(entry)
    book = openpyxl.Workbook(write_only=False)
    sheet = book.active
    sheet.title = "Perlu diperbaiki"
    headings: list[str] = []
    for number, values in raw_rows(source):
        if not headings and HEADING_KEYS & {heading_key(value) for value in values}:
            headings = [str(value or "") for value in values]
            _append(sheet, (*values, REASON_HEADING))
            _style(sheet, range(1, len(values) + 2), BOLD, None)
        elif number in reasons:
            _append(sheet, (*values, _words(reasons[number])))
            wrong = {entry["column"] for entry in reasons[number]}
            _style(sheet, [at for at, name in enumerate(headings, 1) if name.strip() in wrong], None, WRONG)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions[openpyxl.utils.get_column_letter(len(headings) + 1)].width = 60
    book.save(target)


def _words(entries: list[dict[str, Any]]) -> str:
    return " ".join(f"{entry['column']}: {entry['reason']}" for entry in entries)


def _append(sheet: Any, values: tuple[Any, ...]) -> None:
    """A cell that begins like a formula is written as text: the file came from outside."""
    sheet.append(values)
    for cell in sheet[sheet.max_row]:
        if cell.data_type == "f":
            cell.data_type = "s"


def _style(sheet: Any, columns: Any, font: Font | None, fill: PatternFill | None) -> None:
    for column in columns:
        cell = sheet.cell(sheet.max_row, column)
        if font:
            cell.font = font
        if fill:
            cell.fill = fill
