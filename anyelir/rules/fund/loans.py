"""Loan terms and the instalment plan of a group revolving fund.

Source: domain handbook, enterprise.md section 8 (plans computed there are the test vectors) and section 11: the
rate, the method and the computed integer amounts are all kept. Money is integer rupiah everywhere; a remainder goes
into the last instalment, so the instalments always sum to the principal. An instalment belongs to a month, not to a
day: it is due on the last day of its month, so a meeting that moves by a week makes nobody late.
Certainty: the arithmetic is exact; the methods are practice of village funds [B]. Readings [D]: a plan is frozen, no
charge is added for paying late; rounding makes whole what she hands over, principal and charge together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from anyelir.rules.dates import add_months
from anyelir.rules.finiteness import check_fields, finite_numbers
from anyelir.rules.months import last_day

MAX_MONTHS = 600
MAX_RATE_PERCENT = 100


class ServiceChargeMethod(StrEnum):
    """How the service charge (jasa) is computed: on the sum lent, on what is still owed, or not at all."""

    FLAT = "flat"
    DECLINING = "declining"
    NONE = "none"


class PaidAhead(StrEnum):
    """Where money goes that is more than what fell due and this month's instalment.

    NEXT: the coming instalments in order. PRINCIPAL: it lowers the debt, and ``shorten`` gives an earlier end.
    """

    NEXT = "next"
    PRINCIPAL = "principal"


class PayoffCharges(StrEnum):
    """What whoever pays all at once owes of the charges: those to the end of this month, or those of all months."""

    TO_DATE = "to_date"
    ALL = "all"


class LoanProblem(StrEnum):
    """Why terms give no plan."""

    PRINCIPAL_NOT_POSITIVE = "principal_not_positive"
    MONTHS_OUT_OF_RANGE = "months_out_of_range"
    RATE_OUT_OF_RANGE = "rate_out_of_range"
    GRACE_OUT_OF_RANGE = "grace_out_of_range"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    ROUNDING_NOT_POSITIVE = "rounding_not_positive"
    ROUNDING_TOO_COARSE = "rounding_too_coarse"
    CARRIED_NEGATIVE = "carried_negative"
    AHEAD_SAVES_NOTHING = "ahead_saves_nothing"


@dataclass(frozen=True)
class LoanTerms:
    """What the group agreed: rupiah, instalments in months, percent per month, method, months of grace.

    The first instalment belongs to the month after that of ``starts_on`` and the grace; no charge runs during grace.
    Each instalment is rounded up to ``rounding_idr``, the last takes the rest. ``carried_service_idr`` are unpaid
    charges of an earlier plan, spread evenly, never added to the principal. ValueError for a method or choice that
    does not exist.
    """

    principal_idr: int
    months: int
    rate_percent_per_month: Decimal
    method: ServiceChargeMethod
    starts_on: dt.date
    grace_months: int = 0
    rounding_idr: int = 1
    carried_service_idr: int = 0
    ahead: PaidAhead = PaidAhead.NEXT
    payoff: PayoffCharges = PayoffCharges.TO_DATE

    def __post_init__(self) -> None:
        check_fields(self, without="rate_percent_per_month")
        # A database gives plain text, and a comparison with it must not choose silently.
        object.__setattr__(self, "method", ServiceChargeMethod(self.method))
        object.__setattr__(self, "ahead", PaidAhead(self.ahead))
        object.__setattr__(self, "payoff", PayoffCharges(self.payoff))


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
    """Everything that keeps ``terms`` from giving a plan but rounding that is too coarse; empty when they are sound."""
    months_ok = 1 <= terms.months <= MAX_MONTHS
    grace_ok = 0 <= terms.grace_months <= MAX_MONTHS
    last_due_on = dt.date.min
    if months_ok and grace_ok:
        last_due_on = last_day(add_months(terms.starts_on, terms.months + terms.grace_months))
    saves_nothing = terms.ahead is PaidAhead.PRINCIPAL and terms.payoff is PayoffCharges.ALL
    checks = {
        LoanProblem.PRINCIPAL_NOT_POSITIVE: terms.principal_idr >= 1,
        LoanProblem.MONTHS_OUT_OF_RANGE: months_ok,
        LoanProblem.RATE_OUT_OF_RANGE: _has_valid_rate(terms.rate_percent_per_month),
        LoanProblem.GRACE_OUT_OF_RANGE: grace_ok,
        LoanProblem.DATE_OUT_OF_RANGE: last_due_on < dt.date.max,
        LoanProblem.ROUNDING_NOT_POSITIVE: terms.rounding_idr >= 1,
        LoanProblem.CARRIED_NEGATIVE: terms.carried_service_idr >= 0,
        LoanProblem.AHEAD_SAVES_NOTHING: not saves_nothing,
    }
    return tuple(problem for problem, passed in checks.items() if not passed)


@finite_numbers
def split_evenly(amount_idr: int, parts: int) -> tuple[int, ...]:
    """``parts`` equal whole amounts with the remainder in the last; the sum is ``amount_idr``. ValueError below one."""
    if parts < 1:
        raise ValueError(f"parts: {parts}")
    each = amount_idr // parts
    return (each,) * (parts - 1) + (amount_idr - each * (parts - 1),)


class RunningCharge:
    """The charge on what is owed when each month begins, rounded on the running total so that no rupiah drifts."""

    def __init__(self, rate_percent_per_month: Decimal) -> None:
        self._rate = Fraction(rate_percent_per_month) / 100
        self._exact, self._rounded = Fraction(0), 0

    def next_month(self, owed_idr: int) -> int:
        """Whole rupiah for a month that begins with ``owed_idr``."""
        before = self._rounded
        self._exact += owed_idr * self._rate
        self._rounded = round_half_up(self._exact)
        return self._rounded - before


def _planned_charges(terms: LoanTerms) -> tuple[int, ...]:
    """The part of each charge that does not depend on what is owed: that of a flat loan, and what was carried."""
    carried = split_evenly(terms.carried_service_idr, terms.months)
    if terms.method is not ServiceChargeMethod.FLAT:
        return carried
    rate = Fraction(terms.rate_percent_per_month) / 100
    flat = split_evenly(round_half_up(terms.principal_idr * rate * terms.months), terms.months)
    return tuple(map(sum, zip(flat, carried, strict=True)))


def _rounded_up(amount_idr: int, step_idr: int) -> int:
    return -(-amount_idr // step_idr) * step_idr


def _parts(terms: LoanTerms) -> Iterable[tuple[int, int]]:
    """Principal and charge of each instalment; the last takes what is left of the principal."""
    each, owed = terms.principal_idr // terms.months, terms.principal_idr
    running = RunningCharge(terms.rate_percent_per_month)
    for number, service in enumerate(_planned_charges(terms), start=1):
        if terms.method is ServiceChargeMethod.DECLINING:
            service += running.next_month(owed)
        rounded = _rounded_up(each + service, terms.rounding_idr) - service
        principal = owed if number == terms.months else min(owed, rounded)
        owed -= principal
        yield principal, service


@finite_numbers
def plan_of(terms: LoanTerms, parts: Iterable[tuple[int, int]]) -> Schedule:
    """A plan of these principals and charges in order, each due on the last day of its month.

    Also for rows that were kept: the terms say when the first is due, the parts what each is. ValueError for terms
    that give no plan.
    """
    if problems := problems_of(terms):
        raise ValueError(", ".join(problems))
    rows, owed = [], terms.principal_idr
    for number, (principal, service) in enumerate(parts, start=1):
        owed -= principal
        due_on = last_day(add_months(terms.starts_on, terms.grace_months + number))
        rows.append(Instalment(number, due_on, principal, service, owed))
    return Schedule(terms, tuple(rows))


def schedule(terms: LoanTerms) -> Schedule:
    """The instalments of ``terms``: the principal sums exactly, each is due on the last day of its month.

    Unsound terms give no instalments and the problems; nothing is raised.
    """
    problems = problems_of(terms)
    if problems:
        return Schedule(terms, (), problems)
    plan = plan_of(terms, _parts(terms))
    if terms.rounding_idr > 1 and plan.instalments[-1].principal_idr == 0:
        return Schedule(terms, (), (LoanProblem.ROUNDING_TOO_COARSE,))
    return plan


def effective_rate_percent(plan: Schedule, *, with_grace: bool = False) -> float | None:
    """Percent per month that makes the instalments worth the principal on the day it was lent.

    Flat 1.5 % over ten months gives 2.625; declining gives its own rate. Without grace counted the months begin when
    it ends; ``with_grace`` counts from the loan, as the borrower has the money: that is what she reads. None without
    instalments. Bisection on floats: right to about 1e-10 percent.
    """
    if not plan.instalments:
        return None
    waited = plan.terms.grace_months if with_grace else 0
    low, high = 0.0, 2.0 * MAX_RATE_PERCENT
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if _is_worth_more(plan, middle, waited) else (low, middle)
    return high if low > 0 else 0.0


def _is_worth_more(plan: Schedule, percent: float, waited: int) -> bool:
    factor, value = 1.0 / (1.0 + percent / 100.0), 0.0
    discount = factor**waited
    for row in plan.instalments:
        discount *= factor
        value += row.total_idr * discount
    return value > plan.terms.principal_idr
