"""Loans, arrears, ratios and surplus of a revolving fund."""

import dataclasses
import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import fund
from anyelir.rules.dates import add_months
from tests.rules.vectors import Vectors, day, unnoticed

BALANCE_RATIOS = {"lar": fund.loans_at_risk, "par": fund.portfolio_at_risk, "rr": fund.repayment_rate}


def terms(data):
    return fund.LoanTerms(
        data["principal_idr"],
        data["months"],
        Decimal(data["rate_percent_per_month"]),
        fund.ServiceChargeMethod(data["method"]),
        day(data["disbursed_on"]),
        data["grace_months"],
    )


def payments(rows):
    return [fund.Payment(day(row["on"]), row["principal_idr"], row["service_idr"]) for row in rows]


def run_schedule(data):
    plan = fund.schedule(terms(data))
    rate = fund.effective_rate_percent(plan)
    return {
        "instalments": [
            [row.number, row.due_on, row.principal_idr, row.service_idr, row.balance_idr]
            for row in plan.instalments
        ],
        "service_total_idr": plan.service_total_idr,
        "total_idr": plan.total_idr,
        "effective_rate_percent": None if rate is None else round(rate, 3),
        "problems": list(plan.problems),
    }


def run_standing(data):
    now = fund.standing(fund.schedule(terms(data["loan"])), payments(data["payments"]), day(data["on"]))
    names = (
        "paid_principal_idr paid_service_idr outstanding_idr arrears_principal_idr arrears_service_idr missed "
        "overpaid_idr next_due_on"
    )
    return {name: getattr(now, name) for name in names.split()}


def run_allocate(data):
    plan = fund.schedule(terms(data["loan"]))
    parts = fund.allocate(plan, payments(data["payments"]), data["amount_idr"], day(data["on"]))
    return {
        "service_idr": parts.service_idr,
        "principal_idr": parts.principal_idr,
        "left_idr": parts.left_idr,
    }


def run_collectability(data):
    loan_class = fund.collectability(data["missed"], day(data["on"]), data["scheme"])
    return loan_class and {"class": loan_class.number, "is_confirmed": loan_class.is_confirmed}


def ratio(computed):
    return {"numerator": computed.numerator, "denominator": computed.denominator, "band": computed.band}


def balances(rows):
    return [fund.LoanBalance(**row) for row in rows]


def run_provisions(data):
    lines = fund.provisions(balances(data["balances"]), day(data["on"]), data["scheme"])
    return [
        [line.collectability_class, line.loans, line.outstanding_idr, line.provision_idr] for line in lines
    ]


def run_surplus(data):
    shares = [fund.Share(share["name"], Decimal(share["percent"])) for share in data["shares"]]
    split = fund.split_surplus(data["surplus_idr"], shares)
    return {"amounts_idr": split.amounts_idr, "problem": split.problem}


