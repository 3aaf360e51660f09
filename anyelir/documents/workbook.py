"""The tables of a longer paper as a workbook: one sheet, each table with its heads below its heading."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from anyelir.core.blocks import HeadingBlock, TableBlock, TextBlock
from anyelir.core.spreadsheet import GRID, HEAD_FILL, Sheet
from anyelir.documents.booklet import Booklet

# Signs of one share of the paper.
SIGNS_PER_SHARE = 5


def booklet_xlsx(booklet: Booklet) -> bytes:
    sheet = Sheet(booklet.title)
    sheet.add([booklet.title])[0].font = Font(bold=True, size=14)
    for line in booklet.head:
        sheet.add([line])
    for block in booklet.blocks:
        sheet.rows += 1
        if isinstance(block, TableBlock):
            _table(sheet, block)
        elif isinstance(block, HeadingBlock | TextBlock):
            sheet.add([block.text])[0].font = Font(bold=isinstance(block, HeadingBlock))
    sheet.raw.page_setup.orientation = "landscape" if booklet.is_wide else "portrait"
    sheet.raw.page_setup.paperSize = sheet.raw.PAPERSIZE_A4
    sheet.raw.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.raw.page_setup.fitToHeight = 0
    return sheet.to_bytes()


def _table(sheet: Sheet, block: TableBlock) -> None:
    start = sheet.rows + 1
    if block.groups:
        at = 1
        for title, width in block.groups:
            sheet.put(start, at, title)
            if title:
                sheet.raw.merge_cells(
                    start_row=start, end_row=start, start_column=at, end_column=at + width - 1
                )
            at += width
    titles = sheet.add([column.title for column in block.columns])
    if block.is_numbered:
        sheet.add(range(1, len(block.columns) + 1))
    for row in sheet.raw.iter_rows(start, sheet.rows, 1, len(block.columns)):
        for cell in row:
            cell.border, cell.fill, cell.font = GRID, HEAD_FILL, Font(bold=cell.row <= titles[0].row)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for values in block.rows:
        _line(sheet, values)
    for position, column in enumerate(block.columns, start=1):
        letter = get_column_letter(position)
        sheet.raw.column_dimensions[letter].width = max(4, column.width * SIGNS_PER_SHARE)


def _line(sheet: Sheet, values: Any) -> None:
    for cell in sheet.add(values):
        cell.border = GRID
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if isinstance(cell.value, int):
            cell.number_format = "#,##0"
