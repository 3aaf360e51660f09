"""Money for a loan: what it covers, what is asked back, what is taken back, and the meeting sheet."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.contributions.queries import SheetView
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.queries import card_of, joint_owed
from anyelir.enterprise.fund.verifying import faults_of
from anyelir.ledger.actions import confirm_closing, propose_closing, reverse_entry
from anyelir.ledger.savings import saved_by
from anyelir.membership.actions import leave_body
from tests import factories as make
from tests.apps.enterprise.fund.conftest import LENT, MILLION, circle_of, product_of
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
State = Loan.State
OCTOBER, NOVEMBER = dt.date(2026, 10, 10), dt.date(2026, 11, 10)


def now(loan: Loan) -> Loan:
    return Loan.objects.select_related("plan").get(pk=loan.pk)


def close_month(ledger, by, cash_idr: int) -> None:
    second = make.user(name="Lilis")
    confirm_closing(proposal=propose_closing(ledger=ledger, counted_idr=cash_idr, by=by), by=second)


def test_two_instalments_at_once_make_nobody_late_next_month(circle):
    loan = circle.lend()
    circle.pay(loan, 230_000, OCTOBER)
    card = card_of(now(loan), dt.date(2026, 12, 1))
    assert (card.standing.missed, card.arrears_idr, now(loan).next_due_on) == (0, 0, dt.date(2026, 12, 31))
    assert now(loan).paid_service_idr == 30_000


def test_a_payment_in_two_parts_is_that_in_one(circle):
    one, two = circle.lend(0), circle.lend(1)
    circle.pay(one, 270_000)
    circle.pay(two, 130_000)
    circle.pay(two, 140_000)
    for name in ("paid_principal_idr", "paid_service_idr", "next_due_on", "at_risk_on", "state"):
        assert getattr(now(one), name) == getattr(now(two), name)


def test_money_ahead_lowers_the_debt_where_the_group_agreed_so(circle, by):
    falling = product_of(circle.fund, by, "Menurun", method="declining", ahead="principal")
    loan = circle.lend(product=falling)
    entry = circle.pay(loan, 115_000 + 300_000, OCTOBER)
    plan = now(loan).plan
    assert (plan.number, plan.why, plan.principal_idr, plan.months) == (2, "prepaid", 600_000, 6)
    assert plan.instalments.first().service_idr == 9_000 and faults_of(circle.fund) == []
    actions.take_back_payment(loan=loan, entry=entry, reason="Salah ketik", by=by)
    assert now(loan).plan.number == 1 and now(loan).outstanding_idr == MILLION
    assert faults_of(circle.fund) == []


def test_a_payment_before_a_new_plan_stays(circle, by):
    falling = product_of(circle.fund, by, "Menurun", method="declining", ahead="principal")
    loan = circle.lend(product=falling)
    first = circle.pay(loan, 15_000, OCTOBER)
    last = circle.pay(loan, 400_000, OCTOBER)
    take_back = {"loan": loan, "reason": "Salah", "by": by}
    assert code_of(actions.take_back_payment, entry=first, **take_back) == "plan_changed"
    actions.take_back_payment(entry=last, **take_back)
    actions.take_back_payment(entry=first, **take_back)
    assert now(loan).paid_service_idr == now(loan).paid_principal_idr == 0


def test_paid_off_today_the_later_charges_fall_away(circle, by):
    loan = circle.lend()
    circle.pay(loan, 115_000, OCTOBER)
    entry = actions.pay_off_loan(loan=loan, on=NOVEMBER, place="kas", by=by)
    assert sum(line.amount_idr for line in entry.lines.filter(account__code="kas")) == 915_000
    assert (now(loan).state, now(loan).paid_service_idr) == (State.PAID, 30_000)
    assert code_of(actions.pay_off_loan, loan=loan, on=NOVEMBER, place="kas", by=by) == "loan_closed"


def test_paid_off_with_all_charges_where_the_group_agreed_so(circle, by):
    whole = product_of(circle.fund, by, "Utuh", payoff="all")
    loan = circle.lend(product=whole)
    actions.pay_off_loan(loan=loan, on=OCTOBER, place="kas", by=by)
    assert (now(loan).state, now(loan).paid_service_idr) == (State.PAID, 150_000)


@pytest.mark.parametrize(
    ("surplus", "account"), [("save", "simpanan:sukarela"), ("hold", "titipan"), ("return", "")]
)
def test_more_than_owed_asks_what_becomes_of_it(circle, surplus, account):
    loan = circle.lend(months=1)
    assert code_of(circle.pay, loan, 1_030_000) == "over_debt"
    assert code_of(circle.pay, loan, 1_030_000, surplus="keep") == "surplus_unknown"
    assert now(loan).paid_principal_idr == 0
    circle.pay(loan, 1_030_000, surplus=surplus)
    assert now(loan).state == State.PAID and saved_by(circle.people[0]) == (15_000 if account else 0)
    assert circle.held["kas"] == 10_500_000 + 15_000 + (15_000 if account else 0)
    if account:
        assert circle.held[account] == 15_000
    # Nothing of it would be the loan's, so nobody could take it back.
    for after in ("", surplus):
        assert code_of(circle.pay, loan, 1_000, surplus=after) == "nothing_left"


@pytest.mark.parametrize("end", ["written_off", "forgiven"])
def test_a_payment_before_the_end_of_a_loan_stays(circle, end, by):
    loan = circle.lend()
    entry = circle.pay(loan, 115_000)
    actions.write_off_loan(loan=loan, end=end, meeting=circle.meeting, reason="Pindah jauh", by=by)
    back = {"loan": loan, "reason": "Salah tulis", "by": by}
    assert code_of(actions.take_back_payment, entry=entry, **back) == "loan_closed"
    assert circle.held["pinjaman"] == 0
    if end == "written_off":
        late = circle.pay(loan, 50_000, make.today())
        assert now(loan).recovered_idr == 50_000
        actions.take_back_payment(entry=late, **back)
    assert now(loan).recovered_idr == 0 and now(loan).paid_principal_idr == 100_000


def test_what_is_held_for_her_is_paid_out(circle, by):
    loan = circle.lend(months=1)
    circle.pay(loan, 1_030_000, surplus="hold")
    given = {"fund": circle.fund, "person": circle.people[0], "on": OCTOBER, "place": "kas", "by": by}
    assert code_of(actions.pay_held, account="pinjaman", amount_idr=1, **given) == "account_not_held"
    assert code_of(actions.pay_held, account="titipan", amount_idr=0, **given) == "amount_not_positive"
    assert code_of(actions.pay_held, account="titipan", amount_idr=15_001, **given) == "not_enough"
    other = make.body_member(make.body(make.region("32.01.01.1010/RW015", "RW 15")))
    away = given | {"person": other}
    assert code_of(actions.pay_held, account="titipan", amount_idr=1, **away) == "not_of_body"
    actions.pay_held(account="titipan", amount_idr=15_000, **given)
    assert circle.held["titipan"] == 0 == saved_by(circle.people[0])


def test_who_left_still_pays_and_does_not_save(circle, by):
    loan = circle.lend(months=1)
    leave_body(person=circle.people[0], until=dt.date(2026, 10, 1), by=by)
    circle.pay(loan, 115_000)
    assert now(loan).paid_service_idr == 15_000
    assert code_of(circle.pay, loan, MILLION, surplus="save") == "party_left"
    circle.pay(loan, MILLION, surplus="hold")
    assert now(loan).state == State.PAID


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"amount_idr": 0}, "amount_not_positive"),
        ({"amount_idr": -115_000}, "amount_not_positive"),
        ({"on": dt.date(2026, 9, 14)}, "before_loan"),
        ({"on": dt.date(2090, 1, 1)}, "date_ahead"),
        ({"place": "modal:awal"}, "place_unknown"),
    ],
)
def test_a_payment_that_cannot_be(circle, fields, code):
    loan = circle.lend()
    assert code_of(circle.pay, loan, **{"amount_idr": 115_000, **fields}) == code
    assert now(loan).paid_principal_idr == 0


def test_before_disbursement_there_is_nothing_to_pay(circle):
    assert code_of(circle.pay, circle.decide(circle.ask()), 115_000) == "not_disbursed"


def test_in_a_closed_month_it_is_booked_on_the_first_open_day_with_a_note(circle, by):
    loan = circle.lend()
    close_month(circle.ledger, by, 9_500_000)
    close_month(circle.ledger, by, 9_500_000)
    entry = circle.pay(loan, 115_000, dt.date(2026, 10, 28))
    assert entry.on == dt.date(2026, 11, 1) and "diterima 28 Oktober 2026" in entry.words


def test_received_in_the_old_month_it_pays_off_what_was_owed_then(circle, by):
    loan = circle.lend()
    close_month(circle.ledger, by, 9_500_000)
    close_month(circle.ledger, by, 9_500_000)
    actions.pay_off_loan(loan=loan, on=dt.date(2026, 10, 28), place="kas", by=by)
    assert (now(loan).state, now(loan).paid_service_idr) == (State.PAID, 15_000)


def test_a_payment_is_taken_back_where_it_was_made(circle, by):
    loan, other = circle.lend(months=1), circle.lend(1)
    entry = circle.pay(loan, 1_015_000)
    assert now(loan).state == State.PAID
    assert code_of(reverse_entry, entry=entry, on=OCTOBER, reason="Salah", by=by) == "source_decides"
    take_back = {"entry": entry, "reason": "Salah", "by": by}
    assert code_of(actions.take_back_payment, loan=other, **take_back) == "not_of_loan"
    actions.take_back_payment(loan=loan, **take_back)
    assert (now(loan).state, now(loan).closed_on, now(loan).next_due_on) == (
        State.RUNNING,
        None,
        dt.date(2026, 10, 31),
    )
    assert code_of(actions.take_back_payment, loan=loan, **take_back) == "reversed_already"


def test_a_payment_stays_when_she_borrowed_again(circle, by):
    loan = circle.lend(months=1)
    entry = circle.pay(loan, 1_015_000)
    circle.lend()
    assert code_of(actions.take_back_payment, loan=loan, entry=entry, reason="x", by=by) == "loan_running"
    assert now(loan).state == State.PAID


def test_joint_savings_pay_for_who_cannot_and_she_pays_them_back(table, by):
    circle = circle_of(table, by, joint_percent=10, cash_idr=10 * MILLION)
    weak, strong, third = circle.lend(0), circle.lend(1), circle.lend(2, 2 * MILLION)
    assert circle.held["tanggung-renteng"] == 400_000 and circle.held["kas"] == 6_900_000
    cover = {"loan": weak, "meeting": circle.meeting, "by": by}
    assert code_of(actions.cover_from_joint, amount_idr=0, **cover) == "amount_not_positive"
    assert code_of(actions.cover_from_joint, amount_idr=400_001, **cover) == "joint_short"
    actions.cover_from_joint(amount_idr=130_000, **cover)
    assert now(weak).paid_principal_idr + now(weak).paid_service_idr == 130_000
    # Her own 100,000 first, then by weight 1 : 2.
    assert joint_owed(weak) == {
        str(strong.body_member_id): 10_000,
        str(third.body_member_id): 20_000,
    }
    back = {"loan": weak, "on": NOVEMBER, "place": "kas", "by": by}
    assert code_of(actions.give_back_joint, amount_idr=0, **back) == "amount_not_positive"
    assert code_of(actions.give_back_joint, amount_idr=30_001, **back) == "over_debt"
    actions.give_back_joint(amount_idr=30_000, **back)
    assert joint_owed(weak) == {} and circle.held["tanggung-renteng"] == 300_000
    held = {
        "fund": circle.fund,
        "account": "tanggung-renteng",
        "amount_idr": 1,
        "on": NOVEMBER,
        "place": "kas",
    }
    assert code_of(actions.pay_held, person=circle.people[1], by=by, **held) == "loan_running"
    assert faults_of(circle.fund) == []


def test_joint_savings_pay_no_more_than_is_owed(table, by):
    circle = circle_of(table, by, joint_percent=50, cash_idr=10 * MILLION)
    weak = circle.lend(0, 100_000, 1)
    circle.lend(1)
    cover = {"loan": weak, "meeting": circle.meeting, "by": by}
    assert code_of(actions.cover_from_joint, amount_idr=500_000, **cover) == "over_debt"


def sheet_of(circle, on=dt.date(2026, 11, 20), **instalments: int):
    """A sheet on which people (by place) brought an instalment."""
    table = circle.table
    table.start(on)
    for place, amount_idr in instalments.items():
        table.save([table.row(table.people[int(place[1:])], angsuran=amount_idr)])
    table.save(
        [table.row(person) for place, person in enumerate(table.people) if f"p{place}" not in instalments]
    )
    return table


def close(table, cash_idr: int):
    closers = dict(zip(("chair", "keeper", "witness"), table.people, strict=False))
    table.save(notes={1_000: cash_idr // 1_000, 100: cash_idr % 1_000 // 100}, **closers)
    return table.close()


def test_the_sheet_asks_this_months_instalment_and_tells_of_no_other(circle):
    circle.lend()
    circle.pay(circle.lend(1), 345_000, OCTOBER)
    table = sheet_of(circle)
    cells = {row.person.number: row.cells[0] for row in SheetView(table.now).rows}
    assert cells[1].column.key == "angsuran"
    assert [cells[number].agreed_idr for number in (1, 2, 3)] == [115_000, 0, None]
    assert [cells[number].is_open for number in (1, 2, 3)] == [True, True, False]


def test_the_sheet_pays_the_oldest_first_and_taken_back_the_loan_follows(circle):
    loan = circle.lend()
    table = sheet_of(circle, p0=230_000)
    entry = close(table, 9_500_000 + 230_000).entry
    assert (now(loan).paid_service_idr, now(loan).paid_principal_idr) == (30_000, 200_000)
    assert {line.account.code for line in entry.lines.all()} == {"kas", "jasa", "pinjaman"}
    assert (
        code_of(actions.take_back_payment, loan=loan, entry=entry, reason="x", by=circle.by) == "not_of_loan"
    )
    table.undo()
    assert (now(loan).paid_service_idr, now(loan).paid_principal_idr) == (0, 0)
    assert faults_of(circle.fund) == []


def test_more_than_owed_on_the_sheet_is_asked_about_and_nothing_is_lost(circle):
    loan = circle.lend(months=1)
    table = sheet_of(circle, p0=1_020_000)
    assert code_of(close, table, 9_500_000 + 1_020_000) == "over_debt"
    assert table.now.is_open and now(loan).paid_principal_idr == 0
    table.save([table.row(table.people[0], angsuran=1_015_000, simpanan__sukarela=5_000)])
    close(table, 9_500_000 + 1_020_000)
    assert now(loan).state == State.PAID and saved_by(circle.people[0]) == 5_000


def test_money_for_an_instalment_of_nobodys_loan_is_asked_about(circle):
    assert code_of(close, sheet_of(circle, p2=10_000), 10_510_000) == "over_debt"


def test_two_loans_on_one_row_first_what_is_due_of_each(circle, by):
    other = product_of(circle.fund, by, "Pinjaman darurat", method="none", rate_percent=0)
    first, second = circle.lend(), circle.lend(amount_idr=500_000, months=5, product=other)
    # October and November of both are 230,000 and 200,000; the rest goes ahead into the older one.
    close(sheet_of(circle, p0=450_000), 9_000_000 + 450_000)
    assert now(first).paid_principal_idr + now(first).paid_service_idr == 250_000
    assert now(second).paid_principal_idr == 200_000


def test_a_sheet_whose_loan_changed_meanwhile_stays_open(circle):
    loan = circle.lend(months=1)
    table = sheet_of(circle, p0=1_015_000)
    circle.pay(loan, 500_000, dt.date(2026, 11, 19))
    assert code_of(close, table, 9_500_000 + 1_515_000) == "over_debt"
    assert table.now.is_open and now(loan).paid_principal_idr == 485_000


def test_the_database_itself_refuses_more_than_the_loan(circle):
    from django.db import IntegrityError, transaction

    loan = circle.lend()
    for fields in (
        {"paid_principal_idr": MILLION + 1},
        {"paid_principal_idr": -1},
        {"paid_service_idr": 150_001},
        {"recovered_idr": MILLION + 1},
        {"state": "paid"},
        {"state": "written_off"},
    ):
        with (
            pytest.raises(IntegrityError, match="paid_within_the_loan|loan_state_is_whole"),
            transaction.atomic(),
        ):
            Loan.objects.filter(pk=loan.pk).update(**fields)


def test_a_loan_that_no_longer_agrees_with_its_lines_is_a_fault(circle):
    loan = circle.lend()
    circle.pay(loan, 115_000)
    assert faults_of(circle.fund) == []
    Loan.objects.filter(pk=loan.pk).update(paid_principal_idr=90_000)
    assert len(faults_of(circle.fund)) == 1


def test_lent_on_the_day_of_the_terms(circle):
    assert circle.lend().disbursed_on == LENT
