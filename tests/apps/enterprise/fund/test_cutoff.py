"""Old books taken over: both sides agree, two witnesses see it, and what was lent goes on as it was."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyelir.documents.booklet import booklet_pdf
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.actions.cutoff import old_terms
from anyelir.enterprise.fund.models import CutOff, CutOffBalance, CutOffLoan, Loan
from anyelir.enterprise.fund.old_books import OldBalance, OldBooks, cutoff_of
from anyelir.enterprise.fund.papers import cutoff_record
from anyelir.enterprise.fund.queries import card_of
from anyelir.enterprise.fund.verifying import faults_of
from anyelir.ledger.models import LedgerEntry
from anyelir.ledger.savings import saved_by
from anyelir.ledger.verifying import faults_of as faults_of_books
from tests import factories as make
from tests.apps.contributions.conftest import OPENED
from tests.apps.enterprise.fund.conftest import MILLION, product_of
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fill(circle, by):
    """``fill()`` writes old books of which both sides are 3,500,000; amounts given by account change them."""

    def write(**changed):
        group = {"kas": 1_000_000, "bank": 1_500_000, "modal:bergulir": 2_900_000} | changed
        rows = [OldBalance(code, None, amount) for code, amount in group.items()]
        saved = [
            ("simpanan:pokok", 0, 100_000),
            ("simpanan:wajib", 0, 300_000),
            ("simpanan:wajib", 1, 200_000),
        ]
        rows += [OldBalance(code, circle.people[no], amount) for code, no, amount in saved]
        actions.save_cutoff(fund=circle.fund, balances=rows, by=by)
        return lend(circle, by)

    return write


def lend(circle, by, no=2, **changed) -> CutOff:
    facts = {
        "purpose": "Warung",
        "principal_idr": MILLION,
        "service_idr": 90_000,
        "months": 6,
        "first_month": dt.date(2026, 10, 1),
    }
    facts |= {"person": circle.people[no], "product": circle.product, **changed}
    return actions.keep_cutoff_loan(fund=circle.fund, by=by, **facts)


def close(circle, by, **changed) -> CutOff:
    sheet = cutoff_of(circle.fund)
    given = {"witnesses": circle.people[3:5], "seen": sheet.version, "by": by, **changed}
    return actions.close_cutoff(cutoff=sheet, **given)


class TestFilling:
    def test_a_draft_books_nothing(self, circle, fill):
        before = LedgerEntry.objects.count()
        old = OldBooks(fill())
        assert (old.assets_idr, old.claims_idr, old.difference_idr) == (3_500_000, 3_500_000, 0)
        assert LedgerEntry.objects.count() == before and not Loan.objects.exists()
        assert (old.members_idr, old.group_idr, old.lent_idr) == (600_000, 2_900_000, MILLION)

    def test_an_amount_is_corrected_and_nothing_takes_it_out(self, circle, fill, by):
        fill()
        actions.save_cutoff(
            fund=circle.fund, balances=[OldBalance("kas", None, 7), OldBalance("bank", None, 0)], by=by
        )
        sheet = cutoff_of(circle.fund)
        group = {row.account: row.amount_idr for row in sheet.balances.filter(body_member=None)}
        assert group == {"kas": 7, "modal:bergulir": 2_900_000}

    def test_a_loan_of_the_same_kind_again_corrects_it(self, circle, fill, by):
        fill()
        lend(circle, by, months=4)
        [row] = CutOffLoan.objects.all()
        assert row.months == 4
        actions.drop_cutoff_loan(row=row, by=by)
        assert not CutOffLoan.objects.exists()

    @pytest.mark.parametrize(
        ("account", "person", "amount", "code"),
        [
            ("kas", 0, 5, "account_unknown"),
            ("simpanan:wajib", None, 5, "account_unknown"),
            ("pinjaman", 0, 5, "account_unknown"),
            ("modal:program", None, 5, "account_unknown"),
            ("kas", None, -1, "amount_out_of_range"),
            ("kas", None, 100_000_000_001, "amount_out_of_range"),
        ],
    )
    def test_a_wrong_amount_is_refused(self, circle, by, account, person, amount, code):
        row = OldBalance(account, circle.people[person] if person is not None else None, amount)
        assert code_of(actions.save_cutoff, fund=circle.fund, balances=[row], by=by) == code
        assert not CutOff.objects.exists()

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"purpose": "\u200b"}, "purpose_missing"),
            ({"principal_idr": 0}, "amount_out_of_range"),
            ({"service_idr": -1}, "amount_out_of_range"),
            ({"months": 0}, "months_out_of_range"),
            ({"months": 61}, "months_out_of_range"),
            ({"first_month": dt.date(2026, 9, 2)}, "first_month_out_of_range"),
            ({"first_month": dt.date(2021, 8, 1)}, "first_month_out_of_range"),
            ({"first_month": dt.date(2027, 10, 1)}, "first_month_out_of_range"),
        ],
    )
    def test_a_wrong_loan_is_refused(self, circle, by, changed, code):
        assert code_of(lend, circle, by, **changed) == code

    def test_nobody_and_nothing_of_another_group(self, circle, by):
        from tests.apps.contributions.conftest import table_of
        from tests.apps.enterprise.fund.conftest import circle_of

        other = circle_of(table_of(make.region("32.01.01.1010/RW014/RT003/DW02", "Kenanga"), 2, by=by), by)
        stranger = other.people[0]
        row = OldBalance("simpanan:wajib", stranger, 5)
        assert code_of(actions.save_cutoff, fund=circle.fund, balances=[row], by=by) == "not_of_body"
        assert code_of(lend, circle, by, person=stranger) == "not_of_body"
        assert code_of(lend, circle, by, product=other.product) == "product_ended"

    def test_a_plan_that_cannot_be_is_said_at_once(self, circle, by):
        coarse = product_of(circle.fund, by, "Bulat", rounding_idr=MILLION)
        assert code_of(lend, circle, by, product=coarse, months=6) == "rounding_too_coarse"


class TestClosing:
    def test_books_begin_with_what_the_old_ones_ended(self, circle, fill, by):
        fill()
        held, sheet = circle.held, close(circle, by)
        moved = {code: idr - held[code] for code, idr in circle.held.items() if idr != held[code]}
        assert moved == {
            "kas": 1_000_000, "bank": 1_500_000, "pinjaman": MILLION, "modal:bergulir": 2_900_000,
            "simpanan:pokok": 100_000, "simpanan:wajib": 500_000,
        }  # fmt: skip
        assert (sheet.entry.on, sheet.entry.kind) == (OPENED, "fund.cutoff")
        assert [saved_by(circle.people[no]) for no in range(3)] == [400_000, 200_000, 0]
        assert faults_of(circle.fund) == [] and faults_of_books(circle.ledger) == []

    def test_a_loan_goes_on_with_what_is_left_of_it(self, circle, fill, by):
        fill()
        close(circle, by)
        loan = Loan.objects.get()
        assert (loan.state, loan.outstanding_idr, loan.service_idr) == ("running", MILLION, 90_000)
        rows = [(row.due_on, row.principal_idr, row.service_idr) for row in loan.plan.instalments.all()]
        assert rows[0] == (dt.date(2026, 10, 31), 166_666, 15_000)
        assert rows[-1] == (dt.date(2027, 3, 31), 166_670, 15_000) and loan.plan.why == "cutoff"
        circle.pay(loan, 181_666)
        assert card_of(Loan.objects.select_related("plan").get(), dt.date(2026, 11, 1)).standing.missed == 0
        assert faults_of(circle.fund) == []

    def test_who_was_late_is_as_late_as_before(self, circle, fill, by):
        fill()
        lend(circle, by, first_month=dt.date(2026, 6, 1))
        close(circle, by)
        loan = Loan.objects.get()
        # June, July and August are over on 1 September; three of them make the group count.
        assert card_of(loan, OPENED).standing.missed == 3
        assert loan.at_risk_on == OPENED

    def test_a_declining_loan_is_charged_on_what_is_left(self, circle, by):
        falling = product_of(circle.fund, by, "Menurun", method="declining", ahead="principal")
        lend(circle, by, product=falling, service_idr=0, months=10)
        plan = old_terms(CutOffLoan.objects.get())
        assert (plan.method, plan.rate_percent_per_month, plan.carried_service_idr) == (
            "declining",
            falling.rate_percent,
            0,
        )

    def test_what_differs_is_asked_about_and_goes_to_the_programme(self, circle, fill, by):
        fill(kas=1_000_050)
        assert code_of(close, circle, by) == "not_balanced"
        assert not Loan.objects.exists() and cutoff_of(circle.fund).is_open
        before = circle.held["modal:program"]
        close(circle, by, takes_rest=True)
        assert circle.held["modal:program"] - before == 50

    def test_a_rest_below_zero_lowers_the_capital(self, circle, fill, by):
        fill(kas=999_950)
        before = circle.held["modal:program"]
        close(circle, by, takes_rest=True)
        assert circle.held["modal:program"] - before == -50 and faults_of_books(circle.ledger) == []

    def test_two_witnesses_of_the_group_are_needed(self, circle, fill, by):
        fill()
        for witnesses in ((), circle.people[:1], [circle.people[0]] * 2, circle.people[:3]):
            assert code_of(close, circle, by, witnesses=witnesses) == "witness_missing"
        stranger = make.body_member(make.body(make.region("32.01.01.1010/RW014/RT004", "RT 4")), "Wati")
        assert code_of(close, circle, by, witnesses=[circle.people[0], stranger]) == "not_of_body"

    def test_what_changed_since_it_was_read_is_read_again(self, circle, fill, by):
        seen = fill().version
        lend(circle, by, 1)
        assert code_of(close, circle, by, seen=seen) == "changed_since"

    def test_an_empty_sheet_is_not_closed(self, circle, by):
        actions.save_cutoff(fund=circle.fund, balances=[OldBalance("kas", None, 0)], by=by)
        assert code_of(close, circle, by) == "cutoff_empty"

    def test_whoever_borrowed_here_already_does_not_begin_again(self, circle, fill, by):
        fill()
        circle.lend(2)
        assert code_of(close, circle, by) == "loan_running"
        assert cutoff_of(circle.fund).is_open and Loan.objects.count() == 1

    def test_it_is_closed_once_and_stays(self, circle, fill, by):
        fill()
        sheet = close(circle, by)
        assert code_of(close, circle, by) == "cutoff_closed"
        assert code_of(lend, circle, by) == "cutoff_closed"
        row = CutOffLoan.objects.get()
        assert code_of(actions.drop_cutoff_loan, row=row, by=by) == "cutoff_closed"
        zero = [OldBalance("kas", None, 0)]
        assert code_of(actions.save_cutoff, fund=circle.fund, balances=zero, by=by) == "cutoff_closed"
        with pytest.raises(IntegrityError), transaction.atomic():
            CutOff.objects.filter(pk=sheet.pk).update(entry=None, witness_one=None)

    def test_its_entry_is_taken_back_by_nobody_else(self, circle, fill, by):
        from anyelir.ledger.actions import reverse_entry

        fill()
        entry = close(circle, by).entry
        assert code_of(reverse_entry, entry=entry, on=OPENED, reason="Salah", by=by) == "source_decides"

    def test_the_same_form_twice_closes_once(self, circle, fill, by):
        fill()
        op_id = "01a22796-3050-7e2d-81d3-13da2cc6a577"
        first = close(circle, by, op_id=op_id, seen=2)
        sheet = cutoff_of(circle.fund)
        again = actions.close_cutoff(cutoff=sheet, witnesses=circle.people[3:5], seen=2, by=by, op_id=op_id)
        assert again == first and LedgerEntry.objects.filter(kind="fund.cutoff").count() == 1


class TestDatabase:
    def test_one_amount_of_an_account(self, circle, fill):
        sheet = fill()
        for person in (None, circle.people[0]):
            account = "kas" if person is None else "simpanan:wajib"
            with pytest.raises(IntegrityError), transaction.atomic():
                CutOffBalance.objects.create(cutoff=sheet, account=account, body_member=person, amount_idr=1)

    @pytest.mark.parametrize("wrong", [{"entry": True}, {"witness": True}])
    def test_closed_means_entry_and_two_different_witnesses(self, circle, fill, wrong):
        sheet, person = fill(), circle.people[0]
        values = {"witness_one": person, "witness_two": person} if "witness" in wrong else {}
        entry = LedgerEntry.objects.first()
        with pytest.raises(IntegrityError), transaction.atomic():
            CutOff.objects.filter(pk=sheet.pk).update(entry=entry, **values)


def test_the_record_names_each_balance_and_both_witnesses(circle, fill, by):
    fill(kas=1_000_050)
    titles = {account.code: account.title for account in circle.ledger.accounts.all()}
    text = str(cutoff_record(OldBooks(cutoff_of(circle.fund)), titles))
    for shown in (
        "Konsep",
        "1 Ibu 1, Simpanan wajib",
        "300.000",
        "Warung",
        "Selisih Rp 50",
        "Modal awal dana bergulir",
    ):
        assert shown in text, shown
    close(circle, by, takes_rest=True)
    record = cutoff_record(OldBooks(cutoff_of(circle.fund)), titles)
    assert [name for _role, name in record.signs] == ["", "", "Ibu 4", "Ibu 5"]
    assert booklet_pdf(record).startswith(b"%PDF") and io.BytesIO(booklet_pdf(record))


AMOUNT = st.integers(0, 5_000_000)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    group=st.fixed_dictionaries(
        dict.fromkeys(("kas", "bank", "modal:bergulir", "cadangan:umum", "hutang"), AMOUNT)
    ),
    saved=st.lists(AMOUNT, min_size=6, max_size=6),
    lent=st.lists(
        st.tuples(st.integers(1, 3_000_000), st.integers(0, 300_000), st.integers(1, 12)), max_size=6
    ),
)
def test_any_old_books_are_taken_over_to_the_rupiah(circle, by, group, saved, lent):
    """Cards equal the journal, savings equal what was typed, and both sides of the new books agree."""
    with transaction.atomic():
        rows = [OldBalance(code, None, amount) for code, amount in group.items()]
        people = circle.people
        rows += [OldBalance("simpanan:wajib", person, idr) for person, idr in zip(people, saved, strict=True)]
        actions.save_cutoff(fund=circle.fund, balances=rows, by=by)
        for no, (principal, service, months) in enumerate(lent):
            facts = {"principal_idr": principal, "service_idr": service, "months": months}
            lend(circle, by, no, first_month=dt.date(2026, 1 + months // 2, 1), **facts)
        before = circle.held
        if OldBooks(cutoff_of(circle.fund)).is_empty:
            assert code_of(close, circle, by, takes_rest=True) == "cutoff_empty"
        else:
            close(circle, by, takes_rest=True)
            assert [saved_by(person) for person in people] == saved
            assert circle.held["pinjaman"] - before["pinjaman"] == sum(each[0] for each in lent)
            assert circle.held["kas"] - before["kas"] == group["kas"]
            assert faults_of(circle.fund) == [] and faults_of_books(circle.ledger) == []
        transaction.set_rollback(True)
