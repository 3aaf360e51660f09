"""A new plan for a loan that runs: after money that lowered the debt, or as the group agreed anew.

The principal stands as it is; charges that were due and not paid are carried as charges and never become principal.
Months whose instalment is paid, or whose charge was begun, are not asked for again. Source: enterprise.md section 8
(reschedule); the readings are [D] and decided by the group.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.fund.loans import (
    Instalment,
    LoanTerms,
    PaidAhead,
    RunningCharge,
    Schedule,
    ServiceChargeMethod,
    plan_of,
    schedule,
    split_evenly,
)
from anyelir.rules.fund.standing import Paid, unpaid_instalments
from anyelir.rules.months import last_day


@dataclass(frozen=True)
class _Begun:
    """Where a new plan takes over: after so many instalments and this day, with charges that are still owed."""

    instalments: int
    ended_on: dt.date
    outstanding_idr: int
    unpaid_service_idr: int


def _begun(plan: Schedule, paid: Paid, on: dt.date) -> _Begun:
    rows = [*unpaid_instalments(plan, paid)]
    is_paid_in_order = plan.terms.ahead is PaidAhead.NEXT
    count = max(
        (
            row.number
            for row, planned in zip(rows, plan.instalments, strict=True)
            if row.due_on <= last_day(on)
            or row.service_idr < planned.service_idr
            or (is_paid_in_order and not row.total_idr)
        ),
        default=0,
    )
    return _Begun(
        count,
        max([on, *(row.due_on for row in rows[:count])]),
        sum(row.principal_idr for row in rows),
        sum(row.service_idr for row in rows[:count]),
    )


@finite_numbers
def replan(
    plan: Schedule,
    paid: Paid,
    on: dt.date,
    *,
    months: int,
    grace_months: int = 0,
    rate_percent_per_month: Decimal | None = None,
) -> Schedule:
    """What is owed on ``on`` over ``months`` new instalments, the first in the month after those that have begun.

    The rate stays unless another is given. Unpaid charges to the end of the month are spread over the instalments.
    """
    begun = _begun(plan, paid, on)
    rate = plan.terms.rate_percent_per_month if rate_percent_per_month is None else rate_percent_per_month
    carried = begun.unpaid_service_idr + sum(_carried(plan)[begun.instalments :])
    terms = replace(
        plan.terms,
        principal_idr=begun.outstanding_idr,
        months=months,
        rate_percent_per_month=rate,
        starts_on=begun.ended_on,
        grace_months=grace_months,
        carried_service_idr=carried,
    )
    return schedule(terms)


@finite_numbers
def shorten(plan: Schedule, paid: Paid, on: dt.date) -> Schedule:
    """The coming months after money that lowered the debt: the same principal each month and an earlier end.

    Charges of a declining loan are those of the smaller debt; charges of months that fall away are not owed, what an
    earlier plan carried is. Gives ``plan`` itself when nothing was paid ahead or nothing is left.
    """
    begun = _begun(plan, paid, on)
    coming = plan.instalments[begun.instalments :]
    planned = sum(row.principal_idr for row in coming)
    if not 0 < begun.outstanding_idr < planned:
        return plan
    principals = [*_until_paid(coming, begun.outstanding_idr)]
    terms = _shortened(plan, begun, len(principals))
    return plan_of(terms, zip(principals, _charges(plan, begun, terms, principals), strict=True))


def _carried(plan: Schedule) -> Sequence[int]:
    """The part of each charge that an earlier plan had carried."""
    return split_evenly(plan.terms.carried_service_idr, len(plan.instalments)) if plan.instalments else ()


def _until_paid(coming: Sequence[Instalment], owed: int) -> Iterator[int]:
    for row in coming:
        if owed:
            principal = min(row.principal_idr, owed)
            owed -= principal
            yield principal


def _shortened(plan: Schedule, begun: _Begun, months: int) -> LoanTerms:
    first_on = plan.instalments[begun.instalments].due_on
    waited = (first_on.year - begun.ended_on.year) * 12 + first_on.month - begun.ended_on.month
    return replace(
        plan.terms,
        principal_idr=begun.outstanding_idr,
        months=months,
        starts_on=begun.ended_on,
        grace_months=waited - 1,
        carried_service_idr=begun.unpaid_service_idr + sum(_carried(plan)[begun.instalments :]),
    )


def _charges(plan: Schedule, begun: _Begun, terms: LoanTerms, principals: Sequence[int]) -> Iterator[int]:
    """Of a flat loan those that each month had; of a declining one those on what is owed now."""
    running, owed = RunningCharge(terms.rate_percent_per_month), terms.principal_idr
    coming = zip(plan.instalments, _carried(plan), strict=True)
    kept = [row.service_idr - carried for row, carried in coming][begun.instalments :]
    for index, carried in enumerate(split_evenly(terms.carried_service_idr, terms.months)):
        is_declining = terms.method is ServiceChargeMethod.DECLINING
        yield carried + (running.next_month(owed) if is_declining else kept[index])
        owed -= principals[index]
