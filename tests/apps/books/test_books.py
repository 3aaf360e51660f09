"""Books that nobody computes from: columns beside the handbook, numbers without a gap, versions, struck lines."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyelir.books import actions
from anyelir.books.book_pages import printed_year
from anyelir.books.forms.books import BookLineForm, initial_of
from anyelir.books.models import BookLine
from anyelir.books.queries import lines_of, versions_of
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.documents.booklet import booklet_pdf
from anyelir.documents.workbook import booklet_xlsx
from anyelir.rules.books import (
    DAY,
    LARGEST_IDR,
    LARGEST_WHOLE,
    LINES,
    LONGEST,
    RUPIAH,
    TEXT,
    WHOLE,
    all_books,
    kept_books,
    read_value,
    stored_values,
)
from tests import factories as make

TODAY = dt.date(2026, 11, 29)
MARCH = dt.date(2026, 3, 4)
GUEST = {"name": "Euis Komariah", "address": "Desa Nanggewer", "purpose": "Belajar posyandu"}
# As the handbook lists them (section 3); a book of which no columns are transcribed carries [C].
HANDBOOK = {
    "guests": ["No", "Tanggal", "Nama tamu", "Alamat/instansi", "Keperluan", "Tujuan", "TTD/kesan"],
    "visits": ["Tgl", "Nama", "Jabatan", "Lokasi kunjungan", "Jenis kegiatan", "Ket."],
    "achievements": [
        "No",
        "Tahun",
        "Jenis lomba",
        "Lokasi",
        "Kecamatan",
        "Kabupaten",
        "Provinsi",
        "Nasional",
        "Ket.",
    ],
    "aid": ["No", "Tanggal", "Asal", "Uang", "Barang", "Jumlah", "Lokasi penerima (sasaran)", "Ket."],
    "elderly_groups": [
        "No",
        "Desa",
        "Nama kelompok",
        "No/tgl SK",
        "Nama ketua",
        "Jumlah anggota",
        "Kegiatan",
    ],
    "youth_groups": ["No", "Desa", "Nama kelompok", "No/tgl SK", "Nama ketua", "Jumlah anggota", "Kegiatan"],
}
INVENTORY = [
    "No",
    "Nama barang",
    "Asal barang",
    "Tanggal penerimaan/pembelian",
    "Jumlah",
    "Tempat penyimpanan",
    "Kondisi (baik, rusak ringan, rusak berat)",
    "Ket.",
]


@pytest.mark.parametrize(("book", "columns"), [*HANDBOOK.items(), ("inventory", INVENTORY)])
def test_the_columns_are_those_of_the_handbook(book, columns):
    declared = all_books(TODAY)[book]
    assert [column.label for column in declared.columns] == columns
    assert [column.no for column in declared.columns] == list(range(1, len(columns) + 1))
    assert declared.is_confirmed


def test_a_book_whose_columns_nobody_could_show_says_so():
    unconfirmed = {key for key, book in all_books(TODAY).items() if not book.is_confirmed}
    assert unconfirmed == {"consultations", "loans", "suggestions"}
    assert unconfirmed.isdisjoint(HANDBOOK)


def test_a_line_of_a_kept_book_has_something_that_must_be_written():
    for book in kept_books(TODAY).values():
        assert any(column.is_required for column in book.written), book.key
        assert all(column.kind == "derived" for column in book.columns) is False


def value_of(kind: str):
    texts = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=LONGEST[TEXT])
    return {
        TEXT: texts,
        LINES: st.lists(texts, min_size=1, max_size=3).map("\n".join),
        DAY: st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)),
        WHOLE: st.integers(0, LARGEST_WHOLE),
        RUPIAH: st.integers(0, LARGEST_IDR),
    }[kind]


@st.composite
def book_and_values(draw):
    book = draw(st.sampled_from(sorted(kept_books(TODAY).values(), key=lambda book: book.key)))
    values = {}
    for column in book.written:
        empty = st.sampled_from([None, ""])
        values[column.key] = draw(
            value_of(column.kind) if column.is_required else st.one_of(empty, value_of(column.kind))
        )
    return book, values


@given(drawn=book_and_values())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_again(drawn):
    """Through the storage of JSON, and through the form that mends a line."""
    book, values = drawn
    stored = stored_values(book.columns, values)
    kept = json.loads(json.dumps(stored))
    read = {column.key: read_value(column, kept.get(column.key)) for column in book.written}
    given_ = {key: None if value in ("", None) else value for key, value in values.items()}
    texts = {column.key for column in book.written if column.kind in LONGEST}
    assert {key for key, value in read.items() if value is None} == {
        key for key, value in given_.items() if value is None or (key in texts and not stored.get(key))
    }
    for column in book.written:
        if column.kind not in LONGEST:
            assert read[column.key] == given_[column.key]
    assert stored_values(book.columns, {**read}) == stored
    form = BookLineForm(as_sent(book, kept), book=book, place="32.01.01")
    assert form.is_valid(), form.errors
    assert stored_values(book.columns, form.values) == stored


def as_sent(book, kept) -> dict[str, str]:
    """What the browser sends back of a form that was filled with a stored line."""
    form = BookLineForm(book=book, place="32.01.01", initial=initial_of(book, MARCH, kept))
    sent = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in sent.items()}


@pytest.mark.parametrize(
    ("book", "values", "wrong"),
    [
        ("guests", {}, "name"),
        ("guests", GUEST | {"name": " "}, "name"),
        ("guests", GUEST | {"name": 7}, "name"),
        ("guests", GUEST | {"name": "x" * 121}, "name"),
        ("guests", GUEST | {"purpose": "x" * 501}, "purpose"),
        ("guests", GUEST | {"telepon": "0812"}, "telepon"),
        ("loans", {"name": "Ida", "goods": "Tikar", "count": "3"}, "count"),
        ("loans", {"name": "Ida", "goods": "Tikar", "count": -1}, "count"),
        ("loans", {"name": "Ida", "goods": "Tikar", "count": True}, "count"),
        ("loans", {"name": "Ida", "goods": "Tikar", "count": LARGEST_WHOLE + 1}, "count"),
        ("loans", {"name": "Ida", "goods": "Tikar", "count": 3, "back_on": "besok"}, "back_on"),
        ("aid", {"origin": "Desa", "receiver": "RW 3", "money_idr": LARGEST_IDR + 1}, "money_idr"),
    ],
)
def test_a_wrong_value_is_named(book, values, wrong):
    with pytest.raises(ValueError, match=f"^{wrong}$"):
        stored_values(all_books(TODAY)[book].columns, values)


@pytest.fixture
def by(world):
    return world.user("kecamatan")


@pytest.fixture
def body(world):
    """TP PKK Kecamatan Cibinong, whose books are empty."""
    return make.body(world.kecamatan)


def written(body, by, on=MARCH, **values):
    return actions.write_line(body=body, book="guests", on=on, values=GUEST | values, by=by)


def code_of(act) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code, caught.value.field


@pytest.mark.django_db
class TestLines:
    def test_numbers_go_on_by_book_and_year(self, body, by):
        numbers = [written(body, by, on).no for on in (MARCH, dt.date(2025, 12, 31), TODAY, MARCH)]
        assert numbers == [1, 1, 2, 3]
        other = actions.write_line(
            body=body, book="suggestions", on=MARCH, values={"suggestion": "Tambah kursi"}, by=by
        )
        assert other.no == 1

    def test_a_refused_line_takes_no_number(self, body, by):
        assert code_of(lambda: written(body, by, name="")) == ("value_wrong", "name")
        assert code_of(lambda: written(body, by, dt.date(2099, 1, 1))) == ("date_ahead", "on")
        facts = {"body": body, "on": MARCH, "values": GUEST, "by": by}
        for book in ("inventory", "gaji"):
            assert code_of(lambda book=book: actions.write_line(book=book, **facts))[0] == "book_unknown"
        assert written(body, by).no == 1

    def test_a_mended_line_is_a_new_version_under_its_number(self, body, by):
        line = written(body, by)
        newer = actions.correct_line(line=line, on=MARCH, values=GUEST | {"meets": "Ketua"}, by=by)
        assert (newer.no, newer.version, newer.is_newest) == (line.no, 2, True)
        assert [version.values.get("meets") for version in versions_of(newer)] == ["Ketua", None]
        assert [*lines_of(BookLine.objects.all(), body, "guests", 2026)] == [newer]
        facts = {"on": MARCH, "values": GUEST, "by": by}
        assert code_of(lambda: actions.correct_line(line=line, **facts))[0] == "line_superseded"
        same = {"on": MARCH, "values": newer.values, "by": by}
        assert code_of(lambda: actions.correct_line(line=newer, **same))[0] == "nothing_changed"
        ahead = facts | {"on": dt.date(2026, 12, 31)}
        assert code_of(lambda: actions.correct_line(line=newer, **ahead)) == ("date_ahead", "on")
        other = facts | {"on": dt.date(2025, 3, 4)}
        assert code_of(lambda: actions.correct_line(line=newer, **other)) == ("other_year", "on")
        wrong = facts | {"values": {}}
        assert code_of(lambda: actions.correct_line(line=newer, **wrong)) == ("value_wrong", "name")

    def test_a_struck_line_keeps_its_number_and_what_stood_there(self, body, by):
        line = written(body, by)
        assert code_of(lambda: actions.strike_line(line=line, reason=" ", by=by)) == (
            "reason_missing",
            "reason",
        )
        struck = actions.strike_line(line=line, reason="Salah buku", by=by)
        assert struck.values == GUEST and struck.struck_at is not None
        assert code_of(lambda: actions.strike_line(line=line, reason="Lagi", by=by))[0] == "line_struck"
        facts = {"on": MARCH, "values": GUEST | {"meets": "x"}, "by": by}
        assert code_of(lambda: actions.correct_line(line=line, **facts))[0] == "line_struck"
        assert written(body, by).no == 2

    def test_a_mended_line_is_not_struck_under_its_old_version(self, body, by):
        line = written(body, by)
        actions.correct_line(line=line, on=MARCH, values=GUEST | {"meets": "x"}, by=by)
        assert code_of(lambda: actions.strike_line(line=line, reason="x", by=by))[0] == "line_superseded"

    def test_the_trail_names_columns_and_no_value(self, body, by):
        line = written(body, by)
        newer = actions.correct_line(line=line, on=TODAY, values=GUEST | {"address": "Cibinong"}, by=by)
        actions.strike_line(line=newer, reason="Euis sudah dicatat", by=by)
        details = dict(AuditEntry.objects.filter(verb__startswith="book.").values_list("verb", "detail"))
        assert details == {
            "book.write": {"book": "guests", "no": 1},
            "book.correct": {"book": "guests", "no": 1, "fields": ["address", "on"]},
            "book.strike": {"book": "guests", "no": 1},
        }

    def test_neither_text_nor_number_is_edited_past_the_actions(self, body, by):
        line = written(body, by)
        for change in ({"values": {}}, {"no": 7}, {"on": TODAY}):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                BookLine.objects.filter(pk=line.pk).update(**change)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            line.delete()

    def test_search_finds_words_in_any_column(self, body, by):
        lines = [written(body, by), written(body, by, name="Ümi Salamah", purpose="Titip surat")]
        hits = {
            text: [
                line.no
                for line in lines_of(BookLine.objects.all(), body, "guests", 2026, text=text).order_by("no")
            ]
            for text in ("euis", "üMI surat", "nanggewer", "salah")
        }
        assert hits == {"euis": [1], "üMI surat": [2], "nanggewer": [1, 2], "salah": []}
        assert len(lines) == 2

    def test_a_print_has_every_number_of_the_year(self, body, by):
        written(body, by)
        actions.strike_line(line=written(body, by), reason="Salah buku", by=by)
        written(body, by, impression="Ramah\nsekali")
        book = all_books(TODAY)["guests"]
        lines = lines_of(BookLine.objects.all(), body, "guests", 2026).order_by("no")
        printed = printed_year(book, body, 2026, lines)
        assert printed.blocks[0].rows == [
            ["1", "4 Mar 2026", "Euis Komariah", "Desa Nanggewer", "Belajar posyandu", "", ""],
            ["2", "4 Mar 2026", "(dicoret: Salah buku)", "", "", "", ""],
            ["3", "4 Mar 2026", "Euis Komariah", "Desa Nanggewer", "Belajar posyandu", "", "Ramah\nsekali"],
        ]
        assert booklet_pdf(printed).startswith(b"%PDF-")
        sheet = openpyxl.load_workbook(BytesIO(booklet_xlsx(printed))).active
        assert [cell.value for cell in [*sheet.iter_rows()][-1]][:3] == ["3", "4 Mar 2026", "Euis Komariah"]


@pytest.mark.django_db
class TestPages:
    def test_each_wrong_field_says_what_is_wrong_and_nothing_typed_is_lost(self, body, by, sign_in):
        page = sign_in(by).post(
            reverse("books:new-line", args=[body.pk, "pinjam"]),
            {
                "on": "31-02-2026",
                "name": "Ida Farida",
                "goods": "",
                "count": "tiga",
                "back_on": "kapan-kapan",
            },
        )
        text = page.content.decode()
        assert page.status_code == 422 and "Ida Farida" in text and "tiga" in text and "kapan-kapan" in text
        assert text.count("Tanggal ini tidak ada di kalender") >= 2
        assert "Bagian ini perlu diisi." in text and "Tulis angka, misalnya 12." in text
        assert not BookLine.objects.filter(book="loans").exists()

    def test_a_book_without_certain_columns_says_so(self, body, by, sign_in):
        browser = sign_in(by)
        sentence = "belum dipastikan"
        uncertain = browser.get(reverse("books:book", args=[body.pk, "pinjam"])).content.decode()
        certain = browser.get(reverse("books:book", args=[body.pk, "tamu"])).content.decode()
        assert sentence in uncertain and sentence not in certain

    def test_a_derived_or_unknown_book_has_no_lines(self, body, by, sign_in):
        browser = sign_in(by)
        for path in ("inventaris", "anggota", "gaji"):
            assert browser.get(reverse("books:book", args=[body.pk, path])).status_code == 404
        assert browser.get(reverse("books:book-file", args=[body.pk, "tamu", "docx"])).status_code == 404

    def test_a_form_that_is_sent_twice_makes_one_line(self, body, by, sign_in):
        browser, address = sign_in(by), reverse("books:new-line", args=[body.pk, "tamu"])
        sent = {"on": "4 Maret 2026", **GUEST, "op_id": "0193a0c0-0000-7000-8000-000000000001"}
        for _time in range(2):
            assert browser.post(address, sent).status_code == 302
        assert [line.no for line in BookLine.objects.filter(body=body, book="guests")] == [1]

    def test_downloads_are_in_the_trail(self, body, by, sign_in):
        sign_in(by).get(reverse("books:book-file", args=[body.pk, "tamu", "xlsx"]))
        assert AuditEntry.objects.get(verb="book.print").detail == {
            "book": "guests",
            "year": make.today().year,
        }
