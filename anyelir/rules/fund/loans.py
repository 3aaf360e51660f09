"""Loan terms and the instalment schedule of a group revolving fund.

Source: domain handbook, enterprise.md section 8 (schedules computed there are the test vectors) and
section 11: the rate, the method and the computed integer amounts are all kept. Money is integer rupiah
everywhere; a remainder goes into the last instalment, so the instalments always sum to the principal.
Certainty: the arithmetic is exact; the methods are practice of village funds [B].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate

from anyelir.rules.dates import add_months
from anyelir.rules.finiteness import check_fields, finite_numbers

MAX_MONTHS = 600
MAX_RATE_PERCENT = 100


class ServiceChargeMethod(StrEnum):
    """How the service charge (jasa) is computed: on the sum lent, on what is still owed, or not at all."""

    FLAT = "flat"
    DECLINING = "declining"
    NONE = "none"


class LoanProblem(StrEnum):
    """Why terms give no schedule."""

    PRINCIPAL_NOT_POSITIVE = "principal_not_positive"
    MONTHS_OUT_OF_RANGE = "months_out_of_range"
    RATE_OUT_OF_RANGE = "rate_out_of_range"
    GRACE_OUT_OF_RANGE = "grace_out_of_range"
    DATE_OUT_OF_RANGE = "date_out_of_range"


@dataclass(frozen=True)
class LoanTerms:
    """What the group agreed: rupiah, instalments in months, percent per month, method, months of grace.

    Grace only moves the first due date; no charge runs during grace.
    """

    principal_idr: int
    months: int
    rate_percent_per_month: Decimal
    method: ServiceChargeMethod
    disbursed_on: dt.date
    grace_months: int = 0

    def __post_init__(self) -> None:
        check_fields(self, without="rate_percent_per_month")


@dataclass(frozen=True)
class Instalment:
    """One line of the loan card; ``balance_idr`` is the principal still owed after paying it."""

    number: int
    due_on: dt.date
    principal_idr: int
    service_idr: int
    balance_idr: int

    @property
    def total_idr(self) -> int:
        """Principal and charge together."""
        return self.principal_idr + self.service_idr


@dataclass(frozen=True)
class Schedule:
    """The frozen instalments of one loan, or none and the reasons why."""

    terms: LoanTerms
    instalments: tuple[Instalment, ...]
    problems: tuple[LoanProblem, ...] = ()

    @property
    def service_total_idr(self) -> int:
        """The charge over the whole loan."""
        return sum(row.service_idr for row in self.instalments)

    @property
    def total_idr(self) -> int:
        """Principal and charge of the whole loan."""
        return sum(row.total_idr for row in self.instalments)


def round_half_up(value: Fraction) -> int:
    """Nearest integer; a half goes up. Exact, unlike ``round`` on floats."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _has_valid_rate(rate: Decimal) -> bool:
    return isinstance(rate, Decimal | int) and Decimal(rate).is_finite() and 0 <= rate <= MAX_RATE_PERCENT


def problems_of(terms: LoanTerms) -> tuple[LoanProblem, ...]:
    """Everything that keeps ``terms`` from giving a schedule; empty when they are sound."""
    months_ok = 1 <= terms.months <= MAX_MONTHS
    grace_ok = 0 <= terms.grace_months <= MAX_MONTHS
    last_due_on = dt.date.min
    if months_ok and grace_ok:
        last_due_on = add_months(terms.disbursed_on, terms.months + terms.grace_months)
    checks = {
        LoanProblem.PRINCIPAL_NOT_POSITIVE: terms.principal_idr >= 1,
        LoanProblem.MONTHS_OUT_OF_RANGE: months_ok,
        LoanProblem.RATE_OUT_OF_RANGE: _has_valid_rate(terms.rate_percent_per_month),
        LoanProblem.GRACE_OUT_OF_RANGE: grace_ok,
        LoanProblem.DATE_OUT_OF_RANGE: last_due_on < dt.date.max,
    }
    return tuple(problem for problem, passed in checks.items() if not passed)


def _split_evenly(amount_idr: int, parts: int) -> tuple[int, ...]:
    """``parts`` equal whole amounts with the remainder in the last; the sum is ``amount_idr``."""
    each = amount_idr // parts
    return (each,) * (parts - 1) + (amount_idr - each * (parts - 1),)


def _flat_services(terms: LoanTerms) -> tuple[int, ...]:
    rate = Fraction(terms.rate_percent_per_month) / 100
    return _split_evenly(round_half_up(terms.principal_idr * rate * terms.months), terms.months)


@finite_numbers
def declining_services(rate_percent_per_month: Decimal, balances: Iterable[int]) -> tuple[int, ...]:
    """Charge on the balance at the start of each month, rounded on the running total so that no rupiah drifts."""
    rate = Fraction(rate_percent_per_month) / 100
    charged, rounded, services = Fraction(0), 0, []
    for owed in balances:
        charged += owed * rate
        services.append(round_half_up(charged) - rounded)
        rounded += services[-1]
    return tuple(services)


def _services(terms: LoanTerms, principals: tuple[int, ...]) -> tuple[int, ...]:
    if terms.method is ServiceChargeMethod.FLAT:
        return _flat_services(terms)
    if terms.method is ServiceChargeMethod.DECLINING:
        paid_before = accumulate(principals[:-1], initial=0)
        balances = (terms.principal_idr - paid for paid in paid_before)
        return declining_services(terms.rate_percent_per_month, balances)
    return (0,) * terms.months


def schedule(terms: LoanTerms) -> Schedule:
    """The instalments of ``terms``: principal sums exactly, due dates keep the day of disbursement.

    Unsound terms give no instalments and the problems; nothing is raised.
    """
    problems = problems_of(terms)
    if problems:
        return Schedule(terms, (), problems)
    principals = _split_evenly(terms.principal_idr, terms.months)
    rows, owed = [], terms.principal_idr
    for number, (principal, service) in enumerate(
        zip(principals, _services(terms, principals), strict=True), start=1
    ):
        owed -= principal
        due_on = add_months(terms.disbursed_on, terms.grace_months + number)
        rows.append(Instalment(number, due_on, principal, service, owed))
    return Schedule(terms, tuple(rows))


def effective_rate_percent(plan: Schedule) -> float | None:
    """Percent per month that makes the instalments worth the principal at disbursement (grace left out).

    Flat 1.5 % over ten months gives 2.625; declining gives its own rate. None without instalments.
    Bisection on floats: right to about 1e-10 percent.
    """
    if not plan.instalments:
        return None
    low, high = 0.0, 2.0 * MAX_RATE_PERCENT
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if _is_worth_more(plan, middle) else (low, middle)
    return high if low > 0 else 0.0


def _is_worth_more(plan: Schedule, percent: float) -> bool:
    factor, discount, value = 1.0 / (1.0 + percent / 100.0), 1.0, 0.0
    for row in plan.instalments:
        discount *= factor
        value += row.total_idr * discount
    return value > plan.terms.principal_idr
