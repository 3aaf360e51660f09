"""The chart on its page, accounts of the body's own, the sides of 4.11, the end of books, and the book as a file."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from anyelir.core.models import AuditEntry
from anyelir.ledger import actions
from anyelir.ledger.cashbook import expense_lines, receipt_lines
from anyelir.ledger.closing_papers import closing_sentences
from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.refusals import refused_with

pytestmark = pytest.mark.django_db
HEADS = ["No.", "Tanggal", "Sumber dana", "Uraian", "Nomor bukti kas", "Jumlah (Rp)"] * 2


@pytest.fixture
def nani(world):
    user = make.user("nani", "Nani Suryani")
    make.grant(user, "posyandu_treasurer", unit=world.posyandu)
    return user


@pytest.fixture
def page(sign_in, nani, world):
    browser = sign_in(nani)

    def open_page(name, data=None, *, query=""):
        address = reverse(f"ledger:{name}", args=[world.ledger.pk]) + query
        return browser.get(address) if data is None else browser.post(address, data)

    return open_page


@pytest.fixture
def chair(sign_in, world):
    browser = sign_in(world.user("chair"))
    address = reverse("ledger:end", args=[world.ledger.pk])
    return lambda on=None: browser.get(address) if on is None else browser.post(address, {"on": on})


def enter(world, nani, lines, on="2026-10-05", **more):
    given = {
        "ledger": world.ledger,
        "on": dt.date.fromisoformat(on),
        "kind": "receipt",
        "words": "Iuran",
        "by": nani,
    }
    return actions.post_entry(lines=lines, **given | more)


def added(**changed):
    return {"family": "bank", "title": "Bank BJB", "since": "01-10-2026"} | changed


class TestChart:
    def test_every_account_with_what_it_holds(self, page, world, nani):
        enter(world, nani, receipt_lines("iuran", "kas", 25_000))
        lines = [JournalLine("kas", 30_000), JournalLine("simpanan:wajib", -30_000, "anggota-77")]
        enter(world, nani, lines, words="Simpanan Ibu Rokayah")
        answer = page("accounts")
        held = {account.code: amount for _kind, rows in answer.context["parts"] for account, amount in rows}
        assert len(held) == world.ledger.accounts.count()
        assert (held["kas"], held["iuran"], held["simpanan:wajib"], held["bank"]) == (
            305_000,
            25_000,
            30_000,
            0,
        )
        text = answer.content.decode()
        assert "Rp 305.000" in text and "Simpanan wajib" in text
        assert "anggota-77" not in text and "Rokayah" not in text

    def test_an_account_is_added_and_can_be_chosen(self, page, world):
        assert page("account_add", added()).status_code == 302
        made = world.ledger.accounts.get(code="bank:bank-bjb")
        assert (made.place, made.guard, made.since) == ("bank", "total", dt.date(2026, 10, 1))
        assert (
            "Bank BJB" in page("accounts").content.decode() and "Bank BJB" in page("receive").content.decode()
        )
        with refused_with("account_exists"):
            assert page("account_add", added()).status_code == 422

    @pytest.mark.parametrize(
        "wrong",
        [{"family": "modal"}, {"family": ""}, {"title": ""}, {"title": "\u200b"}, {"since": "31-02-2026"}],
    )
    def test_wrong_input_is_said_and_nothing_is_stored(self, page, world, wrong):
        before = LedgerAccount.objects.count()
        assert page("account_add", added(**wrong)).status_code == 422
        assert LedgerAccount.objects.count() == before

    def test_a_name_without_letters(self, page):
        with refused_with("title_missing"):
            assert page("account_add", added(title="???")).status_code == 422

    def test_the_same_form_twice_is_one_account(self, page, world):
        op_id = "01a22796-3050-7e2d-81d3-13da2cc6a577"
        for _ in range(2):
            assert page("account_add", added(op_id=op_id)).status_code == 302
        assert world.ledger.accounts.filter(code="bank:bank-bjb").count() == 1

    def test_the_sides_are_chosen(self, page, world):
        assert page("sides", {"sides": "receipts_left"}).status_code == 302
        assert Ledger.objects.get(pk=world.ledger.pk).sides == "receipts_left"
        assert "Penerimaan kiri, pengeluaran kanan" in page("accounts").content.decode()
        assert page("sides", {"sides": "upside_down"}).status_code == 422


class TestEnd:
    def close_all(self, world, nani, counted_idr=250_000):
        for _ in range(2):
            ledger = Ledger.objects.get(pk=world.ledger.pk)
            made = actions.propose_closing(ledger=ledger, counted_idr=counted_idr, by=nani)
            actions.confirm_closing(proposal=made, by=world.user("chair"))

    def test_months_are_closed_first(self, chair):
        with refused_with("months_open"):
            answer = chair("31-10-2026")
        assert answer.status_code == 422 and "Masih ada bulan yang belum ditutup" in answer.content.decode()

    def test_nothing_may_be_left(self, chair, world, nani):
        self.close_all(world, nani)
        with refused_with("balance_left"):
            answer = chair("31-10-2026")
        assert answer.status_code == 409 and "Masih ada Rp 250.000 di Kas tunai" in answer.content.decode()

    def test_a_day_before_the_last_closing(self, chair, world, nani):
        self.close_all(world, nani)
        with refused_with("closed_later"):
            assert chair("15-10-2026").status_code == 422

    def test_empty_books_end_and_stay_readable(self, chair, page, world, nani):
        enter(
            world,
            nani,
            expense_lines("belanja:bantuan", "kas", 250_000, "swadaya"),
            "2026-09-05",
            kind="expense",
        )
        self.close_all(world, nani, 0)
        assert 'value="2026-10-31"' in chair().content.decode()
        assert chair("31-10-2026").status_code == 302
        assert Ledger.objects.get(pk=world.ledger.pk).until == dt.date(2026, 10, 31)
        with refused_with("already_ended"):
            assert chair("31-10-2026").status_code == 409
        text = page("accounts").content.decode()
        assert "Buku ini berakhir 31 Oktober 2026." in text

    @pytest.mark.parametrize("on", ["", "31-02-2026", "2099-01-01", "besok"])
    def test_a_day_that_is_none(self, chair, on):
        assert chair(on).status_code == 422


class TestFile:
    @pytest.fixture
    def october(self, world, nani):
        enter(world, nani, receipt_lines("iuran", "kas", 25_000), words="Iuran", receipt_no="BKM-1")
        enter(world, nani, receipt_lines("dana:csr", "kas", 75_000), words="=Bantuan toko")
        spent = expense_lines("belanja:pmt", "kas", 40_000, "csr")
        enter(world, nani, spent, words="Telur", kind="expense")

    def cells(self, answer):
        sheet = load_workbook(io.BytesIO(answer.content)).active
        return [[cell.value for cell in row] for row in sheet.iter_rows()]

    def test_a_month_has_the_columns_of_the_form(self, page, october):
        answer = page("download", query="?bulan=2026-10")
        rows = self.cells(answer)
        assert rows[3][0] == "Pengeluaran" and rows[3][6] == "Penerimaan"
        assert rows[4] == HEADS and rows[5] == list(range(1, 13))
        on = dt.datetime(2026, 10, 5)
        assert rows[6] == [4, on, "CSR", "Telur", None, 40_000, 2, on, "Swadaya", "Iuran", "BKM-1", 25_000]
        assert rows[7] == [None] * 6 + [3, on, "CSR", "=Bantuan toko", None, 75_000]
        assert rows[8] == ["Jumlah", *[None] * 4, 40_000, "Jumlah", *[None] * 4, 100_000]
        assert rows[10][3:6] == ["Saldo sebelumnya", None, 250_000]
        assert rows[11][3:6] == ["Sisa Kas tunai", None, 310_000]
        assert "Belum ditutup." in [cell for row in rows for cell in row]
        assert answer["Content-Disposition"] == 'attachment; filename="buku-kas-2026-10.xlsx"'

    def test_a_year_holds_every_month(self, page, october):
        rows = self.cells(page("download", query="?tahun=2026"))
        assert [row[9] for row in rows[6:9]] == ["Saldo awal", "Iuran", "=Bantuan toko"]
        assert rows[9][11] == 350_000 and rows[11][3:6] == ["Saldo sebelumnya", None, 0]

    def test_the_sides_are_those_of_the_ledger(self, page, october, world, nani):
        actions.set_sides(ledger=world.ledger, sides="receipts_left", by=nani)
        rows = self.cells(page("download", query="?bulan=2026-10"))
        assert (rows[3][0], rows[3][6], rows[6][3], rows[6][9]) == (
            "Penerimaan",
            "Pengeluaran",
            "Iuran",
            "Telur",
        )

    def test_a_closed_month_says_who_closed_it(self, page, world, nani):
        made = actions.propose_closing(ledger=world.ledger, counted_idr=250_000, by=nani)
        closing = actions.confirm_closing(proposal=made, by=world.user("chair"))
        said = [cell for row in self.cells(page("download", query="?bulan=2026-09")) for cell in row]
        assert set(closing_sentences(closing)) <= set(said)

    def test_every_download_is_in_the_trail(self, page, world):
        for query in ("?bulan=2026-09", "?tahun=2026"):
            page("download", query=query)
        trail = AuditEntry.objects.filter(verb="ledger.export").order_by("id")
        assert [(line.detail["format"], line.detail["period"]) for line in trail] == [
            ("xlsx", "2026-09"),
            ("xlsx", "2026"),
        ]
        assert {(line.object_id, line.region_code) for line in trail} == {(str(world.ledger.pk), world.rw.pk)}

    @pytest.mark.parametrize("year", ["2025", "2028", "9999"])
    def test_a_year_outside_of_the_books_is_no_file(self, page, year):
        assert page("download", query=f"?tahun={year}").status_code == 404
        assert not AuditEntry.objects.filter(verb="ledger.export").exists()
