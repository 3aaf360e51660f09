"""Registers 4.9a and 4.9b beside the columns of the handbook, derived from posts and services of the day."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import pytest

from anyelir.books.form49 import form_49
from anyelir.books.queries import printed_rows, register_members, register_rows
from anyelir.books.queries.registers import KADER, MEMBERS
from anyelir.documents.booklet import booklet_pdf
from anyelir.documents.workbook import booklet_xlsx
from anyelir.membership.models import Marital, Post, Service
from anyelir.rules.books import all_books
from tests import factories as make

DAY = dt.date(2026, 11, 29)
COLUMNS_49A = [
    "No",
    "Nama",
    "Jabatan",
    "L/P",
    "Tempat lahir",
    "Tgl/bln/th lahir / umur",
    "Status",
    "Alamat",
    "Pendidikan",
    "Pekerjaan",
    "Ket.",
]
COLUMNS_49B = [
    "No",
    "Nomor registrasi TP PKK",
    "Nama",
    "L/P",
    "Dalam keanggotaan TP PKK",
    "Kader umum",
    "Kader khusus",
    "Tgl lahir / umur",
    "Status",
    "Alamat",
    "Pendidikan",
    "Pekerjaan",
    "Ket.",
]
FACTS = {
    "sex": "F",
    "born_on": dt.date(1985, 12, 3),
    "birth_place": "Bogor",
    "marital": Marital.WIDOWED,
    "address": "Gang Melati 3",
    "education": "SMA",
    "occupation": "Guru PAUD",
    "registration_no": "320101010102024001",
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("book", "form", "columns"), [(MEMBERS, "4.9a", COLUMNS_49A), (KADER, "4.9b", COLUMNS_49B)]
)
def test_the_columns_are_those_of_the_handbook(book, form, columns):
    declared = all_books(DAY)[book]
    assert declared.form == form and declared.evidence == "A"
    assert [column.label for column in declared.columns] == columns
    assert [column.no for column in declared.columns] == list(range(1, len(columns) + 1))
    heads = {column.no for column in declared.columns if column.group == "Kedudukan/fungsi"}
    assert heads == ({5, 6, 7} if book == KADER else set())


@pytest.fixture
def ciriung(world):
    """A secretary who also leads a pokja, an acting treasurer, a kader of an RW and one of a posyandu."""
    world.body.posts.update(since=dt.date(2018, 1, 1), until=dt.date(2018, 12, 31))
    wulan = make.member(world.kelurahan, "Wulan Sari", **FACTS)
    for office, pokja in ((Post.Office.SECRETARY, None), (Post.Office.POKJA_CHAIR, 4)):
        Post.objects.create(
            body=world.body,
            office=office,
            pokja=pokja,
            member=wulan,
            since=make.SINCE,
            decree_no="411.4/21/2024",
        )
    make.post(world.body, Post.Office.TREASURER, "Anis Rahma", is_acting=True)
    make.post(world.body, Post.Office.CHAIR, "")
    make.kader(
        world.rw,
        "Sari Lestari",
        kind=Service.Kind.SPECIAL,
        special_kind="posyandu",
        since=dt.date(2021, 2, 1),
    )
    return world


def cells(body, book, on=DAY):
    return form_49(body, book, printed_rows(body, book, on), on).blocks[0].rows


def test_one_woman_with_two_posts_is_one_row(ciriung):
    rows = cells(ciriung.body, MEMBERS)
    assert rows == [
        ["1", "Wulan Sari", "Sekretaris; Ketua Pokja IV", "P", "Bogor", "03-12-1985 / 40", "Cerai mati"]
        + ["Gang Melati 3", "SMA", "Guru PAUD", "SK 411.4/21/2024"],
        ["2", "Anis Rahma", "Plt. Bendahara", *[""] * 8],
    ]
    assert {len(row) for row in rows} == {11}


def test_kader_of_the_places_below_stand_in_the_register_of_the_desa(ciriung):
    rows = cells(ciriung.body, KADER)
    assert {len(row) for row in rows} == {13}
    assert [row[2] for row in rows] == ["Wulan Sari", "Anis Rahma", "Sari Lestari"]
    assert rows[0][1:8] == [
        "320101010102024001",
        "Wulan Sari",
        "P",
        "Sekretaris; Ketua Pokja IV",
        "",
        "",
        "03-12-1985 / 40",
    ]
    assert rows[2][4:7] == ["", "ya", "Posyandu"] and rows[2][12] == "sejak 2020"


def test_the_age_is_counted_to_the_day(ciriung):
    ages = {on: cells(ciriung.body, MEMBERS, on)[0][5] for on in (dt.date(2026, 12, 2), dt.date(2026, 12, 3))}
    assert [*ages.values()] == ["03-12-1985 / 40", "03-12-1985 / 41"]


def test_a_day_before_a_term_or_after_it_has_nobody(ciriung):
    Post.objects.filter(member__name="Anis Rahma").update(until=dt.date(2026, 11, 28))
    assert [row[1] for row in cells(ciriung.body, MEMBERS)] == ["Wulan Sari"]
    assert [row[1] for row in cells(ciriung.body, MEMBERS, dt.date(2026, 11, 28))] == [
        "Wulan Sari",
        "Anis Rahma",
    ]
    assert cells(ciriung.body, MEMBERS, dt.date(2019, 12, 31)) == []


def test_a_body_lists_its_own_people_and_none_of_a_body_below(ciriung):
    group, team = make.body(ciriung.rw), make.body(ciriung.kecamatan)
    make.post(make.body_of(ciriung.posyandu), Post.Office.CHAIR, "Tuti Alawiyah")
    assert [row[2] for row in cells(group, KADER)] == ["Sari Lestari"]
    assert cells(team, KADER) == [] == cells(team, MEMBERS)
    assert "Tuti Alawiyah" not in str(cells(ciriung.body, KADER))


def test_a_posyandu_lists_its_kader(ciriung):
    body = make.body_of(ciriung.posyandu)
    assert cells(body, MEMBERS)[0][1:3] == ["Sari Lestari", "Kader"]
    assert cells(body, KADER)[0][6] == "Posyandu"
    assert cells(body, MEMBERS, dt.date(2019, 12, 31)) == []


def test_what_is_not_recorded_is_named(ciriung):
    rows = register_rows(
        register_members(ciriung.body, MEMBERS, DAY).order_by("name"), ciriung.body, MEMBERS, DAY
    )
    assert [len(row.missing) for row in rows] == [7, 0]
    lacking = register_members(ciriung.body, KADER, DAY, lacking=True)
    assert {member.name for member in lacking} == {"Anis Rahma", "Sari Lestari"}


def test_search_is_by_name_and_number(ciriung):
    by_text = {
        text: [member.name for member in register_members(ciriung.body, KADER, DAY, text=text)]
        for text in ("wulan sari", "02024001", "bukan")
    }
    assert [*by_text.values()] == [["Wulan Sari"], ["Wulan Sari"], []]


def test_the_register_takes_as_many_queries_for_one_as_for_fifty(ciriung, django_assert_num_queries):
    for number in range(50):
        make.post(ciriung.body, name=f"Anggota {number}")
    with django_assert_num_queries(4):
        assert len(printed_rows(ciriung.body, KADER, DAY)) == 53


@pytest.mark.parametrize("book", [MEMBERS, KADER])
def test_a_spreadsheet_has_heads_numbers_and_rows(ciriung, book):
    printed = form_49(ciriung.body, book, printed_rows(ciriung.body, book, DAY), DAY)
    sheet = openpyxl.load_workbook(BytesIO(booklet_xlsx(printed))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    count = len(printed.blocks[0].columns)
    numbers = next(index for index, row in enumerate(rows) if row[:count] == [*range(1, count + 1)])
    assert rows[numbers - 1][:count] == [column.title for column in printed.blocks[0].columns]
    if book == KADER:
        assert rows[numbers - 2][4] == "Kedudukan/fungsi"
    assert rows[numbers + 1][:3] == ["1", *printed.blocks[0].rows[0][1:3]]


def test_a_paper_is_set_across(ciriung):
    printed = form_49(ciriung.body, KADER, printed_rows(ciriung.body, KADER, DAY), DAY)
    paper = booklet_pdf(printed)
    assert paper.startswith(b"%PDF-") and booklet_pdf(printed) == paper


def test_the_page_marks_what_is_missing_and_leads_to_the_member(ciriung, sign_in):
    from django.urls import reverse

    browser = sign_in(ciriung.user("secretary"))
    page = browser.get(reverse("books:register", args=[ciriung.body.pk, "anggota"])).content.decode()
    anis = ciriung.body.posts.get(member__name="Anis Rahma").member
    assert "Data 1 orang belum lengkap" in page and "belum dicatat: jenis kelamin" in page
    assert reverse("membership:member", args=[anis.pk]) in page
    chair = sign_in(ciriung.user("chair"))
    own_body = make.body_of(ciriung.posyandu)
    page = chair.get(reverse("books:register", args=[own_body.pk, "anggota"])).content.decode()
    assert "Sari Lestari" in page and "/tim/anggota/" not in page


def test_reading_and_printing_stand_in_the_trail_without_names(ciriung, sign_in):
    from django.urls import reverse

    from anyelir.core.models import AuditEntry

    browser = sign_in(ciriung.user("secretary"))
    browser.get(reverse("books:register", args=[ciriung.body.pk, "kader"]))
    browser.get(reverse("books:register-file", args=[ciriung.body.pk, "kader", "xlsx"]))
    lines = AuditEntry.objects.filter(verb__startswith="register.").order_by("verb")
    assert [(line.verb, line.detail) for line in lines] == [
        ("register.print", {"book": "kader"}),
        ("register.read", {"book": "kader"}),
    ]
