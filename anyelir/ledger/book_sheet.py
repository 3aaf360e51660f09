"""The cash book as a workbook: the twelve columns of 4.11 for a month or a whole year."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from anyelir.core.spreadsheet import Sheet
from anyelir.core.wording import day
from anyelir.ledger.cashbook import book_between
from anyelir.ledger.closing_papers import closing_sentences
from anyelir.ledger.form411 import COLUMNS, Form411, form_411
from anyelir.ledger.models import Ledger

BLOCK = len(COLUMNS)
WIDTHS = (6, 13, 13, 34, 16, 16)


def book_sheet(ledger: Ledger, first: dt.date, last: dt.date) -> Sheet:
    """From day to day, both included: heads, number row, entries, sums, balances, and who closed a month."""
    form = form_411(ledger, book_between(ledger, first, last))
    sheet = Sheet(f"4.11 {first:%Y-%m}")
    sheet.add([_("Buku Tabungan (Lampiran 4.11)")])
    sheet.add([f"{ledger.name}, {ledger.body.region.label}"])
    sheet.add([f"{day(first)} - {day(last)}"])
    _add_heads(sheet, form)
    for row in form.rows:
        sheet.add(row)
    total = _("Jumlah")
    sums = [total, *[""] * (BLOCK - 2), form.left_idr, total, *[""] * (BLOCK - 2), form.right_idr]
    for cell in sheet.add(sums):
        cell.font = Font(bold=True)
    _add_foot(sheet, form)
    _lay_out(sheet)
    return sheet


def _add_heads(sheet: Sheet, form: Form411) -> None:
    top = sheet.rows + 1
    sheet.put(top, 1, form.left)
    sheet.put(top, BLOCK + 1, form.right)
    for start in (1, BLOCK + 1):
        sheet.raw.merge_cells(start_row=top, end_row=top, start_column=start, end_column=start + BLOCK - 1)
        sheet.raw.cell(top, start).alignment = Alignment(horizontal="center")
    for cell in sheet.add(COLUMNS * 2):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for cell in sheet.add(range(1, 2 * BLOCK + 1)):
        cell.font = Font(italic=True, size=8)
    sheet.raw.freeze_panes = f"A{sheet.rows + 1}"


def _add_foot(sheet: Sheet, form: Form411) -> None:
    """Amounts stand under those of the left block."""
    sheet.add([])
    places = ((_("Sisa %s") % title, held_idr) for title, held_idr in form.places)
    for label, amount_idr in ((_("Saldo sebelumnya"), form.opening_idr), *places):
        sheet.add(["", "", "", label, "", amount_idr])
    for sentence in closing_sentences(form.closing) if form.closing else [_("Belum ditutup.")]:
        sheet.add(["", "", "", sentence])


def _lay_out(sheet: Sheet) -> None:
    for position, width in enumerate(WIDTHS * 2, start=1):
        sheet.raw.column_dimensions[get_column_letter(position)].width = width
    for row in sheet.raw.iter_rows():
        for cell in row:
            if isinstance(cell.value, int) and cell.column % BLOCK == 0:
                cell.number_format = "#,##0"
    sheet.raw.page_setup.orientation = "landscape"
    sheet.raw.page_setup.paperSize = sheet.raw.PAPERSIZE_A4
    sheet.raw.sheet_properties.pageSetUpPr.fitToPage = True
