"""A whole fund on a day: provisions by class, the five ratios with their bands.

Source: enterprise.md section 8. Ratios keep numerator and denominator; a denominator of 0 gives no
percentage and no band. Bounds belong to the middle band (LAR 10.00 % and 20.00 % are "minimum").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from anyelir.rules import tables
from anyelir.rules.finiteness import check_fields, finite_numbers
from anyelir.rules.fund.loans import round_half_up
from anyelir.rules.fund.standing import DEFAULT_SCHEME, collectability
from anyelir.rules.tables import Rule


class RatioBand(StrEnum):
    """Verdict on a ratio: keep going, watch, stop lending."""

    GOOD = "good"
    MINIMUM = "minimum"
    STOP = "stop"


@dataclass(frozen=True)
class LoanBalance:
    """What the ratios need of one loan: its group, balance, principal in arrears, missed instalments."""

    group: str
    outstanding_idr: int
    arrears_principal_idr: int
    missed: int

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class Ratio:
    """A ratio as the two whole numbers it is made of; ``band`` is None when it cannot be computed."""

    name: str
    numerator: int
    denominator: int
    band: RatioBand | None

    @property
    def percent(self) -> Fraction | None:
        """Exact percentage; None with a denominator of 0."""
        return Fraction(100 * self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True)
class ProvisionLine:
    """One collectability class: balance of its loans and what is set aside, rounded half up."""

    collectability_class: int
    label: str
    loans: int
    outstanding_idr: int
    provision_idr: int


def ratio_borders(name: str, on: dt.date) -> tuple[Decimal, Decimal]:
    """Beyond which percentage a ratio is good, and beyond which lending stops. KeyError when none is in force."""
    rule = tables.load("fund_ratios").by_key(on)[name]
    return rule["good_percent"], rule["stop_percent"]


def _band(name: str, percent: Fraction | None, on: dt.date) -> RatioBand | None:
    rule = tables.load("fund_ratios").by_key(on).get(name)
    if percent is None or rule is None:
        return None
    good, stop = Fraction(rule["good_percent"]), Fraction(rule["stop_percent"])
    if not rule["higher_is_better"]:
        percent, good, stop = -percent, -good, -stop
    if percent > good:
        return RatioBand.GOOD
    return RatioBand.STOP if percent < stop else RatioBand.MINIMUM


@finite_numbers
def ratio(name: str, numerator: int, denominator: int, on: dt.date) -> Ratio:
    """A ratio of two sums with the band that is in force on ``on``; a denominator below one gives no percentage."""
    percent = Fraction(100 * numerator, denominator) if denominator > 0 else None
    return Ratio(name, numerator, max(denominator, 0), _band(name, percent, on))


def _late_groups(name: str, balances: Sequence[LoanBalance], on: dt.date) -> frozenset[str]:
    rule = tables.load("fund_ratios").by_key(on).get(name)
    if rule is None:
        return frozenset()
    return frozenset(
        loan.group for loan in balances if loan.outstanding_idr > 0 and loan.missed >= rule["min_missed"]
    )


def loans_at_risk(balances: Sequence[LoanBalance], on: dt.date) -> Ratio:
    """LAR: groups with a loan three or more instalments behind, of the groups that owe anything."""
    owing = {loan.group for loan in balances if loan.outstanding_idr > 0}
    return ratio("lar", len(_late_groups("lar", balances, on)), len(owing), on)


def portfolio_at_risk(balances: Sequence[LoanBalance], on: dt.date) -> Ratio:
    """PAR: everything the groups counted in LAR still owe, of everything owed."""
    late = _late_groups("par", balances, on)
    at_risk = _owed(loan for loan in balances if loan.group in late)
    return ratio("par", at_risk, _owed(balances), on)


def repayment_rate(balances: Sequence[LoanBalance], on: dt.date) -> Ratio:
    """RR: the share of what is owed that is not in arrears."""
    owed = _owed(balances)
    return ratio("rr", owed - sum(loan.arrears_principal_idr for loan in balances), owed, on)


@finite_numbers
def cost_coverage(income_idr: int, cost_idr: int, on: dt.date) -> Ratio:
    """CCr: income of the period over its cost."""
    return ratio("ccr", income_idr, cost_idr, on)


@finite_numbers
def return_on_investment(net_profit_idr: int, months: int, capital_idr: int, on: dt.date) -> Ratio:
    """ROI: net profit of ``months`` months brought to a year, over the capital."""
    return ratio("roi", net_profit_idr * 12, max(months, 0) * max(capital_idr, 0), on)


def _owed(balances: Iterable[LoanBalance]) -> int:
    return sum(loan.outstanding_idr for loan in balances)


def provisions(
    balances: Sequence[LoanBalance], on: dt.date, scheme: str = DEFAULT_SCHEME
) -> tuple[ProvisionLine, ...]:
    """Risk reserve by collectability class, best class first; the balances of the lines sum to the fund.

    Empty when no scheme of that name is in force on ``on``.
    """
    rules = [rule for rule in tables.load("collectability").as_of(on) if rule["scheme"] == scheme]
    by_class: dict[int | None, list[LoanBalance]] = {}
    for loan in balances:
        loan_class = collectability(loan.missed, on, scheme)
        by_class.setdefault(loan_class.number if loan_class else None, []).append(loan)
    return tuple(
        _provision_line(rule, by_class.get(rule["collectability_class"], []))
        for rule in sorted(rules, key=lambda rule: int(rule["min_missed"]))
    )


def _provision_line(rule: Rule, loans: Sequence[LoanBalance]) -> ProvisionLine:
    owed = _owed(loans)
    aside = round_half_up(owed * Fraction(rule["provision_percent"]) / 100)
    return ProvisionLine(rule["collectability_class"], rule["label"], len(loans), owed, aside)
