"""The workbook of rejected rows: the sheet as it came, only the wrong rows, with a column that says what to do."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from anyelir.core.spreadsheet import Sheet
from anyelir.exchange.kinds import ImportKind
from anyelir.exchange.sheet import REASON_HEADING, counts_from_1904, heading_key, raw_rows

WRONG = PatternFill("solid", fgColor="FBE8EF")
BOLD = Font(bold=True)


def write_errors(kind: ImportKind, source: Path, target: Path, rejected: list[dict[str, Any]]) -> None:
    """Copy the heading row and every rejected row of ``source``; the first new column holds the reasons.

    The result can be corrected and imported again: its headings are those of the source. What the kind keeps back is
    left out of its cells.
    """
    anchors = {heading_key(name) for name in kind.columns[kind.anchor]}
    secret = {heading_key(name) for slug in kind.kept_back for name in kind.columns[slug]}
    reasons: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for entry in rejected:
        reasons[entry["row"]].append(entry)
    sheet = Sheet("Perlu diperbaiki")
    if counts_from_1904(source):
        # Bare numbers of days are copied, so they must mean the same days.
        sheet.raw.parent.epoch = CALENDAR_MAC_1904
    headings: list[str] = []
    for number, values in raw_rows(source):
        if not headings and anchors & {heading_key(value) for value in values}:
            headings = [str(value or "") for value in values]
            for cell in sheet.add((*values, REASON_HEADING)):
                cell.font = BOLD
        elif number in reasons:
            wrong = {entry["column"] for entry in reasons[number]}
            kept = _without(secret, headings, values)
            cells = sheet.add((*kept, _reason_text(reasons[number])))
            for cell, name in zip(cells, headings, strict=False):
                if name.strip() in wrong:
                    cell.fill = WRONG
    sheet.raw.freeze_panes = "A2"
    sheet.raw.column_dimensions[get_column_letter(len(headings) + 1)].width = 60
    sheet.save(target)


def _without(secret: set[str], headings: list[str], values: tuple[Any, ...]) -> list[Any]:
    return [
        None if at < len(headings) and heading_key(headings[at]) in secret else value
        for at, value in enumerate(values)
    ]


def _reason_text(entries: list[dict[str, Any]]) -> str:
    return " ".join(f"{entry['column']}: {entry['reason']}" for entry in entries)
