"""Pages of books, old balances, surplus and reserve, as treasurer and chair of a group use them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.enterprise.fund.models import CutOff, CutOffBalance, CutOffLoan, Loan
from anyelir.ledger.actions import post_entry
from anyelir.ledger.queries import held_now
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.desk import rows
from tests.old_books import cutoff_loan_of, loan_form
from tests.pages import flat
from tests.refusals import refused_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund(world):
    return world.loan.fund


@pytest.fixture
def empty_sheet(world):
    """The cut-off sheet of the world is thrown away."""
    world.cutoff_loan.cutoff.delete()


@pytest.fixture
def pages(world, sign_in, fund):
    """``pages(role)(name, sent)`` is what the treasurer (dasawisma) or the chair gets at an address of the fund."""

    def of_role(role):
        browser = sign_in(world.user(role))

        def open_page(name, sent=None, *args, query=""):
            address = reverse(f"fund:{name}", args=[fund.pk, *args]) + query
            return browser.get(address) if sent is None else browser.post(address, sent)

        return open_page

    return of_role


@pytest.fixture
def treasurer(pages):
    return pages("dasawisma")


@pytest.fixture
def dues(world, fund):
    lines = [JournalLine("kas", 7_000), JournalLine("iuran", -7_000, str(world.loan.body_member_id))]
    given = {"ledger": fund.ledger, "kind": "receipt", "lines": lines, "words": "Iuran Oktober"}
    return post_entry(on=make.today().replace(month=10, day=5), by=world.user("dasawisma"), **given)


class TestBooks:
    def test_each_book_is_a_step_away(self, treasurer):
        text = flat(treasurer("books"))
        for title in (
            "Buku Kas UP2K PKK",
            "Buku Bank",
            "Buku Simpanan",
            "Buku Iuran",
            "Neraca",
            "Perkembangan Modal",
        ):
            assert title in text, title

    def test_a_month_is_read_and_taken_along(self, treasurer, dues):
        text = flat(treasurer("book", None, "iuran", query="?masa=2026-10"))
        assert "Tuti Herawati" in text and '<td class="n">7.000</td>' in text
        assert "Tuti Herawati" not in flat(treasurer("book", None, "iuran", query="?masa=2026-09"))
        answer = treasurer("book_file", None, "iuran", "xlsx", query="?masa=2026-10")
        values = [
            cell.value for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active for cell in row
        ]
        assert 7_000 in values and "Tuti" not in answer["Content-Disposition"]
        assert treasurer("book_file", None, "kas", "pdf").content.startswith(b"%PDF")
        assert AuditEntry.objects.filter(verb="fund.print_book").count() == 2

    def test_heads_reach_over_their_columns(self, treasurer):
        assert '<th scope="colgroup" colspan="4">PENGELUARAN</th>' in flat(treasurer("book", None, "kas"))

    def test_what_does_not_exist_is_404_and_a_strange_month_this_one(self, treasurer):
        assert treasurer("book", None, "tunggakan").status_code == 404
        assert treasurer("book_file", None, "kas", "docx").status_code == 404
        for masa in ("besok", "2026-13", "1999-01", "2026"):
            assert "November 2026" in flat(treasurer("book", None, "kas", query=f"?masa={masa}"))

    def test_a_book_of_many_asks_no_more_than_one_of_few(
        self, treasurer, world, fund, django_assert_max_num_queries
    ):
        for number in range(300):
            make.body_member(fund.body, f"Ibu {number}", number=100 + number)
        treasurer("book", None, "pinjaman")
        with django_assert_max_num_queries(25):
            assert treasurer("book", None, "pinjaman").status_code == 200


class TestCard:
    def test_it_is_printed_for_her_and_names_nobody_else(self, world, sign_in):
        browser, loan = sign_in(world.user("dasawisma")), world.loan
        answer = browser.get(reverse("fund:card_file", args=[loan.pk, "pdf"]))
        assert answer.content.startswith(b"%PDF") and "Tuti" not in answer["Content-Disposition"]
        assert AuditEntry.objects.get(verb="fund.print_card").object_id == str(loan.pk)
        assert browser.get(reverse("fund:card_file", args=[loan.pk, "docx"])).status_code == 404

    def test_what_was_not_paid_out_has_none(self, world, sign_in):
        loan = world.loan
        facts = {"fund": loan.fund, "body_member": loan.body_member, "product": loan.product, "number": 99}
        asked = {"purpose": "Warung", "requested_on": make.today(), "requested_idr": 5, "requested_months": 1}
        other = Loan.objects.create(**facts, **asked)
        address = reverse("fund:card_file", args=[other.pk, "pdf"])
        assert sign_in(world.user("dasawisma")).get(address).status_code == 404


@pytest.mark.usefixtures("empty_sheet")
class TestCutOff:
    def test_old_books_are_filled_and_closed_before_two_witnesses(self, world, fund, pages, treasurer):
        chair = pages("chair")
        other = make.body_member(fund.body, "Ratmi Suherman")
        assert "Saldo awal belum diisi." in flat(treasurer("cutoff"))
        sums = {"kas": "1.000.000", "modal_bergulir": "1.400.000", "bank": ""}
        assert treasurer("cutoff_sums", sums).status_code == 302
        assert treasurer("cutoff_members", {"simpanan_wajib_2": "100.000"}).status_code in (302, 422)
        number = other.number
        assert treasurer("cutoff_members", {f"simpanan_wajib_{number}": "100.000"}).status_code == 302
        form = loan_form(world) | {"person": str(other.pk)}
        assert treasurer("cutoff_loan", form).status_code == 302
        assert "Kedua sisi sudah sama." in flat(treasurer("cutoff")) and "Tutup di depan" not in flat(
            treasurer("cutoff")
        )
        assert treasurer("cutoff_record").content.startswith(b"%PDF")
        seen = CutOff.objects.get().version
        witnesses = {
            "witness_one": str(other.pk),
            "witness_two": str(world.loan.body_member_id),
            "seen": seen,
        }
        assert treasurer("cutoff", witnesses).status_code == 403
        with refused_with("witness_missing"):
            assert chair("cutoff", witnesses | {"witness_two": str(other.pk)}).status_code == 422
        assert chair("cutoff", witnesses).status_code == 302
        assert "Saldo awal ditutup, saksi Ratmi Suherman dan Tuti Herawati." in flat(chair("cutoff"))
        assert Loan.objects.get(body_member=other).outstanding_idr == 500_000
        verbs = AuditEntry.objects.filter(verb__startswith="cutoff.").values_list("verb", flat=True)
        assert {*verbs} == {"cutoff.save", "cutoff.close", "cutoff.print"}
        held = held_now(fund.ledger)
        assert (held["pinjaman"], held["simpanan:wajib"], held["modal:bergulir"]) == (
            500_000,
            100_000,
            1_400_000,
        )
        with refused_with("cutoff_closed"):
            assert treasurer("cutoff_sums", sums).status_code == 409

    def test_a_difference_is_told_with_both_sides_and_accepted_on_purpose(
        self, world, fund, pages, treasurer
    ):
        chair, other = pages("chair"), make.body_member(fund.body, "Ratmi Suherman")
        treasurer("cutoff_sums", {"kas": "1.000.050", "modal_bergulir": "1.000.000"})
        assert "Masih selisih Rp 50" in flat(chair("cutoff"))
        sent = {"witness_one": str(other.pk), "witness_two": str(world.loan.body_member_id), "seen": 1}
        before = rows()
        with refused_with("not_balanced"):
            text = flat(chair("cutoff", sent))
        assert (
            "Harta Rp 1.000.050, titipan dan modal Rp 1.000.000: selisih Rp 50." in text and rows() == before
        )
        assert chair("cutoff", sent | {"takes_rest": "on"}).status_code == 302

    @pytest.mark.parametrize(
        "wrong",
        [{"principal_idr": "0"}, {"principal_idr": "-1"}, {"months": "61"}, {"months": "0"}, {"person": ""},
         {"person": "Tuti"}, {"first_month": "2019-01"}, {"first_month": "Oktober"}, {"purpose": "\u200b"},
         {"service_idr": "banyak"}],
    )  # fmt: skip
    def test_a_loan_that_cannot_be_is_said_at_its_field(self, world, treasurer, wrong):
        answer = treasurer("cutoff_loan", loan_form(world) | wrong)
        [name] = wrong
        assert answer.status_code == 422 and f'id="id_{name}_error"' in flat(answer)
        assert not CutOffLoan.objects.exists()

    @pytest.mark.parametrize("wrong", ["-1", "0,5", "banyak", "100.000.000.001"])
    def test_an_amount_that_is_none_is_said_at_its_field(self, treasurer, wrong):
        assert 'id="id_kas_error"' in flat(treasurer("cutoff_sums", {"kas": wrong}))
        assert not CutOffBalance.objects.exists()

    def test_savings_are_typed_page_by_page(self, fund, treasurer):
        for number in range(30):
            make.body_member(fund.body, f"Ibu {number}", number=50 + number)
        first = flat(treasurer("cutoff_members"))
        assert 'name="simpanan_wajib_50"' in first and 'name="simpanan_wajib_79"' not in first
        treasurer("cutoff_members", {"simpanan_wajib_50": "5.000"})
        treasurer("cutoff_members", {"simpanan_wajib_50": "", "simpanan_pokok_50": "9.000"})
        [row] = CutOffBalance.objects.all()
        assert (row.account, row.amount_idr) == ("simpanan:pokok", 9_000)

    def test_a_row_is_dropped_by_whoever_fills(self, world, sign_in):
        row = cutoff_loan_of(world.loan)
        address = reverse("fund:cutoff_loan_drop", args=[row.pk])
        assert sign_in(world.user("chair")).post(address).status_code == 403
        assert sign_in(world.user("dasawisma")).post(address).status_code == 302
        assert not CutOffLoan.objects.exists()


class TestSurplus:
    def test_before_a_year_is_closed_there_is_none(self, treasurer):
        assert "Belum ada tahun yang ditutup" in flat(treasurer("surpluses"))

    def test_a_year_that_is_open_is_none(self, pages):
        assert pages("chair")("surplus", None, 2025).status_code == 404
        assert pages("chair")("surplus_record", None, 2025).status_code == 404

    def test_what_is_not_there_is_not_spent(self, treasurer):
        sent = {"amount_idr": "5", "words": "SHU pengurus", "place": "kas", "on": "2026-10-05"}
        with refused_with("not_enough"):
            assert treasurer("surplus_spend", sent).status_code == 422

    def test_the_reserve_says_what_it_asks_for(self, pages, treasurer):
        text = flat(treasurer("reserve"))
        assert "belum ada aturan PKK" in text and "September 2026" in text
        assert pages("chair")("reserve", {}).status_code == 403
