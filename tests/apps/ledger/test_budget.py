"""A budget beside the books: what is planned is written, what came of it is counted from the journal alone."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from anyelir.core.models import AuditEntry
from anyelir.ledger import actions
from anyelir.ledger.budget import budget_of
from anyelir.ledger.models import BudgetLine
from anyelir.ledger.queries import cash_idr, next_to_close
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.apps.ledger.conftest import OPENED, open_books
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture
def plan(ledger, treasurer):
    """``plan(account, source, amount)`` adds a line to the budget of this year."""

    def add(account="belanja:atk", source="apbdes", planned_idr=300_000, **more):
        given = {"ledger": ledger, "year": YEAR, "by": treasurer, **more}
        return actions.add_budget_line(account=account, source=source, planned_idr=planned_idr, **given)

    return add


@pytest.fixture
def spend(post):
    def write(amount_idr, account="belanja:atk", fund="apbdes", on="2026-10-05", credit="kas"):
        lines = [JournalLine(account, amount_idr, matter=fund), JournalLine(credit, -amount_idr)]
        return post(on, lines=lines, kind="expense")

    return write


def close_through(ledger, treasurer, chairwoman, monkeypatch, last: dt.date) -> None:
    """Month after month, as if that day were over."""
    monkeypatch.setattr("anyelir.ledger.actions.closing.today_at", lambda _code: dt.date(2027, 6, 1))
    monkeypatch.setattr("anyelir.ledger.actions.posting.today_at", lambda _code: dt.date(2027, 6, 1))
    monkeypatch.setattr("anyelir.ledger.budget.today_at", lambda _code: dt.date(2027, 6, 1))
    ledger.refresh_from_db()
    while ledger.closed_through is None or ledger.closed_through < last:
        counted_idr = cash_idr(ledger, next_to_close(ledger))
        made = actions.propose_closing(ledger=ledger, counted_idr=counted_idr, by=treasurer)
        actions.confirm_closing(proposal=made, by=chairwoman)
        ledger.refresh_from_db()


def rows(ledger, year=YEAR) -> dict[tuple[str, str], tuple[int, int, int, str]]:
    return {
        (row.account.code, row.source): (row.planned_idr, row.realised_idr, row.ahead_idr, str(row.state))
        for part in budget_of(ledger, year)
        for row in part.rows
    }


class TestRealisation:
    def test_spending_counts_by_account_and_source(self, ledger, plan, spend):
        plan()
        plan("belanja:atk", "swadaya", 50_000)
        spend(120_000)
        spend(60_000, fund="swadaya")
        assert rows(ledger) == {
            ("belanja:atk", "apbdes"): (300_000, 120_000, 180_000, "masih ada"),
            ("belanja:atk", "swadaya"): (50_000, 60_000, -10_000, "melebihi rencana"),
        }

    def test_income_counts_by_account(self, ledger, plan, post):
        plan("dana:apbdes", "swadaya", 250_000)
        plan("iuran", "swadaya", 25_000)
        plan("jimpitan", "swadaya", 100_000)
        post(amount_idr=100_000)
        post(amount_idr=100_000)
        post(credit="iuran", amount_idr=30_000)
        post(credit="jimpitan", amount_idr=100_000)
        assert rows(ledger) == {
            ("dana:apbdes", "apbdes"): (250_000, 200_000, -50_000, "belum diterima"),
            ("iuran", "swadaya"): (25_000, 30_000, 5_000, "di atas rencana"),
            ("jimpitan", "swadaya"): (100_000, 100_000, 0, "sesuai rencana"),
        }

    def test_what_was_not_planned_stands_below_and_the_sums_are_those_of_the_books(
        self, ledger, plan, spend, post
    ):
        plan()
        spend(10_000, fund="")
        spend(20_000, "belanja:pmt", "csr")
        post(credit="dana:csr", amount_idr=40_000)
        income, spending = budget_of(ledger, YEAR)
        assert rows(ledger) == {
            ("dana:csr", "csr"): (0, 40_000, 40_000, "di luar rencana"),
            ("belanja:atk", "apbdes"): (300_000, 0, 300_000, "masih ada"),
            ("belanja:atk", ""): (0, 10_000, -10_000, "di luar rencana"),
            ("belanja:pmt", "csr"): (0, 20_000, -20_000, "di luar rencana"),
        }
        assert (income.realised_idr, spending.realised_idr, spending.planned_idr) == (40_000, 30_000, 300_000)
        assert (spending.ahead_idr, str(spending.state)) == (270_000, "masih ada")

    def test_a_key_of_another_room_is_no_source(self, ledger, plan, spend):
        spend(10_000, fund="loan-77")
        assert rows(ledger) == {("belanja:atk", ""): (0, 10_000, -10_000, "di luar rencana")}

    def test_what_was_taken_back_does_not_count(self, ledger, plan, spend, treasurer):
        plan()
        entry = spend(120_000)
        actions.reverse_entry(entry=entry, on=entry.on, reason="Salah", by=treasurer)
        assert rows(ledger)["belanja:atk", "apbdes"] == (300_000, 0, 300_000, "masih ada")

    def test_the_end_of_a_year_leaves_it_as_it_was(
        self, ledger, plan, spend, post, treasurer, chairwoman, monkeypatch
    ):
        plan()
        plan("dana:apbdes", "apbdes", 100_000)
        post()
        spend(120_000)
        before = rows(ledger)
        close_through(ledger, treasurer, chairwoman, monkeypatch, dt.date(2026, 12, 31))
        end = ledger.entries.get(kind="year_end")
        assert rows(ledger) == before
        assert before["belanja:atk", "apbdes"][1] == 120_000
        actions.reverse_entry(entry=end, on=dt.date(2027, 1, 2), reason="Keliru", by=treasurer)
        assert rows(ledger, 2027) == {}

    def test_another_year_and_other_books_do_not_count(self, ledger, plan, spend, treasurer):
        plan()
        other = open_books(code="32.01.01.1011", name="Cirimekar", opening=[("kas", 900_000)], by=treasurer)
        lines = [JournalLine("belanja:atk", 5_000, matter="apbdes"), JournalLine("kas", -5_000)]
        given = {"kind": "expense", "words": "Kertas", "by": treasurer}
        actions.post_entry(ledger=other, on=dt.date(2026, 10, 5), lines=lines, **given)
        assert rows(ledger)["belanja:atk", "apbdes"][1] == 0
        assert rows(ledger, 2027) == {}


class TestRefusals:
    def test_the_same_account_and_source_twice(self, plan):
        plan()
        assert code_of(plan, planned_idr=1) == "budget_line_exists"
        plan(source="swadaya")
        plan("iuran", "swadaya")
        assert code_of(plan, "iuran", "csr") == "budget_line_exists"

    def test_an_account_of_the_bodys_own_is_planned_once_whatever_its_source(self, ledger, plan, treasurer):
        made = actions.add_account(ledger=ledger, family="dana", title="Bazar", since=OPENED, by=treasurer)
        assert plan(made.code, "csr").source == "csr"
        assert code_of(plan, made.code, "swadaya") == "budget_line_exists"

    def test_the_database_knows_a_line_once_too(self, plan):
        line = plan()
        again = {"account": line.account, "year": YEAR, "source": line.source, "planned_idr": 1}
        with pytest.raises(IntegrityError), transaction.atomic():
            BudgetLine.objects.create(**again)
        with pytest.raises(IntegrityError), transaction.atomic():
            BudgetLine.objects.create(**again | {"source": "csr", "planned_idr": 0})

    @pytest.mark.parametrize("amount", [0, -1, 100_000_000_001])
    def test_an_amount_that_is_none(self, plan, treasurer, amount):
        assert code_of(plan, planned_idr=amount) == "amount_not_positive"
        line = plan()
        act = {"line": line, "planned_idr": amount, "by": treasurer}
        assert code_of(actions.change_budget_line, **act) == "amount_not_positive"

    @pytest.mark.parametrize(
        "account", ["kas", "simpanan:wajib", "modal:awal", "selisih:kas", "belanja:bazar", ""]
    )
    def test_an_account_of_other_books_or_none_to_choose(self, ledger, plan, treasurer, account):
        other = open_books(code="32.01.01.1011", name="Cirimekar", by=treasurer)
        actions.add_account(ledger=other, family="belanja", title="Bazar", since=OPENED, by=treasurer)
        assert code_of(plan, account) == "account_unknown"

    def test_a_source_that_is_none(self, plan):
        assert code_of(plan, source="loan") == "source_unknown"

    @pytest.mark.parametrize("year", [2025, 2028])
    def test_a_year_outside_of_the_books(self, plan, ledger, treasurer, year):
        assert code_of(plan, year=year) == "year_not_in_books"
        assert code_of(actions.copy_budget, ledger=ledger, year=year, by=treasurer) == "year_not_in_books"

    def test_a_closed_year_changes_no_more(self, ledger, plan, treasurer, chairwoman, monkeypatch):
        line = plan()
        close_through(ledger, treasurer, chairwoman, monkeypatch, dt.date(2026, 11, 30))
        plan("belanja:pmt")
        close_through(ledger, treasurer, chairwoman, monkeypatch, dt.date(2026, 12, 31))
        assert code_of(plan, "belanja:lain") == "year_closed"
        assert code_of(actions.change_budget_line, line=line, planned_idr=1, by=treasurer) == "year_closed"
        assert code_of(actions.drop_budget_line, line=line, by=treasurer) == "year_closed"
        assert code_of(actions.copy_budget, ledger=ledger, year=YEAR, by=treasurer) == "year_closed"
        assert BudgetLine.objects.get(pk=line.pk).planned_idr == 300_000

    def test_a_line_that_is_gone(self, plan, treasurer):
        line = plan()
        actions.drop_budget_line(line=line, by=treasurer)
        assert code_of(actions.drop_budget_line, line=line, by=treasurer) == "budget_line_gone"
        assert (
            code_of(actions.change_budget_line, line=line, planned_idr=1, by=treasurer) == "budget_line_gone"
        )


class TestCopy:
    def test_last_year_is_copied_once_without_what_is_there_or_ended(self, ledger, plan, treasurer):
        plan(words="Buku catatan")
        plan("belanja:pmt", "swadaya", 90_000)
        plan("iuran", "swadaya", 60_000)
        plan("belanja:transport", "apbdes", 70_000)
        ledger.accounts.filter(code="belanja:transport").update(until=dt.date(2026, 12, 31))
        plan("belanja:pmt", "swadaya", 120_000, year=2027)
        actions.copy_budget(ledger=ledger, year=2027, by=treasurer)
        copied = {
            line.account.code: (line.planned_idr, line.words) for line in BudgetLine.objects.filter(year=2027)
        }
        assert copied == {
            "belanja:atk": (300_000, "Buku catatan"),
            "belanja:pmt": (120_000, ""),
            "iuran": (60_000, ""),
        }
        assert code_of(actions.copy_budget, ledger=ledger, year=2027, by=treasurer) == "nothing_to_copy"

    def test_income_planned_from_another_source_is_not_copied_beside_it(self, ledger, plan, treasurer):
        made = actions.add_account(ledger=ledger, family="dana", title="Bazar", since=OPENED, by=treasurer)
        plan(made.code, "csr")
        plan(made.code, "bantuan", year=2027)
        assert code_of(actions.copy_budget, ledger=ledger, year=2027, by=treasurer) == "nothing_to_copy"


def test_every_act_is_in_the_trail_without_amounts(ledger, plan, treasurer):
    line = plan(words="Untuk Ibu Rokayah")
    actions.change_budget_line(line=line, planned_idr=777_000, by=treasurer)
    actions.change_budget_line(line=line, planned_idr=777_000, by=treasurer)
    actions.copy_budget(ledger=ledger, year=2027, by=treasurer)
    actions.drop_budget_line(line=line, by=treasurer)
    trail = AuditEntry.objects.filter(verb__startswith="ledger.budget").order_by("id")
    verbs = ["ledger.budget_add", "ledger.budget_change", "ledger.budget_copy", "ledger.budget_drop"]
    assert [line.verb for line in trail] == verbs
    assert all(line.region_code == ledger.body.region_id for line in trail)
    said = str([line.detail for line in trail])
    assert "777" not in said and "300" not in said and "Rokayah" not in said


class TestPages:
    @pytest.fixture
    def nani(self, world):
        user = make.user("nani", "Nani Suryani")
        make.grant(user, "posyandu_treasurer", unit=world.posyandu)
        return user

    @pytest.fixture
    def page(self, sign_in, nani, world):
        browser = sign_in(nani)

        def open_page(name="budget", data=None, *, args=None):
            address = reverse(f"ledger:{name}", args=args or [world.ledger.pk, YEAR])
            return browser.get(address) if data is None else browser.post(address, data)

        return open_page

    def sent(self, **changed):
        values = {
            "account": "belanja:atk",
            "source": "swadaya",
            "planned_idr": "Rp 120.000",
            "words": "Kertas",
        }
        return values | changed

    def test_a_line_is_added_changed_and_dropped(self, page, world):
        assert page("budget_add", self.sent()).status_code == 302
        text = page().content.decode()
        for shown in (
            "Alat tulis dan fotokopi",
            "Rp 120.000",
            "+Rp 120.000",
            "masih ada",
            "Kertas",
            "Swadaya",
        ):
            assert shown in text, shown
        line = BudgetLine.objects.get(account__code="belanja:atk")
        assert page("budget_line", {"planned_idr": "150.000", "words": ""}, args=[line.pk]).status_code == 302
        line.refresh_from_db()
        assert (line.planned_idr, line.words) == (150_000, "")
        assert page("budget_line", {"drop": "1"}, args=[line.pk]).status_code == 302
        assert not BudgetLine.objects.filter(pk=line.pk).exists()
        assert page("budget_line", args=[line.pk]).status_code == 404

    @pytest.mark.parametrize(
        "wrong",
        [
            {"planned_idr": "0"}, {"planned_idr": "-5"}, {"planned_idr": "0,5"}, {"planned_idr": "banyak"},
            {"planned_idr": ""}, {"account": "kas"}, {"account": ""}, {"source": "loan"}, {"words": "x" * 201},
            {"account": "belanja:pmt"},
        ],
    )  # fmt: skip
    def test_wrong_input_is_said_and_nothing_is_stored(self, page, wrong):
        assert page("budget_add", self.sent(**wrong)).status_code == 422
        assert BudgetLine.objects.count() == 1

    def test_the_same_form_twice_is_one_line(self, page):
        op_id = "01a22796-3050-7e2d-81d3-13da2cc6a577"
        assert 'name="op_id"' in page("budget_add").content.decode()
        for _ in range(2):
            assert page("budget_add", self.sent(op_id=op_id)).status_code == 302
        assert BudgetLine.objects.filter(account__code="belanja:atk").count() == 1

    def test_last_year_is_copied_in_one_press(self, page, world):
        following = [world.ledger.pk, 2027]
        assert "Salin dari 2026" in page(args=following).content.decode()
        assert "Salin dari" not in page().content.decode()
        assert page("budget_copy", {}, args=following).status_code == 302
        assert BudgetLine.objects.get(year=2027).planned_idr == 1_500_000

    @pytest.mark.parametrize("year", [2025, 2028, 0])
    def test_a_year_outside_of_the_books_is_no_page(self, page, world, year):
        for name in ("budget", "budget_add", "budget_file"):
            assert page(name, args=[world.ledger.pk, year]).status_code == 404

    def test_a_closed_year_offers_no_change(self, page, world, monkeypatch):
        change = reverse("ledger:budget_line", args=[world.budget_line.pk])
        assert "Tambah baris" in page().content.decode() and change in page().content.decode()
        monkeypatch.setattr("anyelir.ledger.budget.is_year_closed", lambda _ledger, _year: True)
        text = page().content.decode()
        assert "Tambah baris" not in text and change not in text and "Tahun ini sudah ditutup." in text

    def test_the_workbook_says_what_the_page_says_and_is_in_the_trail(self, page, world):
        answer = page("budget_file")
        sheet = load_workbook(io.BytesIO(answer.content)).active
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert cells[1] == [
            "Jenis", "Akun", "Sumber dana", "Rencana (Rp)", "Realisasi (Rp)", "Selisih (Rp)", "Keadaan", "Keterangan"
        ]  # fmt: skip
        planned = [
            "Pengeluaran",
            "PMT dan bahan makanan",
            "Swadaya",
            1_500_000,
            0,
            1_500_000,
            "masih ada",
            None,
        ]
        assert planned in cells
        assert answer["Content-Disposition"] == 'attachment; filename="anggaran-2026.xlsx"'
        line = AuditEntry.objects.get(verb="ledger.export")
        assert (line.detail["format"], line.detail["year"], line.region_code) == ("xlsx", 2026, world.rw.pk)
