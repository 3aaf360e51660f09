"""Plans of loans and money paid on them: what holds for every loan, whatever is drawn."""

import dataclasses
import datetime as dt
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import fund
from anyelir.rules.dates import add_days, add_months
from anyelir.rules.months import last_day

DATES = st.dates()
NEAR_DATES = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
SOUND_TERMS = st.builds(
    fund.LoanTerms,
    principal_idr=st.integers(1, 10**12),
    months=st.integers(1, 60),
    rate_percent_per_month=st.decimals(0, 10, places=3),
    method=st.sampled_from(fund.ServiceChargeMethod),
    starts_on=NEAR_DATES,
    grace_months=st.integers(0, 12),
    rounding_idr=st.sampled_from([1, 1, 100, 1000]),
    carried_service_idr=st.sampled_from([0, 0, 1, 12_345]),
    ahead=st.sampled_from(fund.PaidAhead),
).filter(lambda loan: not fund.schedule(loan).problems)
ANY_TERMS = st.builds(
    fund.LoanTerms,
    principal_idr=st.integers(),
    months=st.integers(-5, 700),
    rate_percent_per_month=st.decimals(),
    method=st.sampled_from(fund.ServiceChargeMethod),
    starts_on=DATES,
    grace_months=st.integers(-5, 700),
    rounding_idr=st.integers(-1, 10**6),
    carried_service_idr=st.integers(-1, 10**6),
    ahead=st.sampled_from(fund.PaidAhead),
    payoff=st.sampled_from(fund.PayoffCharges),
)
PAID = st.builds(
    fund.Paid,
    principal_idr=st.integers(0, 10**12),
    service_idr=st.integers(0, 10**9),
)


def after(paid, divided):
    """What is paid when ``divided`` was booked too."""
    return fund.Paid(
        paid.principal_idr + divided.principal_idr, paid.service_idr + divided.service_idr, paid.waived_idr
    )


@given(SOUND_TERMS)
@settings(max_examples=60, deadline=None)
def test_a_plan_sums_exactly_and_each_month_ends_an_instalment(loan):
    plan = fund.schedule(loan)
    rows = plan.instalments
    assert len(rows) == loan.months and rows[-1].balance_idr == 0
    assert sum(row.principal_idr for row in rows) == loan.principal_idr
    assert plan.total_idr == loan.principal_idr + plan.service_total_idr
    first = add_months(loan.starts_on.replace(day=1), loan.grace_months + 1)
    assert [row.due_on for row in rows] == [last_day(add_months(first, step)) for step in range(loan.months)]
    assert all(row.service_idr >= 0 and row.principal_idr >= 0 for row in rows)
    exact = Fraction(loan.rate_percent_per_month) / 100
    own_charge = plan.service_total_idr - loan.carried_service_idr
    if loan.method is fund.ServiceChargeMethod.FLAT:
        assert abs(own_charge - loan.principal_idr * loan.months * exact) <= Fraction(1, 2)
    if loan.method is fund.ServiceChargeMethod.DECLINING:
        owed = [loan.principal_idr, *(row.balance_idr for row in rows[:-1])]
        assert abs(own_charge - sum(owed) * exact) <= Fraction(1, 2)


@given(SOUND_TERMS)
@settings(max_examples=60, deadline=None)
def test_all_but_the_last_are_round_and_no_more_than_one_step_above(loan):
    rounded, plain = fund.schedule(loan), fund.schedule(dataclasses.replace(loan, rounding_idr=1))
    for row, before in zip(rounded.instalments[:-1], plain.instalments[:-1], strict=True):
        assert loan.rounding_idr == 1 or row.total_idr % loan.rounding_idr == 0
        assert loan.method is fund.ServiceChargeMethod.DECLINING or (
            0 <= row.total_idr - before.total_idr < loan.rounding_idr
        )


@given(SOUND_TERMS)
@settings(max_examples=40, deadline=None)
def test_flat_costs_at_least_the_declining_loan(loan):
    loan = dataclasses.replace(loan, rounding_idr=1)
    flat, declining, none = (
        fund.schedule(dataclasses.replace(loan, method=method)).service_total_idr
        for method in fund.ServiceChargeMethod
    )
    assert flat >= declining >= none == loan.carried_service_idr


@given(SOUND_TERMS)
@settings(max_examples=40, deadline=None)
def test_free_months_never_make_a_loan_dearer(loan):
    plan = fund.schedule(loan)
    counted, left_out = (fund.effective_rate_percent(plan, with_grace=counted) for counted in (True, False))
    assert counted <= left_out + 1e-9
    assert loan.grace_months or counted == left_out


