"""The six books: what is missing in each with where it is mended, for the own body, without a score."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.books.queries import pieces_of
from anyelir.books.six_books import MOST_GAPS, TITLES, contest_file, six_books
from anyelir.core.clock import today_at
from anyelir.core.models import AuditEntry
from anyelir.core.tidiness import GAP_KINDS, SixBook
from anyelir.documents.booklet import booklet_pdf
from anyelir.files.models import StoredFile
from anyelir.ledger.actions import open_ledger
from anyelir.secretariat.letter_papers import OWNER
from tests import factories as make
from tests.apps.documents.test_booklet import words_of_pdf
from tests.pages import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(world):
    """A team of its own, with nothing in its books."""
    return make.body(world.next_kelurahan)


@pytest.fixture
def secretary(world, body):
    user = make.user("rini", "Rini Hapsari")
    make.grant(user, "village_secretary", world.next_kelurahan)
    return user


@pytest.fixture
def year(body) -> int:
    return today_at(body.region_id).year


def gaps(user, body, year) -> dict[str, list[tuple[str, str]]]:
    books = six_books(user, body, year)
    return {str(book.title): [(gap.text, gap.url) for gap in book.gaps] for book in books}


def of(book: SixBook, user, body, year) -> list[tuple[str, str]]:
    return gaps(user, body, year)[str(TITLES[book])]


def test_every_book_has_a_room_that_says_what_is_missing():
    assert {kind.book for kind in GAP_KINDS} == set(SixBook) == set(TITLES)


class TestMembers:
    def test_facts_that_the_form_prints_are_named_with_her_page(self, body, secretary, year):
        post = make.post(body, "chair", "Mira Lestari")
        post.member.born_on, post.member.sex = dt.date(1980, 1, 2), "F"
        post.member.save()
        [(text, url)] = of(SixBook.MEMBERS, secretary, body, year)
        assert text.startswith("Mira Lestari: ") and "tempat lahir" in text and "tanggal lahir" not in text
        assert text.count("alamat") == 1 and url == reverse("membership:member", args=[post.member.pk])


class TestLetters:
    def test_a_letter_without_scan_and_one_that_was_not_sent(self, body, secretary, year):
        came = make.arrival(body)
        signed = make.letter(body, state="signed")
        texts = of(SixBook.LETTERS, secretary, body, year)
        assert (
            f"Surat masuk nomor {came.no} belum ada pindaiannya.",
            reverse("secretariat:letter", args=[came.letter_id]),
        ) in texts
        assert (
            f"Surat keluar nomor {signed.number_text} belum dicatat terkirim.",
            reverse("secretariat:letter", args=[signed.pk]),
        ) in texts
        StoredFile.objects.create(
            kind="scan",
            media_type="application/pdf",
            digest="0",
            size=1,
            owner_kind=OWNER,
            owner_key=str(came.letter_id),
        )
        assert [text for text, _url in of(SixBook.LETTERS, secretary, body, year) if "pindaian" in text] == []

    def test_nothing_of_its_content_is_said(self, body, secretary, year):
        came = make.arrival(body)
        said = str(gaps(secretary, body, year))
        assert came.letter.subject not in said and came.letter.party not in said


class TestCash:
    def test_months_that_are_over_and_not_closed(self, body, secretary, year):
        today = today_at(body.region_id)
        first = (today.replace(day=1) - dt.timedelta(days=40)).replace(day=1)
        assert [text for text, _url in of(SixBook.CASH, secretary, body, year)] == ["Buku kas belum dibuka."]
        ledger = open_ledger(body=body, on=first, by=make.user())
        treasurer = make.user("eka", "Eka")
        make.grant(treasurer, "team_treasurer", body.region)
        rows = of(SixBook.CASH, treasurer, body, first.year)
        assert 1 <= len(rows) <= 2 and all(text.endswith("belum ditutup.") for text, _url in rows)
        assert {url for _text, url in rows} == {reverse("ledger:close", args=[ledger.pk])}
        # The secretary is told and is not led to a page that refuses her.
        assert {url for _text, url in of(SixBook.CASH, secretary, body, first.year)} == {""}

    def test_the_month_that_runs_is_not_missing(self, body, secretary, year):
        open_ledger(body=body, on=today_at(body.region_id).replace(day=1), by=make.user())
        assert of(SixBook.CASH, secretary, body, year) == []


class TestGoods:
    def test_where_it_came_from_and_where_it_is(self, body, secretary, year):
        chairs = make.goods(body, "Kursi", origin="", place="")
        make.goods(body, "Meja", origin="APBD", place="Aula")
        [(text, url)] = of(SixBook.GOODS, secretary, body, year)
        assert text == "Kursi: asal barang, tempat penyimpanan."
        assert url == reverse("books:edit-goods", args=[chairs.pk])

    def test_no_piece_is_without_a_condition(self, body):
        """The form asks for it and the stock is kept by it, so it is never missing."""
        row = pieces_of(make.goods(body, "Kursi"))
        assert sum(row.pieces.values()) == row.total > 0


class TestActivities:
    def test_what_took_place_has_who_answers_and_a_result(self, body, secretary, year):
        today = today_at(body.region_id)
        held = make.activity(
            body, "Bazar", kind="other", state="held", on=today, book_year=year, book_no=7, organiser=None
        )
        make.activity(body, "Penyuluhan", kind="training", state="planned", on=today)
        rows = of(SixBook.ACTIVITIES, secretary, body, year)
        assert [(text.split(", ")[0], url) for text, url in rows] == [
            ("Bazar", reverse("secretariat:activity", args=[held.pk]))
        ]
        assert "belum ada penanggung jawab, belum ada hasil singkat." in rows[0][0]

    def test_a_day_that_passed_without_a_word(self, body, secretary, year):
        late = make.activity(
            body, "Lomba", state="planned", on=today_at(body.region_id) - dt.timedelta(days=2)
        )
        assert any(
            "Lomba" in text and "terlaksana atau tidak" in text
            for text, _url in of(SixBook.ACTIVITIES, secretary, body, late.on.year)
        )


class TestMinutes:
    def test_a_meeting_that_was_held_needs_minutes(self, body, secretary, year):
        today = today_at(body.region_id)
        make.activity(body, "Rapat pleno", kind="meeting", state="held", on=today, book_year=year, book_no=8)
        make.activity(
            body, "Rapat lama", kind="meeting", state="minuted", on=today, book_year=year, book_no=9
        )
        [(text, url)] = of(SixBook.MINUTES, secretary, body, year)
        assert text.startswith("Rapat pleno, ") and "notulen belum ditandatangani" in text and url


def test_nothing_of_another_body_and_no_score(world, secretary, body, year):
    make.arrival(world.body)
    make.goods(world.body, "Kursi milik Ciriung", origin="", place="")
    said = str(gaps(secretary, body, year))
    assert "Ciriung" not in said
    text = flat_texts(contest_file(body, year, six_books(secretary, body, year)))
    assert "%" not in text and "nilai dan tidak ada perbandingan" in text


def flat_texts(booklet) -> str:
    return " ".join(words_of_pdf(booklet_pdf(booklet)))


def test_the_page_leads_to_where_it_is_mended_and_prints(sign_in, secretary, body, year):
    goods = make.goods(body, "Kursi", origin="", place="")
    client = sign_in(secretary)
    page = flat(client.get(reverse("books:tidy-home"), follow=True))
    assert "hal belum lengkap di enam buku" in page and reverse("books:edit-goods", args=[goods.pk]) in page
    paper = client.get(reverse("books:tidy-file", args=[body.pk, year, "pdf"]))
    said = " ".join(words_of_pdf(paper.content))
    assert "Berkas tertib administrasi" in said and "Kursi asal barang" in said
    assert client.get(reverse("books:tidy-file", args=[body.pk, year, "exe"])).status_code == 404
    assert client.get(reverse("books:tidy", args=[body.pk, 1066])).status_code == 404
    verbs = AuditEntry.objects.filter(verb__in=["tidy.read", "tidy.print"]).values_list("verb", flat=True)
    assert set(verbs) == {"tidy.read", "tidy.print"}


def test_a_long_list_is_cut(body, secretary, year):
    for number in range(MOST_GAPS + 12):
        make.goods(body, f"Barang {number:03d}", origin="", place="")
    [goods] = [book for book in six_books(secretary, body, year) if book.title == TITLES[SixBook.GOODS]]
    assert (len(goods.gaps), goods.count, goods.rest) == (MOST_GAPS, MOST_GAPS + 12, "dan 12 lainnya")
