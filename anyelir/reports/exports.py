"""Downloads: the comparison table and the month sheet as CSV, XLSX and PDF."""

from __future__ import annotations

import io
from datetime import date

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from anyelir.core import wording
from anyelir.core.indicator import Catalogue
from anyelir.core.spreadsheet import Sheet, write_csv
from anyelir.regions.models import Region
from anyelir.reports import queries
from anyelir.reports.monthly import MonthReport
from anyelir.reports.presenting import hidden_words, notes, present
from anyelir.reports.veiling import Veil
from anyelir.rules.disclosure.limits import Audience
from anyelir.rules.texts import clean_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
THIN = Side(style="thin", color="556666")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor="EEF3F1")
Rows = list[list[object]]


def _attachment(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def comparison(catalogue: Catalogue, region: Region | None, period: date, audience: Audience | None) -> Rows:
    """Every indicator of every place below, numerator and denominator apart so that sums stay right."""
    head: list[object] = [_("Kode"), _("Nama"), catalogue.unit.grain.title]
    for indicator in catalogue.indicators.values():
        parts = [_("pembilang"), _("penyebut"), "%"] if indicator.is_ratio else [_("jumlah")]
        dated = _(", menurut %s") % indicator.dated_by if indicator.dated_by else ""
        head += [f"{indicator.title}{dated}: {part}" for part in parts]
    rows: Rows = [[*head, _("Keterangan")]]
    for row in _rows_for(catalogue, region.code if region else "", period, audience):
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


def _rows_for(catalogue: Catalogue, code: str, period: date, audience: Audience | None) -> list[queries.Row]:
    [(_period, numbers)] = queries.series(catalogue, code, period, 1)
    rows = queries.rows_below(catalogue, code, period)
    return Veil(catalogue, period, audience).over_rows(code, numbers, rows)


def _indicator_cells(catalogue: Catalogue, numbers) -> list[object]:
    cells: list[object] = []
    for code, indicator in catalogue.indicators.items():
        shown = present(code, numbers)
        if shown.is_hidden:
            cells += [hidden_words()] * (3 if indicator.is_ratio else 1)
            continue
        rounded = None if shown.value is None else round(shown.value, 2)
        cells += [shown.above, shown.below, rounded] if indicator.is_ratio else [shown.above]
    return cells


def as_csv(rows: Rows, name: str) -> HttpResponse:
    """Semicolons and a byte order mark, as Indonesian spreadsheet programs expect."""
    text = io.StringIO()
    write_csv(text, rows, delimiter=";", decimal=",")
    return _attachment(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{name}.csv")


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
    return _attachment(sheet.to_bytes(), XLSX, f"{name}.xlsx")


def _file_name(report: MonthReport, suffix: str) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in report.posyandu.name.lower())
    return f"skdn-{name}-{report.key}.{suffix}"


TITLE = "LAPORAN SKDN POSYANDU"


def sheet_xlsx(report: MonthReport) -> HttpResponse:
    """The paper sheet: title, head, grouped columns, number row, months, signatures."""
    sheet = Sheet(f"SKDN {report.key}")
    columns = report.form.columns
    last = len(columns) + 2
    sheet.add([TITLE])
    sheet.add([f"POSYANDU {report.posyandu.name.upper()}"])
    sheet.add([wording.month(report.month)])
    for row in (1, 2, 3):
        sheet.raw.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        sheet.raw.cell(row, 1).alignment = Alignment(horizontal="center")
        sheet.raw.cell(row, 1).font = Font(bold=row < 3)
    for label, name in report.place:
        sheet.add([f"{label}: {name}"])
    start = sheet.rows + 2
    _xlsx_head(sheet, report, start)
    for offset, line in enumerate(report.rows, start=3):
        _xlsx_line(sheet, report, start + offset, line)
    foot = start + 3 + len(report.rows) + 1
    sheet.put(foot, 1, _("Mengetahui,"))
    sheet.put(foot, last - 3, _("Ketua posyandu,"))
    sheet.put(foot + 6, 1, report.state).font = Font(size=8, italic=True)
    sheet.raw.page_setup.orientation = "landscape"
    sheet.raw.page_setup.paperSize = sheet.raw.PAPERSIZE_A4
    sheet.raw.sheet_properties.pageSetUpPr.fitToPage = True
    return _attachment(sheet.to_bytes(), XLSX, _file_name(report, "xlsx"))


def _xlsx_head(sheet, report: MonthReport, start: int) -> None:
    sheet.put(start, 1, _("Bulan"))
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


def _xlsx_line(sheet, report: MonthReport, row: int, line) -> None:
    sheet.put(row, 1, wording.month(line.month))
    for position, (column, shown) in enumerate(line.pairs, start=2):
        cell = sheet.put(row, position, shown.value)
        cell.number_format = "#,##0.0" if column.decimals else "#,##0"
    note = sheet.put(row, len(line.cells) + 2, "; ".join(line.notes))
    note.alignment = Alignment(wrap_text=True, vertical="center")
    for cell in sheet.raw[row][: note.column]:
        cell.border, cell.font = GRID, Font(bold=line.is_current)


def sheet_pdf(report: MonthReport) -> HttpResponse:
    """The same sheet on A4 landscape, 8 mm margin."""
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=landscape(A4),
        margin=8 * mm,
        leftMargin=8 * mm,
        rightMargin=8 * mm,
        topMargin=8 * mm,
        bottomMargin=8 * mm,
        title=f"SKDN {report.posyandu.name} {report.key}",
    )
    document.build(_pdf_story(report))
    return _attachment(buffer.getvalue(), "application/pdf", _file_name(report, "pdf"))


