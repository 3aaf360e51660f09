"""The agenda of letters as the handbook prints it (4.10, 15 columns) and the expedition book, on paper and as sheets.

Every number has its line. Of a limited letter that the reader may not open, the line says no more than that.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.styles import Alignment, Font

from anyelir.core.downloads import XLSX, file_to_keep
from anyelir.core.spreadsheet import Sheet
from anyelir.core.wording import short_day
from anyelir.membership.models import Body
from anyelir.secretariat.letter_wording import addressee_of
from anyelir.secretariat.models import Arrival, Dispatch, Letter
from anyelir.secretariat.queries import numbered_arrivals, numbered_letters

Text = str | Promise
# Headings over columns with how many they span, then the columns themselves; 1-8 letters in, 9-15 letters out.
BLOCKS: list[tuple[Text, int]] = [(gettext_lazy("Surat masuk"), 8), (gettext_lazy("Surat keluar"), 7)]
COLUMNS: list[Text] = [
    gettext_lazy("No."),
    gettext_lazy("Tanggal terima surat"),
    gettext_lazy("Tanggal surat"),
    gettext_lazy("Nomor surat"),
    gettext_lazy("Asal surat / dari"),
    gettext_lazy("Perihal"),
    gettext_lazy("Lampiran"),
    gettext_lazy("Diteruskan kepada"),
    gettext_lazy("No."),
    gettext_lazy("Nomor dan kode surat"),
    gettext_lazy("Tanggal surat"),
    gettext_lazy("Kepada"),
    gettext_lazy("Perihal"),
    gettext_lazy("Lampiran"),
    gettext_lazy("Tembusan"),
]
EXPEDITION: list[Text] = [
    gettext_lazy("No."),
    gettext_lazy("Tanggal surat"),
    gettext_lazy("Nomor surat"),
    gettext_lazy("Kepada"),
    gettext_lazy("Perihal"),
    gettext_lazy("Lampiran"),
    gettext_lazy("Keterangan"),
    gettext_lazy("Dikirim"),
    gettext_lazy("Diterima oleh"),
]
INTO, OUT = 8, 7


def agenda_rows(body: Body, year: int, visible: Collection[UUID]) -> list[list[str]]:
    """Lines of fifteen cells: letters in beside letters out, each in the order of its numbers."""
    into = [_in_cells(arrival, visible) for arrival in numbered_arrivals(body, year)]
    out = [_out_cells(letter, visible) for letter in numbered_letters(body, year)]
    pairs = zip_longest(into, out)
    return [[*(left or [""] * INTO), *(right or [""] * OUT)] for left, right in pairs]


def _limited() -> str:
    return str(_("(terbatas)"))


def _in_cells(arrival: Arrival, visible: Collection[UUID]) -> list[str]:
    letter = arrival.letter
    head = [str(arrival.no), short_day(arrival.received_on)]
    if letter.pk not in visible:
        return [*head, "", "", _limited(), _limited(), "", ""]
    sender = str(letter.body) if letter.is_out else letter.party
    handed = [addressee_of(each) for each in arrival.dispositions.all()]
    day = short_day(letter.on)
    return [*head, day, letter.number_text, sender, letter.subject, letter.attachments, "; ".join(handed)]


def _out_cells(letter: Letter, visible: Collection[UUID]) -> list[str]:
    head = [str(letter.no), letter.number_text, short_day(letter.on)]
    if letter.pk not in visible:
        return [*head, _limited(), _limited(), "", ""]
    subject = letter.subject
    if letter.state == Letter.State.VOID:
        subject = _("%(subject)s (dibatalkan: %(reason)s)") % {
            "subject": subject,
            "reason": letter.void_reason,
        }
    return [*head, letter.party, subject, letter.attachments, "; ".join(letter.copies.splitlines())]


def expedition_rows(dispatches: Collection[Dispatch]) -> list[list[str]]:
    return [_expedition_cells(no, each) for no, each in enumerate(dispatches, start=1)]


def _expedition_cells(no: int, dispatch: Dispatch) -> list[str]:
    letter = dispatch.letter
    how = [str(dispatch.get_way_display()), dispatch.carrier]
    receipt = [dispatch.received_by, short_day(dispatch.received_on)] if dispatch.received_on else []
    return [
        str(no),
        short_day(letter.on),
        letter.number_text,
        dispatch.recipient,
        letter.subject,
        letter.attachments,
        ", ".join(filter(None, how)),
        short_day(dispatch.handed_on),
        ", ".join(receipt),
    ]


def agenda_xlsx(body: Body, year: int, rows: list[list[str]]) -> HttpResponse:
    """The same table: blocks, columns, numbers of the columns, lines."""
    sheet = Sheet(_("Agenda surat %s") % year)
    sheet.add([_("Agenda surat masuk/keluar (4.10)")])
    sheet.add([f"{body}, {year}"])
    at, start = 1, sheet.rows + 1
    for title, width in BLOCKS:
        sheet.put(start, at, title)
        sheet.raw.merge_cells(start_row=start, end_row=start, start_column=at, end_column=at + width - 1)
        at += width
    sheet.add(COLUMNS)
    sheet.add(range(1, len(COLUMNS) + 1))
    for row in sheet.raw.iter_rows(1, sheet.rows):
        for cell in row:
            cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    for cells in rows:
        sheet.add(_numbered(cells))
    return file_to_keep(sheet.to_bytes(), XLSX, f"agenda-surat-{year}.xlsx")


def _numbered(cells: list[str]) -> list[Any]:
    """The two numbers as numbers, so that they sort."""
    return [int(cell) if at in (0, INTO) and cell else cell for at, cell in enumerate(cells)]
