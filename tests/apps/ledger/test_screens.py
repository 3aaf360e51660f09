"""Pages of the cash book as their four sides meet them: the treasurer, the chair, an office above, a stranger."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.ledger import actions
from anyelir.ledger.models import Closing, ClosingProposal, Ledger, LedgerEntry
from anyelir.ledger.queries import held_now
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.refusals import refused_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


@pytest.fixture
def nani(world):
    """The treasurer of Posyandu Anyelir."""
    user = make.user("nani", "Nani Suryani")
    make.grant(user, "posyandu_treasurer", unit=world.posyandu)
    return user


@pytest.fixture
def page(sign_in, nani, world):
    """``page(name, data)`` is what the treasurer gets at an address of the books of the world."""
    browser = sign_in(nani)

    def open_page(name, data=None, *, key=None, query=""):
        address = reverse(f"ledger:{name}", args=[key or world.ledger.pk]) + query
        return browser.get(address) if data is None else browser.post(address, data)

    return open_page


def receipt(**changed):
    values = {
        "on": "05-10-2026",
        "amount_idr": "Rp 25.000",
        "account": "iuran",
        "place": "kas",
        "words": "Iuran Oktober",
    }
    return values | changed


def test_home_leads_to_the_only_book(sign_in, nani, world):
    assert sign_in(nani).get(reverse("ledger:home")).url == reverse("ledger:book", args=[world.ledger.pk])


def test_a_receipt_stands_in_the_book_of_its_month(page, world):
    answer = page("receive", receipt(receipt_no="BKM-1"))
    assert answer.status_code == 302
    text = page("book", query="?bulan=2026-10").content.decode()
    for shown in ("Iuran Oktober", "Rp 25.000", "Rp 275.000", "Swadaya", "belum pernah ditutup"):
        assert shown in text, shown
    entry = LedgerEntry.objects.get(kind="receipt")
    assert (entry.on, entry.receipt_no, entry.by_name) == (dt.date(2026, 10, 5), "BKM-1", "Nani Suryani")
    assert "Iuran Oktober" not in page("book", query="?bulan=2026-09").content.decode()


def test_an_expense_names_its_fund_and_no_more_than_there_is(page, world):
    spent = {"account": "belanja:pmt", "fund": "csr", "words": "Telur dan pisang"}
    with refused_with("not_enough"):
        answer = page("pay", receipt(amount_idr="250.001", **spent))
    assert answer.status_code == 422 and "Kas tunai berisi Rp 250.000" in answer.content.decode()
    assert "Telur dan pisang" in answer.content.decode()
    page("pay", receipt(amount_idr="250.000", **spent))
    assert held_now(world.ledger)["kas"] == 0
    assert "CSR" in page("book", query="?bulan=2026-10").content.decode()


def test_money_changes_its_place(page, world):
    page("transfer", {"on": "2026-10-05", "amount_idr": "100000", "source": "kas", "target": "bank"})
    held = held_now(world.ledger)
    assert (held["kas"], held["bank"]) == (150_000, 100_000)
    assert "pindah Rp 100.000" in page("book", query="?bulan=2026-10").content.decode()
    same = {"on": "2026-10-05", "amount_idr": "1", "source": "kas", "target": "kas"}
    assert page("transfer", same).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_idr": "0"}, {"amount_idr": "-5"}, {"amount_idr": "0,5"}, {"amount_idr": "banyak"}, {"words": "\u200b"},
        {"on": "31-02-2026"}, {"on": "2099-01-01"}, {"account": "modal:awal"}, {"account": "kas"}, {"place": "iuran"},
        {"on": "2026-08-31"}, {"amount_idr": ""},
    ],
)  # fmt: skip
def test_wrong_input_is_said_and_nothing_is_stored(page, world, wrong):
    assert page("receive", receipt(**wrong)).status_code == 422
    assert world.ledger.entries.count() == 1


def test_the_same_form_twice_is_one_entry(page):
    shown = page("receive").content.decode()
    assert 'name="op_id"' in shown
    op_id = "01a22796-3050-7e2d-81d3-13da2cc6a577"
    for _ in range(2):
        assert page("receive", receipt(op_id=op_id)).status_code == 302
    assert LedgerEntry.objects.filter(kind="receipt").count() == 1


def test_an_entry_is_taken_back_on_its_page(page, world):
    page("receive", receipt())
    entry = LedgerEntry.objects.get(kind="receipt")
    assert "Batalkan catatan ini" in page("entry", key=entry.pk).content.decode()
    assert page("entry", {"on": "2026-10-06", "reason": ""}, key=entry.pk).status_code == 422
    assert page("entry", {"on": "2026-10-06", "reason": "Salah jumlah"}, key=entry.pk).status_code == 302
    text = page("entry", key=entry.pk).content.decode()
    assert "Sudah dibatalkan oleh catatan nomor 3." in text and "Batalkan catatan ini" not in text
    assert held_now(world.ledger)["kas"] == 250_000


def test_one_counts_and_another_closes(page, world, sign_in):
    assert page("close", {"counted_idr": "249.000"}).status_code == 422
    assert page("close", {"counted_idr": "250.000"}).status_code == 302
    text = page("close").content.decode()
    assert "Menunggu orang kedua" in text and "Jumlahnya benar" not in text
    assert page("close", {}).status_code == 403
    chair = sign_in(world.user("chair"))
    address = reverse("ledger:close", args=[world.ledger.pk])
    assert "Tutup buku September 2026 menunggu konfirmasi" in chair.get(reverse("web:tasks")).content.decode()
    assert "Nani Suryani menghitung Rp 250.000" in chair.get(address).content.decode()
    assert chair.post(address, {}).status_code == 302
    closing = Closing.objects.get()
    assert (closing.treasurer_name, closing.chair) == ("Nani Suryani", world.user("chair").pk)
    assert "ditutup sampai 30 September 2026" in page("book").content.decode()


def test_a_count_is_withdrawn_by_whoever_counted(page):
    page("close", {"counted_idr": "250.000"})
    assert page("close", {"withdraw": "1"}).status_code == 302
    assert not ClosingProposal.objects.exists()


def test_a_month_that_runs_is_not_closed(page, world):
    Ledger.objects.filter(pk=world.ledger.pk)
    for _ in range(2):
        page("close", {"counted_idr": "250.000"})
        world.ledger.refresh_from_db()
        proposal = ClosingProposal.objects.get()
        actions.confirm_closing(proposal=proposal, by=world.user("chair"))
    with refused_with("month_not_over"):
        assert page("close", {"counted_idr": "250.000"}).status_code == 409


def test_a_dasawisma_closes_with_two_witnesses(world, sign_in):
    place = make.region("32.01.01.1010/RW014/RT003/DW01", "Melati 1")
    eti = make.user("eti", "Eti Rohaeti")
    make.grant(eti, "group_officer", place)
    browser = sign_in(eti)
    opened = {"body": str(make.body(place).pk), "on": "2026-09-01", "cash_idr": "9.000", "bank_idr": ""}
    assert "Dasawisma Melati 1" in browser.get(reverse("ledger:open")).content.decode()
    assert browser.post(reverse("ledger:open"), opened).status_code == 302
    ledger = Ledger.objects.get(body__kind="dasawisma")
    address = reverse("ledger:close", args=[ledger.pk])
    assert browser.post(address, {"counted_idr": "9.000"}).status_code == 302
    assert browser.post(address, {"witness_one": "Ida", "witness_two": ""}).status_code == 422
    assert browser.post(address, {"witness_one": "Ida Farida", "witness_two": "Wati"}).status_code == 302
    assert Closing.objects.get().witness_two == "Wati"
    assert browser.get(reverse("ledger:open")).status_code == 403


class TestForm411:
    HEADS = ["No.", "Tanggal", "Sumber dana", "Uraian", "Nomor bukti kas", "Jumlah (Rp)"] * 2

    @pytest.fixture
    def october(self, page):
        page("receive", receipt(words="Iuran"))
        page("receive", receipt(words="Bantuan toko", account="dana:csr", amount_idr="75.000"))
        page("pay", receipt(words="Telur", account="belanja:pmt", fund="csr", amount_idr="40.000"))

    def test_twelve_columns_with_spending_left(self, page, october):
        answer = page("print", query="?bulan=2026-10")
        assert [str(column) for column in answer.context["columns"]] == self.HEADS
        shown = answer.context["form_411"]
        assert (str(shown.left), str(shown.right)) == ("Pengeluaran", "Penerimaan")
        assert [[row[3], row[5], row[9], row[11]] for row in shown.rows] == [
            ["Telur", 40_000, "Iuran", 25_000],
            ["", "", "Bantuan toko", 75_000],
        ]
        assert (shown.left_idr, shown.right_idr, shown.places[0]) == (40_000, 100_000, ("Kas tunai", 310_000))
        text = answer.content.decode()
        assert "Konsep: bulan ini belum ditutup." in text and "40.000" in text

    @pytest.mark.parametrize(
        ("sides", "left", "right"),
        [
            ("receipts_left", ["Iuran", "Bantuan toko"], ["Telur"]),
            ("receipts_both", ["Iuran"], ["Bantuan toko"]),
        ],
    )
    def test_sides_are_a_matter_of_the_ledger(self, page, october, world, nani, sides, left, right):
        actions.set_sides(ledger=world.ledger, sides=sides, by=nani)
        shown = page("print", query="?bulan=2026-10").context["form_411"]
        assert [row[3] for row in shown.rows if row[3]] == left
        assert [row[9] for row in shown.rows if row[9]] == right


class TestOfficesAbove:
    """Money above the own body is totals only."""

    SAVER = "anggota-77"

    @pytest.fixture
    def savings(self, world, nani):
        lines = [JournalLine("kas", 30_000), JournalLine("simpanan:wajib", -30_000, self.SAVER)]
        given = {"kind": "receipt", "words": "Simpanan Ibu Rokayah", "by": nani}
        return actions.post_entry(ledger=world.ledger, on=dt.date(2026, 10, 5), lines=lines, **given)

    @pytest.mark.parametrize("role", ["secretary", "kecamatan", "kabupaten"])
    def test_totals_name_nobody(self, world, sign_in, savings, role):
        text = sign_in(world.user(role)).get(reverse("ledger:totals")).content.decode()
        assert "Posyandu Anyelir" in text and "Rp 280.000" in text
        assert self.SAVER not in text and "Rokayah" not in text and "Rp 30.000" not in text

    @pytest.mark.parametrize(
        "role", ["secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "bidan", "stranger"]
    )
    def test_no_page_of_the_books_opens(self, world, sign_in, savings, role):
        browser = sign_in(world.user(role))
        for name in ("book", "print", "close", "receive", "pay", "transfer"):
            answer = browser.get(reverse(f"ledger:{name}", args=[world.ledger.pk]))
            assert answer.status_code in (403, 404) and "Rokayah" not in answer.content.decode()
        assert browser.get(reverse("ledger:entry", args=[savings.pk])).status_code in (403, 404)

    def test_the_trail_names_no_saver(self, world, sign_in, savings):
        text = sign_in(world.user("kecamatan")).get(reverse("web:audit")).content.decode()
        assert "mencatat uang di buku kas" in text
        assert self.SAVER not in text and "Rokayah" not in text and "30.000" not in text

    def test_a_treasurer_of_the_desa_reads_no_books_below(self, world, sign_in, savings):
        user = make.user("bendahara-desa")
        make.grant(user, "team_treasurer", world.kelurahan)
        assert sign_in(user).get(reverse("ledger:book", args=[world.ledger.pk])).status_code == 403
        other = make.user("bendahara-jauh")
        make.grant(other, "team_treasurer", world.elsewhere)
        assert sign_in(other).get(reverse("ledger:book", args=[world.ledger.pk])).status_code == 404