@given(ANY_TERMS)
@settings(max_examples=60, deadline=None)
def test_any_terms_give_instalments_or_problems(loan):
    plan = fund.schedule(loan)
    assert bool(plan.instalments) is not bool(plan.problems)
    fund.effective_rate_percent(plan)


@given(SOUND_TERMS, PAID, NEAR_DATES, NEAR_DATES)
@settings(max_examples=60, deadline=None)
def test_standing_balances_and_only_worsens_without_payment(loan, paid, first, second):
    plan, (early, late) = fund.schedule(loan), sorted((first, second))
    now, before = fund.standing(plan, paid, late), fund.standing(plan, paid, early)
    assert now.outstanding_idr - now.overpaid_idr == loan.principal_idr - paid.principal_idr
    assert now.outstanding_idr == before.outstanding_idr
    assert 0 <= before.missed <= now.missed <= loan.months
    assert before.arrears_principal_idr <= now.arrears_principal_idr <= now.outstanding_idr


@given(SOUND_TERMS, PAID, NEAR_DATES)
@settings(max_examples=80, deadline=None)
def test_at_risk_on_is_the_first_day_with_three_missed(loan, paid, on):
    plan = fund.schedule(loan)
    at_risk_on = fund.standing(plan, paid, on).at_risk_on
    last = fund.standing(plan, paid, dt.date(9999, 1, 1))
    if at_risk_on is None:
        assert last.missed < 3 or fund.standing(plan, paid, on).is_paid_off
    else:
        assert fund.standing(plan, paid, at_risk_on).missed >= 3
        assert fund.standing(plan, paid, add_days(at_risk_on, -1)).missed < 3


@given(SOUND_TERMS, PAID, st.integers(-(10**6), 10**13), NEAR_DATES)
@settings(max_examples=80, deadline=None)
def test_the_parts_of_a_payment_sum_to_it_and_never_pass_the_plan(loan, paid, amount, on):
    plan = fund.schedule(loan)
    divided = fund.allocate(plan, paid, amount, on)
    before, now = fund.standing(plan, paid, on), fund.standing(plan, after(paid, divided), on)
    assert divided.service_idr + divided.principal_idr + divided.left_idr == amount
    assert 0 <= divided.principal_idr <= before.outstanding_idr
    assert 0 <= divided.service_idr <= before.outstanding_service_idr
    assert now.missed <= before.missed
    if loan.ahead is fund.PaidAhead.NEXT:
        assert divided.ahead_idr == 0
        assert divided.left_idr <= 0 or now.is_paid_off


@given(SOUND_TERMS, st.integers(0, 10**13), st.integers(0, 10**13), NEAR_DATES)
@settings(max_examples=80, deadline=None)
def test_money_in_two_parts_of_one_day_is_the_same_money(loan, first, second, on):
    plan = fund.schedule(loan)
    whole = after(fund.Paid(), fund.allocate(plan, fund.Paid(), first + second, on))
    half = after(fund.Paid(), fund.allocate(plan, fund.Paid(), first, on))
    assert after(half, fund.allocate(plan, half, second, on)) == whole


def rows_of(plan):
    return [(row.due_on, row.principal_idr, row.service_idr) for row in plan.instalments]


@given(SOUND_TERMS, st.integers(0, 10**13), st.integers(0, 10**13), NEAR_DATES)
@settings(max_examples=80, deadline=None)
def test_two_parts_are_the_same_over_the_new_plan_between_them(loan, first, second, on):
    loan = dataclasses.replace(loan, ahead=fund.PaidAhead.PRINCIPAL)
    plan = fund.schedule(loan)
    at_once = fund.allocate(plan, fund.Paid(), first + second, on)
    expected = fund.shorten(plan, after(fund.Paid(), at_once), on)
    opening = fund.allocate(plan, fund.Paid(), first, on)
    paid = after(fund.Paid(), opening)
    if opening.ahead_idr == 0 or fund.standing(plan, paid, on).outstanding_idr == 0:
        return
    between = fund.shorten(plan, paid, on)
    closing = fund.allocate(between, fund.Paid(), second, on)
    assert opening.service_idr + closing.service_idr == at_once.service_idr
    assert opening.principal_idr + closing.principal_idr == at_once.principal_idr
    if at_once.principal_idr < loan.principal_idr:
        assert rows_of(fund.shorten(between, after(fund.Paid(), closing), on)) == rows_of(expected)


