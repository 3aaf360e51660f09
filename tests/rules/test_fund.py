"""Loans, arrears, ratios and surplus of a revolving fund."""

import dataclasses
import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import fund
from tests.rules.vectors import Vectors, day, unnoticed

BALANCE_RATIOS = {"lar": fund.loans_at_risk, "par": fund.portfolio_at_risk, "rr": fund.repayment_rate}


def terms(data):
    named = {"rounding_idr", "carried_service_idr", "ahead", "payoff"} & set(data)
    more = {name: data[name] for name in named}
    return fund.LoanTerms(
        data["principal_idr"],
        data["months"],
        Decimal(data["rate_percent_per_month"]),
        fund.ServiceChargeMethod(data["method"]),
        day(data["starts_on"]),
        data["grace_months"],
        **more,
    )


def rows(plan):
    return [
        [row.number, row.due_on, row.principal_idr, row.service_idr, row.balance_idr]
        for row in plan.instalments
    ]


def run_schedule(data):
    plan = fund.schedule(terms(data))
    rate = fund.effective_rate_percent(plan)
    return {
        "instalments": rows(plan),
        "service_total_idr": plan.service_total_idr,
        "total_idr": plan.total_idr,
        "effective_rate_percent": None if rate is None else round(rate, 3),
        "problems": list(plan.problems),
    }


def run_effective_rate(data):
    plan = fund.schedule(terms(data["loan"]))
    return round(fund.effective_rate_percent(plan, with_grace=data["with_grace"]), 3)


def plan_and_paid(data):
    return fund.schedule(terms(data["loan"])), fund.Paid(**data["paid"])


STANDING = (
    "outstanding_idr outstanding_service_idr arrears_principal_idr arrears_service_idr month_principal_idr "
    "month_service_idr missed overpaid_idr next_due_on at_risk_on is_paid_off"
)


def run_standing(data):
    now = fund.standing(*plan_and_paid(data), day(data["on"]))
    assert (now.paid_principal_idr, now.paid_service_idr) == (
        data["paid"]["principal_idr"],
        data["paid"]["service_idr"],
    )
    return {name: getattr(now, name) for name in STANDING.split()}


def run_allocate(data):
    divided = fund.allocate(*plan_and_paid(data), data["amount_idr"], day(data["on"]))
    return {
        "parts": [[part.number, part.service_idr, part.principal_idr] for part in divided.parts],
        "ahead_idr": divided.ahead_idr,
        "left_idr": divided.left_idr,
    }


def run_payoff(data):
    needed = fund.payoff(*plan_and_paid(data), day(data["on"]))
    return {
        "principal_idr": needed.principal_idr,
        "service_idr": needed.service_idr,
        "waived_idr": needed.waived_idr,
        "total_idr": needed.total_idr,
    }


def run_replan(data):
    rate = data.get("rate_percent_per_month")
    plan = fund.replan(
        *plan_and_paid(data),
        day(data["on"]),
        months=data["months"],
        grace_months=data.get("grace_months", 0),
        rate_percent_per_month=rate and Decimal(rate),
    )
    carried = plan.terms.carried_service_idr
    return {"instalments": rows(plan), "carried_service_idr": carried, "problems": list(plan.problems)}


def run_shorten(data):
    plan = fund.shorten(*plan_and_paid(data), day(data["on"]))
    return {"instalments": rows(plan), "carried_service_idr": plan.terms.carried_service_idr}


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
        "effective_rate": run_effective_rate,
        "standing": run_standing,
        "allocate": run_allocate,
        "payoff": run_payoff,
        "replan": run_replan,
        "shorten": run_shorten,
        "collectability": run_collectability,
        "balance_ratio": lambda data: ratio(
            BALANCE_RATIOS[data["ratio"]](balances(data["balances"]), day(data["on"]))
        ),
        "ratio": lambda data: ratio(
            fund.ratio(data["ratio"], data["numerator"], data["denominator"], day(data["on"]))
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


def test_plain_text_of_a_database_is_a_choice_and_another_word_is_none():
    named = ("method", "ahead", "payoff")
    loan = fund.LoanTerms(100, 1, Decimal(1), "flat", dt.date(2026, 1, 15), ahead="principal", payoff="all")
    assert [type(getattr(loan, name)) for name in named] == [
        fund.ServiceChargeMethod,
        fund.PaidAhead,
        fund.PayoffCharges,
    ]
    for name in named:
        with pytest.raises(ValueError, match="sesuka"):
            dataclasses.replace(loan, **{name: "sesuka"})


def test_kept_rows_need_sound_terms():
    loan = fund.LoanTerms(300, 2, Decimal(1), fund.ServiceChargeMethod.FLAT, dt.date(2026, 1, 15))
    assert rows(fund.plan_of(loan, [(100, 3), (200, 2)])) == [
        [1, dt.date(2026, 2, 28), 100, 3, 200],
        [2, dt.date(2026, 3, 31), 200, 2, 0],
    ]
    with pytest.raises(ValueError, match="months_out_of_range"):
        fund.plan_of(dataclasses.replace(loan, months=0), [])


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
