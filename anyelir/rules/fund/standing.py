"""Where a loan stands on a day: paid, owed, in arrears, and how collectable it is.

Source: enterprise.md sections 3 (rules seen in the books: principal paid never above the balance) and 8
(collectability). A loan with exactly three missed instalments is class 2 and already counts in LAR and PAR (section
11). Money is integer rupiah; what was paid are two sums, so that a reversed entry simply counts less.
Reading [D]: paid off (LUNAS) is principal and charges; whoever pays all at once owes charges to the end of this month
only, unless the group decided for those of all months. A plan is frozen: who pays late owes what the card says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.finiteness import check_fields, finite_numbers
from anyelir.rules.fund.loans import PayoffCharges, Schedule
from anyelir.rules.months import last_day

DEFAULT_SCHEME = "five"


@dataclass(frozen=True)
class Paid:
    """What was paid on a plan: two sums, and charges that a decision or a pay-off waived."""

    principal_idr: int = 0
    service_idr: int = 0
    waived_idr: int = 0

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class Unpaid:
    """What an instalment still lacks; its number is that of the plan."""

    number: int
    due_on: dt.date
    service_idr: int
    principal_idr: int

    @property
    def total_idr(self) -> int:
        """Charge and principal together."""
        return self.service_idr + self.principal_idr


@dataclass(frozen=True)
class Standing:
    """A loan on a day. Arrears are what belongs to months that are over and is not covered yet.

    ``month_service_idr`` and ``month_principal_idr`` are what the instalment of the running month lacks, ``missed`` the
    instalments of months that are over and not fully covered. ``at_risk_on`` is the day after so many of them that
    the group counts in LAR; None when there are not so many. ``overpaid_idr`` is principal beyond the loan: a booking
    error to show, never hidden in a balance.
    """

    on: dt.date
    paid_principal_idr: int
    paid_service_idr: int
    outstanding_idr: int
    outstanding_service_idr: int
    arrears_principal_idr: int
    arrears_service_idr: int
    month_principal_idr: int
    month_service_idr: int
    missed: int
    overpaid_idr: int
    next_due_on: dt.date | None
    at_risk_on: dt.date | None
    is_paid_off: bool


@dataclass(frozen=True)
class Payoff:
    """What it takes to pay all on a day, and the charges of later months that fall away."""

    principal_idr: int
    service_idr: int
    waived_idr: int

    @property
    def total_idr(self) -> int:
        """What she hands over."""
        return self.principal_idr + self.service_idr


@dataclass(frozen=True)
class Collectability:
    """Class of a loan in a scheme; ``provision_percent`` of its balance is set aside."""

    scheme: str
    number: int
    label: str
    is_confirmed: bool


def unpaid_instalments(plan: Schedule, paid: Paid) -> Iterator[Unpaid]:
    """Every instalment in order with what it still lacks, those that lack nothing too."""
    principals = _lacking([row.principal_idr for row in plan.instalments], paid.principal_idr)
    services = _lacking([row.service_idr for row in plan.instalments], paid.service_idr + paid.waived_idr)
    for row, principal, service in zip(plan.instalments, principals, services, strict=True):
        yield Unpaid(row.number, row.due_on, service, principal)


def _lacking(amounts: Sequence[int], paid_idr: int) -> Iterator[int]:
    """What each amount lacks when the money covers them in order."""
    for amount, so_far in zip(amounts, accumulate(amounts), strict=True):
        yield min(amount, max(so_far - paid_idr, 0))


def _sum(rows: Sequence[Unpaid]) -> tuple[int, int]:
    return sum(row.principal_idr for row in rows), sum(row.service_idr for row in rows)


@finite_numbers
def standing(plan: Schedule, paid: Paid, on: dt.date) -> Standing:
    """The loan on ``on`` when ``paid`` was paid until then.

    An instalment is in arrears from the first day after its month.
    """
    rows = [row for row in unpaid_instalments(plan, paid) if row.total_idr]
    over = [row for row in rows if row.due_on < on]
    running = [row for row in rows if on <= row.due_on <= last_day(on)]
    arrears, month, all_unpaid = _sum(over), _sum(running), _sum(rows)
    lent = sum(row.principal_idr for row in plan.instalments)
    owed_service = all_unpaid[1]
    if plan.terms.payoff is PayoffCharges.TO_DATE:
        owed_service = arrears[1] + month[1]
    is_paid_off = bool(plan.instalments) and all_unpaid[0] == 0 and owed_service == 0
    return Standing(
        on=on,
        paid_principal_idr=paid.principal_idr,
        paid_service_idr=paid.service_idr,
        outstanding_idr=all_unpaid[0],
        outstanding_service_idr=all_unpaid[1],
        arrears_principal_idr=arrears[0],
        arrears_service_idr=arrears[1],
        month_principal_idr=month[0],
        month_service_idr=month[1],
        missed=len(over),
        overpaid_idr=max(paid.principal_idr - lent, 0),
        next_due_on=None if is_paid_off or not rows else rows[0].due_on,
        at_risk_on=None if is_paid_off else _at_risk_on(rows, on),
        is_paid_off=is_paid_off,
    )


def _at_risk_on(rows: Sequence[Unpaid], on: dt.date) -> dt.date | None:
    """The day after the month of the third of these, or of as many as the table of ``on`` asks for."""
    rule = tables.load("fund_ratios").by_key(on).get("lar")
    if rule is None or len(rows) < rule["min_missed"]:
        return None
    return add_days(rows[rule["min_missed"] - 1].due_on, 1)


@finite_numbers
def payoff(plan: Schedule, paid: Paid, on: dt.date) -> Payoff:
    """What it takes to pay all on ``on``; charges paid ahead stay paid."""
    now = standing(plan, paid, on)
    due = now.outstanding_service_idr
    if plan.terms.payoff is PayoffCharges.TO_DATE:
        due = now.arrears_service_idr + now.month_service_idr
    return Payoff(now.outstanding_idr, due, now.outstanding_service_idr - due)


@finite_numbers
def collectability(missed: int, on: dt.date, scheme: str = DEFAULT_SCHEME) -> Collectability | None:
    """The class of a loan with ``missed`` instalments; None when no scheme of that name is in force."""
    reached = [
        rule
        for rule in tables.load("collectability").as_of(on)
        if rule["scheme"] == scheme and rule["min_missed"] <= max(missed, 0)
    ]
    if not reached:
        return None
    rule = max(reached, key=lambda rule: int(rule["min_missed"]))
    return Collectability(scheme, rule["collectability_class"], rule["label"], rule.is_confirmed)