@given(SOUND_TERMS, st.integers(0, 70))
@settings(max_examples=60, deadline=None)
def test_who_paid_two_at_once_is_not_late_next_month(loan, number):
    loan = dataclasses.replace(loan, ahead=fund.PaidAhead.NEXT)
    plan = fund.schedule(loan)
    index = number % loan.months
    due = plan.instalments[: index + 2]
    divided = fund.allocate(
        plan, fund.Paid(), sum(row.total_idr for row in due), plan.instalments[index].due_on
    )
    now = fund.standing(plan, after(fund.Paid(), divided), due[-1].due_on)
    assert (now.missed, now.month_principal_idr, now.month_service_idr) == (0, 0, 0)


@given(SOUND_TERMS)
@settings(max_examples=40, deadline=None)
def test_paying_each_month_what_belongs_to_it_pays_off_without_arrears(loan):
    plan, paid = fund.schedule(loan), fund.Paid()
    for row in plan.instalments:
        now = fund.standing(plan, paid, row.due_on)
        assert now.month_principal_idr + now.month_service_idr == row.total_idr and now.missed == 0
        paid = after(paid, fund.allocate(plan, paid, row.total_idr, row.due_on))
    last = fund.standing(plan, paid, dt.date.max)
    assert last.is_paid_off and last.outstanding_service_idr == 0 and last.overpaid_idr == 0


@given(SOUND_TERMS, PAID, NEAR_DATES, st.sampled_from(fund.PayoffCharges))
@settings(max_examples=60, deadline=None)
def test_the_pay_off_pays_off_and_a_rupiah_less_does_not(loan, paid, on, charges):
    loan = dataclasses.replace(loan, payoff=charges, ahead=fund.PaidAhead.NEXT)
    plan = fund.schedule(loan)
    needed = fund.payoff(plan, paid, on)
    full = fund.Paid(
        paid.principal_idr + needed.principal_idr, paid.service_idr + needed.service_idr, needed.waived_idr
    )
    assert fund.standing(plan, full, on).is_paid_off and fund.standing(plan, full, dt.date.max).is_paid_off
    assert needed.waived_idr == 0 or charges is fund.PayoffCharges.TO_DATE
    short = dataclasses.replace(full, principal_idr=full.principal_idr - 1)
    assert needed.principal_idr == 0 or not fund.standing(plan, short, on).is_paid_off


@given(SOUND_TERMS, PAID, NEAR_DATES, st.integers(1, 40), st.integers(0, 6))
@settings(max_examples=80, deadline=None)
def test_a_new_agreement_keeps_the_principal_and_every_charge_that_was_due(loan, paid, on, months, grace):
    loan = dataclasses.replace(loan, rounding_idr=1)
    plan = fund.schedule(loan)
    before = fund.standing(plan, paid, on)
    new = fund.replan(plan, paid, on, months=months, grace_months=grace)
    if before.outstanding_idr == 0:
        assert new.problems == (fund.LoanProblem.PRINCIPAL_NOT_POSITIVE,)
        return
    assert sum(row.principal_idr for row in new.instalments) == before.outstanding_idr
    assert len(new.instalments) == months
    assert new.instalments[0].due_on > last_day(on)
    assert new.terms.carried_service_idr >= before.arrears_service_idr + before.month_service_idr
    assert fund.standing(new, fund.Paid(), on).missed == 0


@given(SOUND_TERMS, PAID, NEAR_DATES)
@settings(max_examples=80, deadline=None)
def test_a_shorter_plan_keeps_what_is_owed_and_never_ends_later(loan, paid, on):
    plan = fund.schedule(dataclasses.replace(loan, ahead=fund.PaidAhead.PRINCIPAL))
    before, new = fund.standing(plan, paid, on), fund.shorten(plan, paid, on)
    assert new.instalments[-1].due_on <= plan.instalments[-1].due_on
    if new is plan:
        return
    assert sum(row.principal_idr for row in new.instalments) == before.outstanding_idr
    assert new.instalments[0].due_on > last_day(on)
    assert new.service_total_idr <= before.outstanding_service_idr
    assert new.terms.months == len(new.instalments)
    by_day = {row.due_on: row.principal_idr for row in plan.instalments}
    assert all(row.principal_idr == by_day[row.due_on] for row in new.instalments[:-1])