VECTORS = Vectors(
    "fund",
    {
        "schedule": run_schedule,
        "standing": run_standing,
        "allocate": run_allocate,
        "collectability": run_collectability,
        "balance_ratio": lambda data: ratio(
            BALANCE_RATIOS[data["ratio"]](balances(data["balances"]), day(data["on"]))
        ),
        "cost_coverage": lambda data: ratio(
            fund.cost_coverage(data["income_idr"], data["cost_idr"], day(data["on"]))
        ),
        "return_on_investment": lambda data: ratio(
            fund.return_on_investment(
                data["net_profit_idr"], data["months"], data["capital_idr"], day(data["on"])
            )
        ),
        "provisions": run_provisions,
        "split_surplus": run_surplus,
        "split_by_weight": lambda data: fund.split_by_weight(data["amount_idr"], data["weights"]),
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_changed_number_of_the_tables_breaks_a_vector(monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, "collectability", "fund_ratios") == [
        # Nobody misses less than nothing: these two mean the same as before.
        "collectability five/1 min_missed 0 -> -1",
        "collectability three/1 min_missed 0 -> -1",
    ]


def test_flat_effective_rate_to_more_digits():
    plan = fund.schedule(
        fund.LoanTerms(1_000_000, 10, Decimal("1.5"), fund.ServiceChargeMethod.FLAT, dt.date(2026, 1, 15))
    )
    assert fund.effective_rate_percent(plan) == pytest.approx(2.6253359, abs=1e-6)


def test_percent_is_exact_and_none_without_denominator():
    on = dt.date(2026, 11, 20)
    assert fund.cost_coverage(1, 3, on).percent == Fraction(100, 3)
    assert fund.cost_coverage(1, 0, on).percent is None


DATES = st.dates()
NEAR_DATES = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
SOUND_TERMS = st.builds(
    fund.LoanTerms,
    principal_idr=st.integers(1, 10**12),
    months=st.integers(1, 60),
    rate_percent_per_month=st.decimals(0, 10, places=3),
    method=st.sampled_from(fund.ServiceChargeMethod),
    disbursed_on=NEAR_DATES,
    grace_months=st.integers(0, 12),
)
ANY_TERMS = st.builds(
    fund.LoanTerms,
    principal_idr=st.integers(),
    months=st.integers(-5, 700),
    rate_percent_per_month=st.decimals(),
    method=st.sampled_from(fund.ServiceChargeMethod),
    disbursed_on=DATES,
    grace_months=st.integers(-5, 700),
)
PAYMENTS = st.lists(
    st.builds(
        fund.Payment,
        on=NEAR_DATES,
        principal_idr=st.integers(-(10**6), 10**12),
        service_idr=st.integers(0, 10**9),
    ),
    max_size=8,
)
BALANCES = st.lists(
    st.builds(
        fund.LoanBalance,
        group=st.sampled_from("abcdef"),
        outstanding_idr=st.integers(0, 10**12),
        arrears_principal_idr=st.integers(0, 10**6),
        missed=st.integers(-1, 40),
    ),
    max_size=12,
)


@given(SOUND_TERMS)
@settings(max_examples=60, deadline=None)
def test_schedule_sums_exactly_and_dates_rise(loan):
    plan = fund.schedule(loan)
    rows = plan.instalments
    assert len(rows) == loan.months
    assert sum(row.principal_idr for row in rows) == loan.principal_idr
    assert plan.total_idr == loan.principal_idr + plan.service_total_idr
    assert [row.due_on for row in rows] == sorted({row.due_on for row in rows})
    assert rows[-1].balance_idr == 0
    assert all(row.service_idr >= 0 and row.principal_idr >= 0 for row in rows)
    exact = Fraction(loan.rate_percent_per_month) / 100
    if loan.method is fund.ServiceChargeMethod.FLAT:
        assert abs(plan.service_total_idr - loan.principal_idr * loan.months * exact) <= Fraction(1, 2)
    if loan.method is fund.ServiceChargeMethod.DECLINING:
        owed = [loan.principal_idr, *(row.balance_idr for row in rows[:-1])]
        assert abs(plan.service_total_idr - sum(owed) * exact) <= Fraction(1, 2)


@given(SOUND_TERMS)
@settings(max_examples=40, deadline=None)
def test_flat_costs_at_least_the_declining_loan(loan):
    costs = {
        method: fund.schedule(
            fund.LoanTerms(
                loan.principal_idr, loan.months, loan.rate_percent_per_month, method, loan.disbursed_on
            )
        ).service_total_idr
        for method in fund.ServiceChargeMethod
    }
    assert (
        costs[fund.ServiceChargeMethod.FLAT]
        >= costs[fund.ServiceChargeMethod.DECLINING]
        >= costs[fund.ServiceChargeMethod.NONE]
        == 0
    )


@given(ANY_TERMS)
@settings(max_examples=60, deadline=None)
def test_any_terms_give_instalments_or_problems(loan):
    plan = fund.schedule(loan)
    assert bool(plan.instalments) is not bool(plan.problems)
    fund.effective_rate_percent(plan)


@given(SOUND_TERMS, PAYMENTS, NEAR_DATES, NEAR_DATES)
@settings(max_examples=60, deadline=None)
def test_standing_balances_and_only_worsens_without_payment(loan, paid, first, second):
    plan, (early, late) = fund.schedule(loan), sorted((first, second))
    now = fund.standing(plan, paid, late)
    assert now.outstanding_idr - now.overpaid_idr == loan.principal_idr - now.paid_principal_idr
    assert now == fund.standing(plan, list(reversed(paid)), late)
    assert 0 <= now.missed <= loan.months
    unpaid = [fund.standing(plan, [], on) for on in (early, late)]
    assert unpaid[0].missed <= unpaid[1].missed
    assert unpaid[0].arrears_principal_idr <= unpaid[1].arrears_principal_idr


@given(SOUND_TERMS, PAYMENTS, st.integers(-(10**6), 10**13), NEAR_DATES)
@settings(max_examples=60, deadline=None)
def test_allocation_sums_to_the_amount_and_never_overpays(loan, paid, amount, on):
    plan = fund.schedule(loan)
    parts = fund.allocate(plan, paid, amount, on)
    assert parts.service_idr + parts.principal_idr + parts.left_idr == amount
    assert parts.service_idr >= 0
    assert 0 <= parts.principal_idr <= fund.standing(plan, paid, on).outstanding_idr


@given(SOUND_TERMS)
@settings(max_examples=30, deadline=None)
def test_paying_what_is_due_each_time_pays_off_without_arrears(loan):
    plan, paid = fund.schedule(loan), []
    for row in plan.instalments:
        parts = fund.allocate(plan, paid, row.total_idr, row.due_on)
        paid.append(fund.Payment(row.due_on, parts.principal_idr, parts.service_idr))
        assert fund.standing(plan, paid, row.due_on).missed == 0
    last = fund.standing(plan, paid, dt.date.max)
    assert last.is_paid_off and last.arrears_service_idr == 0 and last.overpaid_idr == 0


@given(SOUND_TERMS, PAYMENTS)
@settings(max_examples=60, deadline=None)
def test_a_declining_loan_is_charged_on_what_was_owed_when_each_month_began(loan, paid):
    loan = dataclasses.replace(loan, method=fund.ServiceChargeMethod.DECLINING)
    plan = fund.schedule(loan)
    total = Fraction(0)
    starts_on = add_months(loan.disbursed_on, loan.grace_months)
    for row, planned in zip(fund.charged(plan, paid, dt.date.max).instalments, plan.instalments, strict=True):
        owed = max(loan.principal_idr - sum(each.principal_idr for each in paid if each.on <= starts_on), 0)
        before, total = total, total + owed * Fraction(loan.rate_percent_per_month) / 100
        assert row.service_idr == fund.loans.round_half_up(total) - fund.loans.round_half_up(before)
        starts_on = planned.due_on


@given(SOUND_TERMS, PAYMENTS, NEAR_DATES)
@settings(max_examples=40, deadline=None)
def test_other_methods_are_charged_as_planned(loan, paid, on):
    plan = fund.schedule(loan)
    if loan.method is not fund.ServiceChargeMethod.DECLINING:
        assert fund.charged(plan, paid, on) == plan
    assert fund.charged(plan, [], loan.disbursed_on) == plan


@given(BALANCES, NEAR_DATES)
@settings(max_examples=60, deadline=None)
def test_provisions_cover_the_whole_fund(loans, on):
    lines = fund.provisions(loans, on)
    assert sum(line.outstanding_idr for line in lines) == sum(loan.outstanding_idr for loan in loans)
    assert all(0 <= line.provision_idr <= line.outstanding_idr for line in lines)


@given(BALANCES, DATES)
@settings(max_examples=60, deadline=None)
def test_ratios_stay_shares(loans, on):
    for compute in (fund.loans_at_risk, fund.portfolio_at_risk):
        computed = compute(loans, on)
        assert 0 <= computed.numerator <= computed.denominator or computed.denominator == 0
    fund.repayment_rate(loans, on)


@given(st.integers(), st.integers(), st.integers(-5, 40), DATES)
def test_money_ratios_never_fail(income, cost, months, on):
    fund.cost_coverage(income, cost, on)
    fund.return_on_investment(income, months, cost, on)


@given(st.integers(-20, 100), st.integers(0, 50), NEAR_DATES)
def test_collectability_never_improves_with_more_missed(missed, more, on):
    assert fund.collectability(missed, on).number <= fund.collectability(missed + more, on).number


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(-5, 10**6), max_size=20))
def test_split_is_exact_and_within_one_rupiah_of_the_share(amount, weights):
    parts = fund.split_by_weight(amount, weights)
    if not weights:
        assert parts == ()
        return
    assert sum(parts) == amount
    total = sum(max(weight, 0) for weight in weights)
    if total:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - Fraction(amount * max(weight, 0), total)) < 1


@given(st.integers(), st.lists(st.builds(fund.Share, st.text(max_size=3), st.decimals()), max_size=5))
def test_any_surplus_is_divided_exactly_or_refused(surplus, shares):
    split = fund.split_surplus(surplus, shares)
    assert (split.problem is None) == (sum(split.amounts_idr) == surplus and surplus > 0)
