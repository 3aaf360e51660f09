"""Where a loan stands on a day: paid, owed, in arrears, and how collectable it is.

Source: enterprise.md sections 3 (rules seen in the books: principal paid never above the balance, paid
off at 0) and 8 (collectability). A loan with exactly three missed instalments is class 2 and already
counts in LAR and PAR (section 11). Money is integer rupiah.
Reading [D]: a declining loan is charged on what was truly owed when each month began, so who pays late owes more and
who pays ahead owes less than the card planned; after its last instalment no charge is added without a new agreement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from anyelir.rules import tables
from anyelir.rules.dates import add_months
from anyelir.rules.finiteness import check_fields, finite_numbers
from anyelir.rules.fund.loans import Instalment, Schedule, ServiceChargeMethod, declining_services

DEFAULT_SCHEME = "five"


@dataclass(frozen=True)
class Payment:
    """What was booked on a day; a correction is a payment with negative amounts."""

    on: dt.date
    principal_idr: int
    service_idr: int = 0

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class Standing:
    """A loan on a day. Arrears are what fell due before the day and is not covered yet.

    ``missed`` counts instalments that are due and not fully covered, 0 once the principal is paid.
    ``overpaid_idr`` is principal beyond the loan: a booking error to show, never hidden in a balance.
    """

    on: dt.date
    paid_principal_idr: int
    paid_service_idr: int
    outstanding_idr: int
    arrears_principal_idr: int
    arrears_service_idr: int
    missed: int
    overpaid_idr: int
    next_due_on: dt.date | None

    @property
    def is_paid_off(self) -> bool:
        """Paid off (LUNAS) at a balance of 0."""
        return self.outstanding_idr == 0


@dataclass(frozen=True)
class Collectability:
    """Class of a loan in a scheme; ``provision_percent`` of its balance is set aside."""

    scheme: str
    number: int
    label: str
    is_confirmed: bool


@dataclass(frozen=True)
class Allocation:
    """How money handed over is booked: charge first, then principal; the rest goes back or to savings."""

    service_idr: int
    principal_idr: int
    left_idr: int


def _covered(rows: Sequence[Instalment], principal_idr: int, service_idr: int) -> int:
    """How many leading instalments the amounts paid cover in full."""
    due_principal = due_service = 0
    for count, row in enumerate(rows):
        due_principal += row.principal_idr
        due_service += row.service_idr
        if due_principal > principal_idr or due_service > service_idr:
            return count
    return len(rows)


def _due_on(plan: Schedule, index: int) -> dt.date | None:
    """Due date of the first instalment not covered; None when only the principal was paid short."""
    return plan.instalments[index].due_on if index < len(plan.instalments) else None


def charged(plan: Schedule, payments: Sequence[Payment], on: dt.date) -> Schedule:
    """The schedule with the charges that are due: for a declining loan on the true balance, else as planned.

    Payments up to and including ``on`` count; months that begin later are charged as if all were paid as planned.
    """
    if plan.terms.method is not ServiceChargeMethod.DECLINING or not plan.instalments:
        return plan
    services = declining_services(plan.terms.rate_percent_per_month, _true_balances(plan, payments, on))
    rows = zip(plan.instalments, services, strict=True)
    return replace(plan, instalments=tuple(replace(row, service_idr=service) for row, service in rows))


def _true_balances(plan: Schedule, payments: Sequence[Payment], on: dt.date) -> list[int]:
    """Principal owed at the start of the month of each instalment; a payment on that day counts."""
    balances, planned = [], plan.terms.principal_idr
    starts_on = add_months(plan.terms.disbursed_on, plan.terms.grace_months)
    for row in plan.instalments:
        day = min(starts_on, on)
        paid = sum(payment.principal_idr for payment in payments if payment.on <= day)
        owed = max(plan.terms.principal_idr - paid, 0)
        balances.append(owed if starts_on <= on else min(owed, planned))
        starts_on, planned = row.due_on, row.balance_idr
    return balances


def standing(plan: Schedule, payments: Sequence[Payment], on: dt.date) -> Standing:
    """The loan on ``on``, counting payments up to and including that day.

    An instalment is in arrears from the day after its due date; its charge is that of ``charged``.
    """
    plan = charged(plan, payments, on)
    booked = [payment for payment in payments if payment.on <= on]
    paid = sum(payment.principal_idr for payment in booked)
    paid_service = sum(payment.service_idr for payment in booked)
    lent = sum(row.principal_idr for row in plan.instalments)
    due = [row for row in plan.instalments if row.due_on < on]
    covered = _covered(plan.instalments, paid, paid_service)
    paid_off = paid >= lent
    return Standing(
        on=on,
        paid_principal_idr=paid,
        paid_service_idr=paid_service,
        outstanding_idr=max(lent - paid, 0),
        arrears_principal_idr=max(sum(row.principal_idr for row in due) - paid, 0),
        arrears_service_idr=max(sum(row.service_idr for row in due) - paid_service, 0),
        missed=0 if paid_off else max(len(due) - covered, 0),
        overpaid_idr=max(paid - lent, 0),
        next_due_on=None if paid_off else _due_on(plan, covered),
    )


@finite_numbers
def allocate(plan: Schedule, payments: Sequence[Payment], amount_idr: int, on: dt.date) -> Allocation:
    """Divide money received on ``on``: charges due up to the instalment being paid, then principal.

    The three parts always sum to ``amount_idr``; nothing is taken from a negative amount.
    """
    now, plan = standing(plan, payments, on), charged(plan, payments, on)
    reached = [row for row in plan.instalments if row.due_on <= max(on, now.next_due_on or on)]
    service_due = sum(row.service_idr for row in reached) - now.paid_service_idr
    service = min(max(amount_idr, 0), max(service_due, 0))
    principal = min(max(amount_idr, 0) - service, now.outstanding_idr)
    return Allocation(service, principal, amount_idr - service - principal)


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
