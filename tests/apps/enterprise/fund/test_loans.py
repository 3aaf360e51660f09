"""A loan from its request to its end, and what each step refuses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import FundTerms, Loan
from anyelir.enterprise.fund.queries import card_of, card_rows, terms_on
from anyelir.ledger.savings import saved_by
from anyelir.membership.actions import leave_body
from tests import factories as make
from tests.apps.enterprise.fund.conftest import LENT, MET, MILLION, held_meeting, product_of
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
State = Loan.State


def test_a_million_flat_over_ten_months_asks_115_000_each(circle):
    loan = circle.lend()
    rows = list(loan.plan.instalments.all())
    assert [(row.principal_idr, row.service_idr) for row in rows] == [(100_000, 15_000)] * 10
    assert (rows[0].due_on, rows[-1].due_on) == (dt.date(2026, 10, 31), dt.date(2027, 7, 31))
    assert rows[-1].cum_principal_idr == MILLION and rows[-1].cum_service_idr == loan.service_idr == 150_000
    assert (loan.state, loan.next_due_on, loan.at_risk_on) == (
        State.RUNNING,
        dt.date(2026, 10, 31),
        dt.date(2027, 1, 1),
    )
    assert circle.held["pinjaman"] == MILLION and circle.held["kas"] == 9_500_000


def test_declining_begins_with_115_000_and_ends_with_101_500(circle, by):
    falling = product_of(circle.fund, by, "Menurun", method="declining", ahead="principal")
    rows = list(circle.lend(product=falling).plan.instalments.all())
    assert (rows[0].amount_idr, rows[-1].amount_idr) == (115_000, 101_500)
    assert sum(row.service_idr for row in rows) == 82_500


def test_a_million_over_seven_sums_to_the_rupiah(circle):
    rows = circle.lend(months=7).plan.instalments.all()
    assert [row.principal_idr for row in rows] == [142_857] * 6 + [142_858]


def test_from_request_to_paid(circle):
    loan = circle.lend(months=2)
    assert [row.principal_idr for row in card_rows(loan)] == [0]
    circle.pay(loan, 515_000, dt.date(2026, 10, 10))
    loan.refresh_from_db()
    assert (loan.state, loan.paid_principal_idr, loan.paid_service_idr) == (State.RUNNING, 500_000, 15_000)
    circle.pay(loan, 515_000, dt.date(2026, 11, 10))
    loan.refresh_from_db()
    assert (loan.state, loan.closed_on, loan.next_due_on) == (State.PAID, dt.date(2026, 11, 10), None)
    assert [row.balance_idr for row in card_rows(loan)] == [MILLION, 500_000, 0]
    assert circle.held["pinjaman"] == 0 and circle.held["jasa"] == 30_000


def test_what_she_owes_the_body_is_not_what_it_keeps_for_her(circle):
    circle.lend()
    assert saved_by(circle.people[0]) == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"amount_idr": 0}, "amount_not_positive"),
        ({"amount_idr": -5}, "amount_not_positive"),
        ({"amount_idr": 6 * MILLION}, "over_limit"),
        ({"months": 13}, "months_out_of_range"),
        ({"months": 0}, "months_out_of_range"),
        ({"purpose": "  "}, "purpose_missing"),
        ({"on": dt.date(2026, 8, 31)}, "fund_not_open"),
        ({"on": dt.date(2090, 1, 1)}, "date_ahead"),
    ],
)
def test_a_request_that_cannot_be(circle, fields, code):
    assert code_of(circle.ask, **fields) == code
    assert not Loan.objects.exists()


def test_who_left_neither_borrows_nor_gets_what_was_approved(circle, by):
    loan = circle.decide(circle.ask())
    leave_body(person=circle.people[0], until=dt.date(2026, 9, 11), by=by)
    leave_body(person=circle.people[1], until=dt.date(2026, 9, 11), by=by)
    assert code_of(circle.disburse, loan) == "party_left"
    assert code_of(circle.ask, 1, on=dt.date(2026, 9, 20)) == "party_left"


def test_a_stranger_and_a_product_that_is_not_in_force(circle, by):
    other = make.body_member(make.body(make.region("32.01.01.1010/RW015", "RW 15")))
    circle.table.people.append(other)
    assert code_of(circle.ask, -1) == "not_of_body"
    later = product_of(circle.fund, by, "Pinjaman musim hujan", on=dt.date(2026, 10, 1))
    assert code_of(circle.ask, product=later) == "product_ended"
    assert actions.end_product(product=later, by=by).until == make.today()
    assert code_of(actions.end_product, product=later, by=by) == "product_ended"


def test_one_loan_of_a_kind_at_a_time(circle, by):
    circle.ask()
    assert code_of(circle.ask) == "loan_running"
    other = product_of(circle.fund, by, "Pinjaman darurat", method="none", rate_percent=Decimal(0))
    assert circle.ask(product=other).number == 2


def test_a_decision_needs_a_quorum(circle):
    loan = circle.ask()
    assert code_of(circle.decide, loan, meeting=circle.meet(dt.date(2026, 9, 11), here=2)) == "quorum_missing"
    assert code_of(circle.decide, loan, meeting=None) == "needs_decision"
    loan.refresh_from_db()
    assert loan.state == State.REQUESTED
    assert circle.decide(loan, meeting=circle.meet(dt.date(2026, 9, 12), here=3)).state == State.APPROVED


def test_a_decision_of_another_body_or_of_no_meeting(circle, by):
    loan = circle.ask()
    elsewhere = make.body(make.region("32.01.01.1010/RW015", "RW 15"))
    away = held_meeting(elsewhere, MET, [], by)
    assert code_of(circle.decide, loan, meeting=away) == "meeting_elsewhere"
    assert code_of(circle.decide, loan, meeting=circle.meet(dt.date(2026, 9, 1))) == "decided_before"
    to_come = circle.meet(make.today() + dt.timedelta(days=9), here=0)
    assert code_of(circle.decide, loan, meeting=to_come) == "meeting_not_held"


def test_the_group_may_approve_less_and_never_more(circle):
    loan = circle.ask()
    assert code_of(circle.decide, loan, amount_idr=MILLION + 1) == "over_request"
    loan = circle.decide(loan, amount_idr=600_000, months=6, remark="Disetujui 600 ribu")
    assert (loan.principal_idr, loan.months) == (600_000, 6)
    assert code_of(circle.decide, loan) == "decided_already"


def test_declined_it_is_over(circle):
    loan = circle.decide(circle.ask(), is_approved=False)
    assert (loan.state, loan.closed_on) == (State.DECLINED, MET)
    assert code_of(circle.disburse, loan) == "not_approved"
    assert circle.ask().number == 2


def test_nobody_writes_down_a_decision_on_her_own_loan(circle, by):
    borrower = circle.people[0]
    member = make.member(circle.body.region, "Ibu 1", user=by)
    type(borrower).objects.filter(pk=borrower.pk).update(member=member)
    loan = circle.ask()
    assert code_of(circle.decide, loan) == "same_person"
    chair = make.user("lilis", "Lilis")
    assert code_of(circle.disburse, circle.decide(loan, by=chair)) == "same_person"


def test_disbursement_needs_the_signature_the_money_and_the_day(circle):
    loan = circle.decide(circle.ask())
    assert code_of(circle.disburse, loan, is_signed=False) == "not_signed"
    assert code_of(circle.disburse, loan, on=dt.date(2026, 9, 9)) == "before_decision"
    assert code_of(circle.disburse, loan, place="modal:awal") == "place_unknown"
    assert code_of(circle.disburse, loan, place="bank") == "not_enough"
    loan.refresh_from_db()
    assert loan.state == State.APPROVED and not loan.plans.exists() and circle.held["pinjaman"] == 0


def test_what_was_not_paid_back_can_be_taken_back_whole(circle, by):
    asked, lent = circle.ask(1), circle.lend()
    assert code_of(actions.cancel_loan, loan=asked, reason=" ", by=by) == "reason_missing"
    assert actions.cancel_loan(loan=asked, reason="Tidak jadi", by=by).state == State.CANCELLED
    assert actions.cancel_loan(loan=lent, reason="Salah orang", by=by).outstanding_idr == 0
    assert circle.held["pinjaman"] == 0 and circle.held["kas"] == 10_500_000
    assert code_of(actions.cancel_loan, loan=lent, reason="Lagi", by=by) == "loan_closed"


def test_what_was_paid_into_is_not_cancelled(circle, by):
    loan = circle.lend()
    circle.pay(loan, 1_000)
    assert code_of(actions.cancel_loan, loan=loan, reason="Salah", by=by) == "paid_into"


def test_rescheduled_the_principal_stands_and_unpaid_charges_stay_charges(circle, by):
    loan = circle.lend()
    circle.pay(loan, 115_000)
    meeting = circle.meet(dt.date(2026, 11, 20))
    loan = actions.replan_loan(loan=loan, meeting=meeting, months=12, reason="Anak sakit", by=by)
    assert loan.plan.number == 2 and loan.plan.principal_idr == 900_000
    assert sum(row.principal_idr for row in loan.plan.instalments.all()) == 900_000
    carried = loan.plan.carried_service_idr
    assert carried >= 15_000 and loan.plan.service_idr == 900_000 * 15 * 12 // 1000 + carried
    assert loan.service_idr == 15_000 + loan.plan.service_idr and loan.outstanding_idr == 900_000
    assert circle.held["pinjaman"] == 900_000


def test_rescheduling_needs_a_decision_and_a_reason(circle, by):
    loan = circle.lend()
    plan = {"loan": loan, "months": 12, "by": by}
    assert code_of(actions.replan_loan, meeting=None, reason="Sakit", **plan) == "needs_decision"
    assert code_of(actions.replan_loan, meeting=circle.meeting, reason="", **plan) == "reason_missing"
    assert code_of(actions.replan_loan, meeting=circle.meeting, reason="x", **plan | {"months": 0}) == (
        "months_out_of_range"
    )
    rate = {"rate_percent": Decimal(101)}
    assert code_of(actions.replan_loan, meeting=circle.meeting, reason="x", **plan | rate) == (
        "rate_out_of_range"
    )


def test_written_off_the_claim_stays_and_what_comes_is_income(circle, by):
    loan = circle.lend()
    loan = actions.write_off_loan(
        loan=loan, end="written_off", meeting=circle.meeting, reason="Pindah", by=by
    )
    assert circle.held["pinjaman"] == 0 and circle.held["biaya:cadangan"] == MILLION
    assert (loan.state, loan.outstanding_idr) == (State.WRITTEN_OFF, MILLION)
    circle.pay(loan, 250_000, make.today())
    loan.refresh_from_db()
    assert (loan.recovered_idr, loan.paid_principal_idr, loan.outstanding_idr) == (250_000, 0, 750_000)
    assert circle.held["pemulihan"] == 250_000
    assert code_of(circle.pay, loan, 750_001, make.today()) == "over_debt"


def test_forgiven_she_owes_nothing_and_the_reserve_pays_first(circle, by):
    from anyelir.ledger.actions import post_entry
    from anyelir.rules.journal import JournalLine

    lines = [JournalLine("biaya:cadangan", 300_000), JournalLine("cadangan:risiko", -300_000)]
    post_entry(ledger=circle.ledger, on=LENT, kind="expense", lines=lines, words="Cadangan", by=by)
    loan = circle.lend()
    end = {"loan": loan, "meeting": circle.meeting, "by": by}
    assert code_of(actions.write_off_loan, end="gone", reason="x", **end) == "end_unknown"
    assert code_of(actions.write_off_loan, end="forgiven", reason="", **end) == "reason_missing"
    loan = actions.write_off_loan(end="forgiven", reason="Meninggal dunia", **end)
    assert loan.outstanding_idr == 0
    assert (circle.held["cadangan:risiko"], circle.held["biaya:cadangan"]) == (0, MILLION)
    assert code_of(circle.pay, loan, 1_000, make.today()) == "loan_closed"
    assert code_of(actions.write_off_loan, reason="Lagi", **end | {"end": "forgiven"}) == "loan_closed"


def test_terms_follow_one_another(circle, by):
    later = {"fund": circle.fund, "max_loan_idr": 2 * MILLION, "quorum_percent": 60, "by": by}
    assert code_of(actions.set_terms, on=circle.fund.since, **later) == "terms_later"
    actions.set_terms(on=dt.date(2026, 10, 1), **later)
    assert terms_on(circle.fund, dt.date(2026, 9, 30)).quorum_percent == 50
    assert terms_on(circle.fund, dt.date(2026, 10, 1)).quorum_percent == 60
    assert FundTerms.objects.filter(until=None).count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"quorum_percent": 101}, "not_a_percent"),
        ({"joint_percent": -1}, "not_a_percent"),
        ({"max_loan_idr": 0}, "over_limit_of_books"),
        ({"scheme": "nine"}, "scheme_unknown"),
        ({"shares": {"members": Decimal(60), "reserve": Decimal(39)}}, "shares_not_100"),
        ({"shares": {"friends": Decimal(100)}}, "shares_not_100"),
    ],
)
def test_terms_that_cannot_be(circle, by, fields, code):
    given = {"max_loan_idr": MILLION, "quorum_percent": 50, **fields}
    on = dt.date(2026, 10, 1)
    assert code_of(actions.set_terms, fund=circle.fund, on=on, by=by, **given) == code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"name": "Pinjaman usaha"}, "product_exists"),
        ({"method": "compound"}, "choice_unknown"),
        ({"rate_percent": Decimal(101)}, "rate_out_of_range"),
        ({"rate_percent": Decimal(0)}, "rate_missing"),
        ({"method": "none"}, "rate_missing"),
        ({"months_max": 0}, "months_out_of_range"),
        ({"grace_months": 61}, "months_out_of_range"),
        ({"rounding_idr": 0}, "rounding_out_of_range"),
        ({"ahead": "principal", "payoff": "all"}, "ahead_saves_nothing"),
    ],
)
def test_products_that_cannot_be(circle, by, fields, code):
    given = {"name": "Pinjaman lain", **fields}
    assert code_of(product_of, circle.fund, by, **given) == code


def test_a_fund_is_opened_once_and_in_books_that_are_open(circle, by):
    values = {"max_loan_idr": MILLION, "quorum_percent": 50, "by": by}
    on = dt.date(2026, 9, 1)
    assert code_of(actions.open_fund, body=circle.body, on=on, **values) == "fund_exists"
    bare = make.body(make.region("32.01.01.1010/RW015", "RW 15"))
    assert code_of(actions.open_fund, body=bare, on=on, **values) == "no_ledger"


def test_the_effective_rate_of_a_flat_loan_is_what_she_reads(circle):
    from anyelir.rules.fund import effective_rate_percent

    card = card_of(circle.lend(), LENT)
    assert round(effective_rate_percent(card.schedule), 3) == 2.625
    assert card.schedule.service_total_idr == 150_000


def test_a_quorum_is_rounded_up(circle, by):
    """Sixty percent of six women are four."""
    terms = {"max_loan_idr": MILLION, "quorum_percent": 60, "on": dt.date(2026, 9, 12)}
    actions.set_terms(fund=circle.fund, by=by, **terms)
    loan = circle.ask()
    three, four = circle.meet(dt.date(2026, 9, 13), here=3), circle.meet(dt.date(2026, 9, 14), here=4)
    assert code_of(circle.decide, loan, meeting=three) == "quorum_missing"
    assert circle.decide(loan, meeting=four).state == Loan.State.APPROVED