def _pdf_story(report: MonthReport) -> list:
    middle = ParagraphStyle("middle", fontName="Helvetica-Bold", fontSize=11, alignment=1, leading=14)
    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=8, leading=11)
    head = [Paragraph(TITLE, middle), Paragraph(_escaped(f"POSYANDU {report.posyandu.name.upper()}"), middle)]
    place = [Paragraph(_escaped(f"{label}: {name}"), plain) for label, name in report.place]
    signs = Table(
        [[_("Mengetahui,"), _("Ketua posyandu,")], ["", ""], ["_" * 28, "_" * 28]],
        colWidths=[140 * mm, 140 * mm],
        rowHeights=[12, 40, 12],
        style=TableStyle([("FONTSIZE", (0, 0), (-1, -1), 8), ("ALIGN", (0, 0), (-1, -1), "CENTER")]),
    )
    foot = Paragraph(_escaped(report.state), ParagraphStyle("foot", parent=plain, fontSize=7))
    return [*head, Spacer(1, 6), *place, Spacer(1, 8), _pdf_table(report), Spacer(1, 14), signs, foot]


def _escaped(text: str) -> str:
    return clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _pdf_table(report: MonthReport) -> Table:
    columns = report.form.columns
    groups: list[str] = [""]
    spans, at = [("SPAN", (0, 0), (0, 1)), ("SPAN", (-1, 0), (-1, 1))], 1
    for group, width in report.form.groups:
        groups += [group, *[""] * (width - 1)]
        spans.append(("SPAN", (at, 0), (at + width - 1, 0)))
        at += width
    groups[0] = _("Bulan")
    data: Rows = [
        [*groups, _("Ket.")],
        ["", *(column.label for column in columns), ""],
        ["1", *(str(column.no) for column in columns), str(columns[-1].no + 1)],
    ]
    small = ParagraphStyle("note", fontName="Helvetica", fontSize=6, leading=7)
    for line in report.rows:
        cells = [
            "" if shown.value is None else wording.number(shown.value, column.decimals)
            for column, shown in line.pairs
        ]
        note = Paragraph(_escaped("; ".join(line.notes)), small)
        data.append([wording.month(line.month), *cells, note])
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#556666")),
        ("BACKGROUND", (0, 0), (-1, 1), colors.HexColor("#eef3f1")),
        ("FONTSIZE", (0, 0), (-1, -1), 7),
        ("FONTNAME", (0, 0), (-1, 1), "Helvetica-Bold"),
        ("FONTNAME", (0, 2), (-1, 2), "Helvetica-Oblique"),
        ("ALIGN", (1, 0), (-1, -1), "CENTER"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 2), (-1, 2), 1.2, colors.black),
        ("FONTNAME", (0, -1), (-1, -1), "Helvetica-Bold"),
        *spans,
    ]
    widths = [26 * mm, *[219 * mm / len(columns)] * len(columns), 36 * mm]
    return Table(data, colWidths=widths, repeatRows=3, style=TableStyle(style))
