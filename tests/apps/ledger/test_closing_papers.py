"""The paper of a closed month: what stands on it, kept bytes, who reads it, and what the check page says."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.core.wording import day
from anyelir.documents import engine
from anyelir.documents.models import Paper
from anyelir.ledger import actions, closing_papers
from anyelir.ledger.issuing import issue_closing_if_possible
from anyelir.ledger.models import Closing
from anyelir.ledger.queries import cash_idr, next_to_close
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.apps.ledger.conftest import OPENED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
URL = "https://anyelir.test/cek/"
SEPTEMBER = dt.date(2026, 9, 1)
GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "papers.json").read_text())
FACTS = {
    "title": "Buku", "made_on": "2026-11-29", "heading": "BUKU", "subtitle": "Posyandu", "month": "September 2026",
    "groups": ["Keluar", "Masuk"], "columns": ["No.", "Tanggal", "Dana", "Uraian", "Bukti", "Rp"] * 2,
    "rows": [["1", "1 Sep", "CSR", "Telur", "B-1", "40.000", "", "", "", "", "", ""]],
    "sums": [["Jumlah", "40.000"], ["Jumlah", "0"]], "balances": [["Kas", "Rp 1"]], "statement": ["Ditutup."],
    "signers": [["Saksi", "Wati"]], "foot": "4.11", "draft": "KONSEP",
}  # fmt: skip


@pytest.fixture
def close(ledger, treasurer, chairwoman):
    def by_two(**count) -> Closing:
        ledger.refresh_from_db()
        counted = {"counted_idr": cash_idr(ledger, next_to_close(ledger)), **count}
        made = actions.propose_closing(ledger=ledger, by=treasurer, **counted)
        return actions.confirm_closing(proposal=made, by=chairwoman)

    return by_two


@pytest.fixture
def september(post):
    """Money in twice and out once."""
    post("2026-09-05", credit="iuran", amount_idr=25_000, words="Iuran")
    post("2026-09-06", credit="dana:csr", amount_idr=75_000, words="Bantuan toko", receipt_no="BKM-2")
    lines = [JournalLine("belanja:pmt", 40_000, matter="csr"), JournalLine("kas", -40_000)]
    post("2026-09-07", lines=lines, kind="expense", words="Telur")


def issue(closing, by, **options) -> Paper:
    return actions.issue_closing_paper(closing=closing, check_url=URL, by=by, **options)


class TestFacts:
    def test_twelve_columns_sums_and_balances(self, ledger, september, close):
        close()
        facts = closing_papers.book_facts(ledger, SEPTEMBER)
        assert facts["groups"] == ["Pengeluaran", "Penerimaan"]
        heads = ["No.", "Tanggal", "Sumber dana", "Uraian", "Nomor bukti kas", "Jumlah (Rp)"]
        assert facts["columns"] == heads * 2 and {len(row) for row in facts["rows"]} == {12}
        assert facts["rows"][0] == [
            "4", "7 Sep 2026", "CSR", "Telur", "", "40.000", "1", "1 Sep 2026", "", "Saldo awal", "", "500.000"
        ]  # fmt: skip
        assert facts["rows"][2][6:] == ["3", "6 Sep 2026", "CSR", "Bantuan toko", "BKM-2", "75.000"]
        assert facts["sums"] == [["Jumlah", "40.000"], ["Jumlah", "600.000"]]
        assert facts["balances"] == [
            ["Saldo sebelum bulan ini", "Rp 0"], ["Sisa Kas tunai", "Rp 560.000"], ["Sisa Rekening bank", "Rp 0"]
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("sides", "groups"),
        [
            ("receipts_left", ["Penerimaan", "Pengeluaran"]),
            ("receipts_both", ["Penerimaan", "Penerimaan"]),
        ],
    )
    def test_the_sides_are_those_of_the_ledger(self, ledger, september, close, treasurer, sides, groups):
        actions.set_sides(ledger=ledger, sides=sides, by=treasurer)
        ledger.refresh_from_db()
        close()
        assert closing_papers.book_facts(ledger, SEPTEMBER)["groups"] == groups

    def test_it_says_who_counted_what_and_who_closed(self, ledger, september, close):
        closing = close()
        said = closing_papers.book_facts(ledger, SEPTEMBER)
        assert said["statement"] == [
            "Uang tunai dihitung Nani Suryani: Rp 560.000.",
            "Hitungan sama dengan buku.",
            f"Ditutup Wulan Sari, {day(closing.closed_on)}.",
            f"Sidik buku sampai bulan ini: {closing.digest[:4]} {closing.digest[4:8]} {closing.digest[8:12]}",
        ]
        assert said["signers"] == [["Yang menghitung", "Nani Suryani"], ["Yang menutup", "Wulan Sari"]]

    @pytest.mark.parametrize(
        ("counted_idr", "sentence"),
        [
            (559_000, "Hitungan kurang Rp 1.000 daripada buku. Sebab: Kembalian"),
            (561_500, "Hitungan lebih Rp 1.500 daripada buku. Sebab: Kembalian"),
        ],
    )
    def test_a_difference_has_its_reason(self, september, close, counted_idr, sentence):
        closing = close(counted_idr=counted_idr, reason="Kembalian")
        assert closing_papers.closing_sentences(closing)[1] == sentence

    def test_a_dasawisma_names_its_witnesses(self, ledger, treasurer):
        for code, name in [("RW014", "RW 14"), ("RW014/RT003", "RT 3"), ("RW014/RT003/DW01", "Melati 1")]:
            place = make.region(f"32.01.01.1010/{code}", name)
        books = actions.open_ledger(body=make.body(place), on=OPENED, by=treasurer)
        made = actions.propose_closing(ledger=books, counted_idr=0, by=treasurer)
        closing = actions.confirm_closing(proposal=made, by=treasurer, witnesses=["Ida Farida", "Wati"])
        words = f"Ditutup oleh yang menghitung, {day(closing.closed_on)}, dengan saksi Ida Farida dan Wati."
        assert closing_papers.closing_sentences(closing)[2] == words
        signers = closing_papers.book_facts(books, SEPTEMBER)["signers"]
        assert signers[1:] == [["Saksi", "Ida Farida"], ["Saksi", "Wati"]]

    def test_an_open_month_is_signed_by_nobody(self, ledger, september):
        facts = closing_papers.book_facts(ledger, SEPTEMBER)
        assert facts["signers"] == [] and facts["statement"] == ["Konsep: bulan ini belum ditutup."]


class TestPaper:
    def test_number_title_body_and_kept_bytes(self, ledger, september, close, chairwoman):
        closing = close()
        paper = issue(closing, chairwoman)
        assert (paper.title, paper.number_text) == ("Buku Tabungan (4.11) September 2026", "1/2026")
        assert paper.body == f"{ledger.name}, {ledger.body.region.label}" and len(paper.code) == 10
        content = bytes(Paper.objects.get().content)
        assert content.startswith(b"%PDF-") and hashlib.sha256(content).hexdigest() == paper.digest
        [line] = AuditEntry.objects.filter(verb="paper.issue")
        assert line.object_id == str(paper.pk) and line.region_code == ledger.body.region_id

    def test_a_reprint_is_a_read(self, ledger, september, close, chairwoman, treasurer):
        closing = close()
        paper = issue(closing, chairwoman)
        actions.set_sides(ledger=ledger, sides="receipts_left", by=treasurer)
        again = issue(Closing.objects.get(pk=closing.pk), treasurer)
        assert (again.pk, again.digest) == (paper.pk, paper.digest) and Paper.objects.count() == 1

    def test_each_month_has_its_own(self, close, chairwoman):
        papers = [issue(close(), chairwoman) for _ in range(2)]
        assert [paper.number for paper in papers] == [1, 2]
        assert {paper.state for paper in Paper.objects.all()} == {"valid"}

    def test_a_month_is_closed_also_when_its_paper_cannot_be_set(self, close, chairwoman, monkeypatch):
        def fail(*_given):
            raise engine.EngineFailed("no")

        monkeypatch.setattr("anyelir.documents.issuing.set_papers", fail)
        closing = close()
        issue_closing_if_possible(closing, check_url=URL, by=chairwoman)
        assert Closing.objects.exists() and not Paper.objects.exists()

    def test_what_the_template_sets_is_frozen(self):
        """A released template never changes: what changes is v2."""
        paper = engine.set_paper(closing_papers.TEMPLATE, FACTS)
        assert hashlib.sha256(paper).hexdigest() == GOLDEN[closing_papers.TEMPLATE]
        source = (engine.HERE / "templates" / closing_papers.TEMPLATE).read_text()
        assert len(source.splitlines()) <= 80


class TestPages:
    @pytest.fixture
    def nani(self, world):
        user = make.user("nani", "Nani Suryani")
        make.grant(user, "posyandu_treasurer", unit=world.posyandu)
        return user

    @pytest.fixture
    def address(self, world):
        return lambda month="2026-09": reverse("ledger:paper", args=[world.ledger.pk, month])

    @pytest.fixture
    def closed(self, world, nani):
        """September closed by the treasurer and the chair, without a paper yet."""
        made = actions.propose_closing(ledger=world.ledger, counted_idr=250_000, by=nani)
        return actions.confirm_closing(proposal=made, by=world.user("chair"))

    def test_closing_on_the_page_issues_the_paper_and_check_tells_no_name(
        self, sign_in, client, world, nani, address
    ):
        actions.propose_closing(ledger=world.ledger, counted_idr=250_000, by=nani)
        assert (
            sign_in(world.user("chair")).post(reverse("ledger:close", args=[world.ledger.pk])).status_code
            == 302
        )
        paper = Paper.objects.get()
        answer = sign_in(nani).get(address())
        assert answer.content == bytes(paper.content) and answer["Content-Type"] == "application/pdf"
        assert "buku-kas-2026-09.pdf" in answer["Content-Disposition"]
        text = client.get(reverse("documents:check", args=[paper.code])).content.decode()
        assert "Posyandu Anyelir" in text and "Buku Tabungan (4.11) September 2026" in text
        for name in ("Nani", world.user("chair").name, "Rp 250"):
            assert name not in text

    def test_an_open_month_is_a_concept_that_is_not_kept(self, sign_in, nani, address, monkeypatch):
        seen = []
        real = closing_papers.set_paper
        monkeypatch.setattr(closing_papers, "set_paper", lambda *given: seen.append(given[1]) or real(*given))
        answer = sign_in(nani).get(address("2026-10"))
        assert answer.status_code == 200 and answer.content.startswith(b"%PDF-")
        assert seen[0]["draft"] == "KONSEP" and "qr" not in seen[0]
        assert "konsep-buku-kas-2026-10.pdf" in answer["Content-Disposition"]
        assert not Paper.objects.exists()
        assert sign_in(nani).post(address("2026-10")).status_code == 404

    def test_a_closed_month_without_a_paper_gets_one_by_a_press(self, sign_in, nani, world, address, closed):
        browser = sign_in(nani)
        page = reverse("ledger:closings", args=[world.ledger.pk])
        assert browser.get(address()).status_code == 404
        assert "Terbitkan lembar" in browser.get(page).content.decode()
        op_id = "01a22796-3050-7e2d-81d3-13da2cc6a577"
        for _ in range(2):
            assert browser.post(address(), {"op_id": op_id}).status_code == 302
        text = browser.get(page).content.decode()
        assert "Terbitkan lembar" not in text and "Buka lembar" in text and "lembar 1/2026" in text
        assert browser.get(address()).content == bytes(Paper.objects.get().content)

    def test_the_months_are_listed_with_their_state(self, sign_in, nani, world, closed):
        actions.propose_closing(ledger=closed.ledger, counted_idr=250_000, by=nani)
        answer = sign_in(nani).get(reverse("ledger:closings", args=[world.ledger.pk]))
        assert [key for _month, key, _closing, _paper in answer.context["rows"]] == [
            "2026-11",
            "2026-10",
            "2026-09",
        ]
        text = answer.content.decode()
        for words in (
            "masih terbuka",
            "sudah dihitung, menunggu orang kedua",
            f"ditutup {day(closed.closed_on)}",
        ):
            assert text.count(words) == 1, words

    @pytest.mark.parametrize("month", ["2026-08", "2026-12", "2026-13", "2026", "kini", "2026-9"])
    def test_a_month_outside_of_the_books_is_no_page(self, sign_in, nani, address, month):
        assert sign_in(nani).get(address(month)).status_code == 404

    @pytest.mark.parametrize("role", ["chair", "secretary", "kecamatan", "bidan", "stranger"])
    def test_whoever_does_not_read_the_books_reads_no_paper(
        self, sign_in, world, nani, closed, address, role
    ):
        issue(closed, nani)
        browser = sign_in(world.user(role))
        for path in (address(), reverse("ledger:closings", args=[world.ledger.pk])):
            assert browser.get(path).status_code in (403, 404)
        assert browser.post(address()).status_code in (403, 404)

    def test_the_printed_book_says_the_same_as_the_paper(self, sign_in, nani, world, closed):
        text = (
            sign_in(nani)
            .get(reverse("ledger:print", args=[world.ledger.pk]) + "?bulan=2026-09")
            .content.decode()
        )
        for sentence in closing_papers.closing_sentences(closed):
            assert sentence in text


def test_the_day_of_a_closing_is_that_of_its_place(ledger, close):
    """Half past eleven in Jakarta is half past one of the next day in Jayapura."""
    closing = close()
    closing.at = dt.datetime(2026, 10, 1, 16, 30, tzinfo=dt.UTC)
    assert closing.closed_on == dt.date(2026, 10, 1)
    closing.ledger.body.region_id = "91.71.01.1001"
    assert closing.closed_on == dt.date(2026, 10, 2)
