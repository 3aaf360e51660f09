"""Downloads: the comparison table and the official sheet as CSV, XLSX and PDF."""

from __future__ import annotations

import io
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from anyelir.core.downloads import CSV, PDF, XLSX, file_to_keep
from anyelir.core.indicator import Catalogue, Indicator
from anyelir.core.spreadsheet import GRID, HEAD_FILL, Sheet, write_csv
from anyelir.regions.models import Region
from anyelir.reports import papers
from anyelir.reports.presenting import HIDDEN_MARK, hidden_words, notes, present
from anyelir.reports.reading import Reading
from anyelir.reports.sheets import PeriodRow, SheetReport
from anyelir.rules.disclosure.limits import Audience

Rows = list[list[object]]


def comparison(catalogue: Catalogue, region: Region | None, period: date, audience: Audience | None) -> Rows:
    """Every indicator of every place below, numerator and denominator apart so that sums stay right."""
    head: list[object] = [_("Kode"), _("Nama"), catalogue.unit.grain.title]
    for indicator in catalogue.indicators.values():
        parts = _parts(indicator)
        dated = _(", menurut %s") % indicator.dated_by if indicator.dated_by else ""
        head += [f"{indicator.title}{dated}: {part}" for part in parts]
    rows: Rows = [[*head, _("Keterangan")]]
    for row in Reading(catalogue, period, audience).rows(region.code if region else ""):
        rows.append(
            [
                row.key,
                row.name,
                catalogue.unit.grain.key(period),
                *_indicator_cells(catalogue, row.numbers),
                "; ".join(notes(row.numbers)),
            ]
        )
    return rows


def _parts(indicator: Indicator) -> list[str]:
    """What of an indicator stands in cells of its own."""
    if indicator.is_ratio:
        return [_("pembilang"), _("penyebut"), "%"]
    return [_("jumlah"), "median %"] if indicator.is_median else [_("jumlah")]


def _indicator_cells(catalogue: Catalogue, numbers) -> list[object]:
    cells: list[object] = []
    for code, indicator in catalogue.indicators.items():
        shown = present(code, numbers)
        if shown.is_hidden:
            cells += [hidden_words()] * len(_parts(indicator))
            continue
        rounded = None if shown.value is None else round(shown.value, 2)
        if indicator.is_ratio:
            cells += [shown.above, shown.below, rounded]
        else:
            cells += [shown.above, rounded] if indicator.is_median else [shown.above]
    return cells


def as_csv(rows: Rows, name: str) -> HttpResponse:
    """Semicolons and a byte order mark, as Indonesian spreadsheet programs expect."""
    text = io.StringIO()
    write_csv(text, rows, delimiter=";", decimal=",")
    return file_to_keep(text.getvalue().encode("utf-8-sig"), CSV, f"{name}.csv")


def as_xlsx(rows: Rows, name: str, title: str) -> HttpResponse:
    """A plain table with a frozen head."""
    sheet = Sheet(title)
    for row in rows:
        sheet.add(row)
    for cell in sheet.raw[1]:
        cell.font, cell.fill = Font(bold=True), HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.raw.column_dimensions["B"].width = 28
    sheet.raw.freeze_panes = "D2"
    return file_to_keep(sheet.to_bytes(), XLSX, f"{name}.xlsx")


def _file_name(report: SheetReport, suffix: str) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in report.subject.name.lower())
    return f"{report.sheet.slug}-{name}-{report.key}.{suffix}"


def sheet_xlsx(report: SheetReport) -> HttpResponse:
    """The paper sheet: title, head, grouped columns, number row, periods, signatures."""
    sheet = Sheet(f"{report.sheet.slug.upper()} {report.key}")
    columns = report.form.columns
    last = len(columns) + 2
    sheet.add([str(report.sheet.title)])
    sheet.add([report.name.upper()])
    sheet.add([report.period_text])
    for row in (1, 2, 3):
        sheet.raw.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        sheet.raw.cell(row, 1).alignment = Alignment(horizontal="center")
        sheet.raw.cell(row, 1).font = Font(bold=row < 3)
    for label, name in report.place:
        sheet.add([f"{label}: {name}"])
    start = sheet.rows + 2
    _xlsx_head(sheet, report, start)
    for offset, line in enumerate(report.rows, start=3):
        _xlsx_line(sheet, start + offset, line)
    foot = start + 3 + len(report.rows) + 1
    sheet.put(foot, 1, _("Mengetahui,"))
    sheet.put(foot, max(2, last - 3), f"{report.sheet.signer},")
    foot_line = " ".join(filter(None, (report.dated, report.state)))
    sheet.put(foot + 6, 1, foot_line).font = Font(size=8, italic=True)
    sheet.raw.page_setup.orientation = "landscape"
    sheet.raw.page_setup.paperSize = sheet.raw.PAPERSIZE_A4
    sheet.raw.sheet_properties.pageSetUpPr.fitToPage = True
    return file_to_keep(sheet.to_bytes(), XLSX, _file_name(report, "xlsx"))


def _xlsx_head(sheet, report: SheetReport, start: int) -> None:
    sheet.put(start, 1, report.grain.title)
    sheet.raw.merge_cells(start_row=start, end_row=start + 1, start_column=1, end_column=1)
    at = 2
    for group, width in report.form.groups:
        sheet.put(start, at, group)
        sheet.raw.merge_cells(start_row=start, end_row=start, start_column=at, end_column=at + width - 1)
        at += width
    sheet.put(start + 2, 1, 1)
    for position, column in enumerate(report.form.columns, start=2):
        sheet.put(start + 1, position, column.label)
        sheet.put(start + 2, position, column.no).font = Font(italic=True, size=8)
        sheet.raw.column_dimensions[get_column_letter(position)].width = 8
    sheet.raw.column_dimensions["A"].width = 16
    sheet.put(start, at, _("Ket."))
    sheet.put(start + 2, at, report.form.columns[-1].no + 1).font = Font(italic=True, size=8)
    sheet.raw.merge_cells(start_row=start, end_row=start + 1, start_column=at, end_column=at)
    sheet.raw.column_dimensions[get_column_letter(at)].width = 30
    for row in sheet.raw.iter_rows(start, start + 2, 1, at):
        for cell in row:
            cell.border, cell.fill = GRID, HEAD_FILL
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _xlsx_line(sheet, row: int, line: PeriodRow) -> None:
    sheet.put(row, 1, line.text)
    for position, (column, shown) in enumerate(line.pairs, start=2):
        cell = sheet.put(row, position, HIDDEN_MARK if shown.is_hidden else shown.value)
        cell.number_format = "#,##0.0" if column.decimals else "#,##0"
    note = sheet.put(row, len(line.cells) + 2, "; ".join(line.notes))
    note.alignment = Alignment(wrap_text=True, vertical="center")
    for cell in sheet.raw[row][: note.column]:
        cell.border, cell.font = GRID, Font(bold=line.is_current)


def sheet_pdf(report: SheetReport) -> HttpResponse:
    """The paper that was issued when the period was signed, or the sheet as it stands, marked as a draft."""
    return file_to_keep(papers.sheet_pdf(report), PDF, _file_name(report, "pdf"))
