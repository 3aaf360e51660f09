"""The page on the wall: sums of closed months for residents, with no name, no words and no sum of one giver."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.documents.issuing import CODE_LENGTH, SIGNS
from anyelir.ledger import actions
from anyelir.ledger.models import Closing, WallPage
from anyelir.ledger.queries import cash_idr, next_to_close
from anyelir.ledger.views.wall import TRIES
from anyelir.ledger.wall import MOST_MONTHS, shown_months
from anyelir.rules.journal import JournalLine
from anyelir.rules.wall_sums import CategorySum, WallMonth
from tests import factories as make
from tests.apps.ledger.conftest import OPENED, open_books
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
DAY = "2026-09-10"


@pytest.fixture
def close(ledger, treasurer, chairwoman):
    """Close the next month, with what is in the box."""

    def by_two(**count) -> Closing:
        ledger.refresh_from_db()
        counted = {"counted_idr": cash_idr(ledger, next_to_close(ledger)), **count}
        made = actions.propose_closing(ledger=ledger, by=treasurer, **counted)
        return actions.confirm_closing(proposal=made, by=chairwoman)

    return by_two


@pytest.fixture
def receive(post):
    def write(account, amount_idr, *, on=DAY, party="", **more):
        lines = [JournalLine("kas", amount_idr), JournalLine(account, -amount_idr, party)]
        return post(on, lines=lines, **more)

    return write


@pytest.fixture
def spend(post):
    def write(account, amount_idr, *, on=DAY):
        lines = [JournalLine(account, amount_idr, matter="swadaya"), JournalLine("kas", -amount_idr)]
        return post(on, lines=lines, kind="expense")

    return write


def plain(answer) -> str:
    """The page without the mark that each answer has for its own programs."""
    return re.sub(r"[A-Za-z0-9]{32,}", "", answer.content.decode())


def sums(ledger) -> WallMonth:
    [month] = shown_months(ledger)
    return month.sums


class TestSums:
    def test_money_in_and_out_by_category(self, ledger, receive, spend, close):
        for amount_idr in (100_000, 85_000):
            receive("jimpitan", amount_idr)
            spend("belanja:pmt", amount_idr - 5_000)
        receive("dana:csr", 300_000)
        receive("dana:bantuan", 50_000)
        close()
        [month] = shown_months(ledger)
        assert month.sums == WallMonth(
            change_idr=360_000,
            in_idr=535_000,
            out_idr=175_000,
            ins=(CategorySum("Jimpitan", 185_000), CategorySum("", 350_000)),
            outs=(CategorySum("PMT dan bahan makanan", 175_000),),
        )
        assert (month.opening_idr, month.closing_idr) == (500_000, 860_000)
        assert month.closed_by == "ditutup oleh ketua dan bendahara"

    def test_money_that_changed_its_place_did_not_come_in(self, ledger, post, receive, close):
        receive("iuran", 10_000)
        receive("iuran", 20_000)
        post(DAY, "bank", "kas", 400_000, kind="transfer")
        close()
        assert sums(ledger) == WallMonth(30_000, 30_000, 0, (CategorySum("Iuran anggota", 30_000),))
        assert shown_months(ledger)[0].closing_idr == 530_000

    def test_a_saver_is_one_giver_however_often_she_saves(self, ledger, receive, close):
        for _ in range(3):
            receive("simpanan:wajib", 10_000, party="anggota-77")
        close()
        assert sums(ledger) == WallMonth(30_000)

    def test_savers_together_are_a_category(self, ledger, receive, close):
        receive("simpanan:wajib", 10_000, party="anggota-77")
        receive("simpanan:wajib", 20_000, party="anggota-78")
        close()
        assert sums(ledger) == WallMonth(30_000, 30_000, 0, (CategorySum("Simpanan wajib", 30_000),))

    def test_what_was_taken_back_in_its_month_was_not(self, ledger, receive, treasurer, close):
        wrong = receive("dana:csr", 300_000)
        actions.reverse_entry(entry=wrong, on=wrong.on, reason="Salah", by=treasurer)
        receive("iuran", 10_000)
        close()
        assert sums(ledger) == WallMonth(10_000, 10_000, 0)

    def test_what_is_taken_back_later_is_a_correction(self, ledger, receive, treasurer, close):
        wrong = [receive("iuran", amount_idr) for amount_idr in (10_000, 20_000)]
        close()
        before = sums(ledger)
        for entry in wrong:
            actions.reverse_entry(entry=entry, on=dt.date(2026, 10, 2), reason="Salah", by=treasurer)
        close()
        newest, oldest = shown_months(ledger)
        assert oldest.sums == before
        assert newest.sums.outs == (CategorySum("Pembetulan bulan sebelumnya", 30_000),)

    def test_a_difference_of_the_count_is_joined(self, ledger, receive, spend, close):
        spend("belanja:atk", 10_000)
        spend("belanja:atk", 20_000)
        close(counted_idr=469_000, reason="Kembalian")
        assert sums(ledger) == WallMonth(-31_000, 0, 31_000)

    def test_the_end_of_a_year_moves_no_money(self, ledger, receive, close, monkeypatch):
        for module in ("posting", "closing"):
            monkeypatch.setattr(
                f"anyelir.ledger.actions.{module}.today_at", lambda _code: dt.date(2027, 2, 1)
            )
        for _ in range(3):
            close()
        receive("iuran", 10_000, on="2026-12-05")
        receive("iuran", 20_000, on="2026-12-06")
        assert close().kind == "year"
        december = shown_months(ledger)[0]
        assert december.sums == WallMonth(30_000, 30_000, 0, (CategorySum("Iuran anggota", 30_000),))
        assert (december.opening_idr, december.closing_idr) == (500_000, 530_000)

    def test_the_last_twelve_months_newest_first(self, treasurer, chairwoman, monkeypatch):
        for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
            make.region(code, name)
        ledger = open_books(on=dt.date(2025, 6, 1), opening=[("kas", 500_000)], by=treasurer)
        for _ in range(14):
            made = actions.propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
            actions.confirm_closing(proposal=made, by=chairwoman)
        months = [month.closing.through for month in shown_months(ledger)]
        assert len(months) == MOST_MONTHS and months == sorted(months, reverse=True)
        assert months[0] == dt.date(2026, 7, 31)

    def test_a_month_that_is_not_closed_is_not_shown(self, ledger, receive):
        receive("iuran", 10_000)
        assert shown_months(ledger) == []

    def test_a_dasawisma_says_that_two_witnesses_were_there(self, ledger, treasurer):
        make.region("32.01.01.1010/RW014", "RW 14")
        make.region("32.01.01.1010/RW014/RT003", "RT 3")
        place = make.region("32.01.01.1010/RW014/RT003/DW01", "Melati 1")
        books = actions.open_ledger(body=make.body(place), on=OPENED, by=treasurer)
        made = actions.propose_closing(ledger=books, counted_idr=0, by=treasurer)
        actions.confirm_closing(proposal=made, by=treasurer, witnesses=["Ida Farida", "Wati"])
        [month] = shown_months(books)
        assert month.closed_by == "ditutup pemegang kas dengan dua saksi"


class TestAddress:
    @pytest.fixture
    def wall(self, ledger, chairwoman):
        return actions.open_wall_page(ledger=ledger, by=chairwoman)

    def look(self, client, code, **environ):
        return client.get(reverse("ledger:wall_page", args=[code]), **environ)

    def test_a_code_is_that_of_a_paper(self, wall):
        assert len(wall.code) == CODE_LENGTH and set(wall.code) <= set(SIGNS)

    def test_anybody_reads_it_without_signing_in_however_the_code_is_typed(
        self, client, wall, receive, close
    ):
        receive("jimpitan", 100_000)
        receive("jimpitan", 85_000)
        closing = close()
        for typed in (wall.code, wall.spelled_code, wall.code.lower()):
            answer = self.look(client, typed)
            assert answer.status_code == 200 and "no-cache" in answer["Cache-Control"]
        text = answer.content.decode()
        for shown in (
            "Ciriung", "September 2026", "+Rp 185.000", "Rp 685.000", "Jimpitan",
            "ditutup oleh ketua dan bendahara", closing.short_digest, wall.spelled_code,
        ):  # fmt: skip
            assert shown in text, shown

    def test_it_tells_no_person_no_party_and_no_words(
        self, client, wall, ledger, receive, spend, treasurer, close
    ):
        account = actions.add_account(
            ledger=ledger, family="dana", title="Sumbangan Ibu Rokayah", since=OPENED, by=treasurer
        )
        receive(account.code, 40_000, words="Titipan Ibu Rokayah")
        receive(account.code, 60_000, words="Titipan Ibu Rokayah", receipt_no="BKM-77")
        receive("simpanan:wajib", 10_000, party="anggota-77")
        receive("simpanan:wajib", 20_000, party="anggota-78")
        for amount_idr in (4_000, 3_000):
            spend("belanja:atk", amount_idr)
        close(counted_idr=622_000, reason="Kembalian Ibu Rokayah")
        text = self.look(client, wall.code).content.decode()
        assert "Penerimaan lain" in text and "Simpanan wajib" in text
        for hidden in (
            "Rokayah", "anggota-7", "BKM-77", "Titipan", "Kembalian", treasurer.name, "Wulan Sari", "Rp 40.000",
            "Rp 10.000", "Sumbangan",
        ):  # fmt: skip
            assert hidden not in text, hidden
        closing = Closing.objects.get()
        assert closing.treasurer_name == treasurer.name and closing.chair_name == "Wulan Sari"

    def test_what_was_added_by_the_body_stands_under_a_word_of_the_table(
        self, client, wall, ledger, receive, treasurer, close
    ):
        account = actions.add_account(
            ledger=ledger, family="dana", title="Bu Ida", since=OPENED, by=treasurer
        )
        receive(account.code, 40_000)
        receive("lain:masuk", 60_000)
        close()
        assert sums(ledger).ins == (CategorySum("Penerimaan lain", 100_000),)

    def test_an_ended_code_and_one_that_never_was_are_the_same(self, client, wall, chairwoman):
        assert self.look(client, wall.code).status_code == 200
        actions.end_wall_page(page=wall, by=chairwoman)
        ended, never = self.look(client, wall.code), self.look(client, "ABCDE-23456")
        assert ended.status_code == never.status_code == 404
        assert plain(ended) == plain(never) and "Ciriung" not in ended.content.decode()

    def test_codes_are_not_tried_one_after_the_other(self, client, wall):
        for _ in range(TRIES.limit + 5):
            assert self.look(client, wall.code).status_code == 200
        tried = [
            self.look(client, f"23456789{number:02}").status_code
            for number in range(22, 22 + TRIES.limit + 1)
        ]
        assert tried == [404] * TRIES.limit + [429]
        assert self.look(client, wall.code).status_code == 429
        assert self.look(client, wall.code, REMOTE_ADDR="203.0.113.9").status_code == 200

    def test_one_is_open_and_an_ended_one_does_not_come_back(self, wall, ledger, chairwoman):
        assert code_of(actions.open_wall_page, ledger=ledger, by=chairwoman) == "wall_open"
        with pytest.raises(IntegrityError), transaction.atomic():
            WallPage.objects.create(ledger=ledger, code="23456789AB")
        actions.end_wall_page(page=wall, by=chairwoman)
        assert code_of(actions.end_wall_page, page=wall, by=chairwoman) == "wall_ended"
        again = actions.open_wall_page(ledger=ledger, by=chairwoman)
        assert again.code != wall.code
        with pytest.raises(IntegrityError), transaction.atomic():
            WallPage.objects.filter(pk=wall.pk).update(code="23456789AB")
        with pytest.raises(IntegrityError), transaction.atomic():
            WallPage.objects.filter(pk=wall.pk).delete()

    def test_books_that_ended_have_none(self, ledger, chairwoman):
        ledger.until = dt.date(2026, 9, 30)
        ledger.save()
        assert code_of(actions.open_wall_page, ledger=ledger, by=chairwoman) == "already_ended"

    def test_both_acts_are_in_the_trail_without_the_code(self, wall, chairwoman, ledger):
        actions.end_wall_page(page=wall, by=chairwoman)
        trail = AuditEntry.objects.filter(verb__startswith="ledger.wall").order_by("id")
        assert [line.verb for line in trail] == ["ledger.wall_open", "ledger.wall_end"]
        assert all(line.region_code == ledger.body.region_id for line in trail)
        assert wall.code not in str([(line.detail, line.object_id) for line in trail])


class TestChair:
    @pytest.fixture
    def page(self, sign_in, world):
        browser = sign_in(world.user("chair"))
        address = reverse("ledger:wall", args=[world.ledger.pk])
        return lambda data=None: browser.get(address) if data is None else browser.post(address, data)

    def test_the_chair_opens_and_ends_it(self, page, world, client):
        assert "Halaman dinding belum dibuka." in page().content.decode()
        assert page({}).status_code == 302
        wall = WallPage.objects.get()
        address = reverse("ledger:wall_page", args=[wall.code])
        assert address in page().content.decode()
        text = client.get(address).content.decode()
        assert "Posyandu Anyelir" in text and "Belum ada bulan yang ditutup" in text
        assert page({"end": str(wall.pk)}).status_code == 302
        assert client.get(address).status_code == 404

    def test_the_form_sent_twice_opens_one(self, page):
        for _ in range(2):
            page({"op_id": "01a22796-3050-7e2d-81d3-13da2cc6a577"})
        assert WallPage.objects.count() == 1

    def test_an_old_page_ends_no_newer_one(self, page, world):
        page({})
        first = WallPage.objects.get()
        page({"end": str(first.pk)})
        page({})
        page({"end": str(first.pk)})
        assert WallPage.objects.filter(ended_at=None).count() == 1
        assert page({"end": str(world.ledger.pk)}).status_code == 404
        assert page({"end": "x"}).status_code == 404
