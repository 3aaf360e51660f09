"""The printed books beside the columns of the handbook: agenda 4.10, the expedition book, the sheet 4.8."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from anyelir.secretariat import actions, agenda, queries
from anyelir.secretariat.access import visible_letters
from tests import factories as make

pytestmark = pytest.mark.django_db
# pkk-administration section 3, row 4.10: 1-8 in, 9-15 out; the row of the expedition book below it.
HANDBOOK = [
    *(
        "No.",
        "Tanggal terima surat",
        "Tanggal surat",
        "Nomor surat",
        "Asal surat / dari",
        "Perihal",
        "Lampiran",
    ),
    "Diteruskan kepada",
    *("No.", "Nomor dan kode surat", "Tanggal surat", "Kepada", "Perihal", "Lampiran", "Tembusan"),
]
EXPEDITION = ["No.", "Tanggal surat", "Nomor surat", "Kepada", "Perihal", "Lampiran", "Keterangan"]
TODAY = make.today()


def page_of(desk, name, *args):
    return desk.get(reverse(f"secretariat:{name}", args=args)).content.decode()


def rows_of(office):
    visible = set(visible_letters(office.secretary).values_list("pk", flat=True))
    return agenda.agenda_rows(office.body, TODAY.year, visible)


def test_the_agenda_has_the_columns_of_the_handbook(office, sign_in):
    assert [str(column) for column in agenda.COLUMNS] == HANDBOOK and len(HANDBOOK) == 15
    assert [(str(title), width) for title, width in agenda.BLOCKS] == [
        ("Surat masuk", 8),
        ("Surat keluar", 7),
    ]
    office.signed()
    page = page_of(sign_in(office.secretary), "letter-agenda", office.body.pk)
    heads = [" ".join(head.split()) for head in re.findall(r'<th scope="col">(.*?)</th>', page, re.S)]
    assert heads == HANDBOOK
    assert re.findall(r'<th class="n" scope="col">(\d+)</th>', page) == [str(no) for no in range(1, 16)]


def test_each_cell_of_the_agenda_says_what_its_column_asks(office, scan):
    arrival = office.record(scan, attachments="2 lembar", on=TODAY - dt.timedelta(days=3))
    given = {"arrival": arrival, "instruction": "Jawab", "by": office.chair}
    actions.dispose_letter(post=office.post, **given)
    actions.dispose_letter(pokja=4, **given)
    letter = office.signed(attachments="1 lembar", copies="Lurah\nArsip")
    day, earlier = agenda.short_day(TODAY), agenda.short_day(TODAY - dt.timedelta(days=3))
    assert rows_of(office) == [
        [
            *(
                "1",
                day,
                earlier,
                "045/SB/PKK.KRS/XI/2026",
                "TP PKK Kab. Karangasem",
                "Permohonan kunjungan",
                "2 lembar",
            ),
            "Ketua, Dewi Lestari; Pokja IV",
            *("1", letter.number_text, day, "Ketua Pokja I", "Undangan rapat", "1 lembar", "Lurah; Arsip"),
        ]
    ]


def test_every_number_has_its_line_also_a_void_and_a_limited_one(office, far_office):
    office.signed(secrecy="limited")
    actions.void_letter(letter=office.signed(), reason="Salah hari", by=office.secretary)
    visible = set(visible_letters(far_office.secretary).values_list("pk", flat=True))
    unseen, void = agenda.agenda_rows(office.body, TODAY.year, visible)
    assert unseen[8] == "1" and unseen[11:13] == ["(terbatas)", "(terbatas)"]
    assert rows_of(office)[1][12] == "Undangan rapat (dibatalkan: Salah hari)"
    assert void[8] == "2"


def test_the_sheet_says_the_same(office, sign_in):
    office.signed(), office.record()
    answer = sign_in(office.secretary).get(reverse("secretariat:letter-agenda-xlsx", args=[office.body.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    table = [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert table[0] == HANDBOOK and table[1] == list(range(1, 16))
    [line] = rows_of(office)
    assert [str(cell or "") for cell in table[2]] == line and (table[2][0], table[2][8]) == (1, 1)


def test_the_expedition_book_says_who_carried_what_and_who_received_it(office, sign_in):
    assert [str(column) for column in agenda.EXPEDITION][:7] == EXPEDITION
    letter = office.sent(attachments="1 lembar")
    given = {"received_on": TODAY, "received_by": "Bu Ani", "by": office.secretary}
    actions.receive_dispatch(dispatch=letter.dispatches.get(), **given)
    office.sent(secrecy="limited", subject="Pembinaan")
    dispatches = queries.dispatches_of(visible_letters(office.secretary), office.body, TODAY.year)
    first, second = agenda.expedition_rows([*dispatches])
    day = agenda.short_day(TODAY)
    head = ["1", day, letter.number_text, "Ketua Pokja I", "Undangan rapat", "1 lembar"]
    assert first == [*head, "Diantar", day, f"Bu Ani, {day}"]
    assert second[0] == "2" and second[8] == ""
    page = page_of(sign_in(office.secretary), "expedition-book", office.body.pk)
    assert "Bu Ani" in page and "Buku ekspedisi surat" in page


def test_the_disposition_sheet_says_who_does_what_and_that_it_is_not_certain(office, sign_in, scan):
    arrival = office.record(scan)
    desk = sign_in(office.secretary)
    assert "sec-blank-line" in page_of(desk, "disposition-sheet", arrival.letter_id)
    actions.dispose_letter(arrival=arrival, post=office.post, instruction="Siapkan acara", by=office.chair)
    page = page_of(desk, "disposition-sheet", arrival.letter_id)
    for text in (
        "Lampiran 4.8",
        "Ketua, Dewi Lestari",
        "Siapkan acara",
        "belum dipastikan",
        f"1/{TODAY.year}",
    ):
        assert text in page


def test_lists_find_by_number_subject_and_name_and_by_year(office, sign_in):
    office.signed(subject="Undangan rapat kader")
    office.signed(subject="Permohonan alat", party="Dinas Kesehatan")
    desk, book = sign_in(office.secretary), reverse("secretariat:letter-book", args=[office.body.pk])

    def listed(query):
        return desk.get(f"{book}?arah=keluar&{query}").content.decode()

    assert "Permohonan alat" in listed("cari=dinas") and "Undangan rapat kader" not in listed("cari=dinas")
    assert "Undangan rapat kader" in listed("cari=01/UND")
    assert "Tidak ada surat yang cocok" in listed("cari=tidakada")
    assert "Belum ada surat masuk" in desk.get(book).content.decode()
    assert "Permohonan alat" in listed("tahun=1999"), "a year that is not there is the one that runs"
