"""What a loan costs, as she reads it before she signs: each instalment, rupiah in all, the flat and the true rate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from anyelir.enterprise.fund.models import Loan, LoanProduct
from anyelir.enterprise.fund.plans import schedule_of, terms_for
from anyelir.enterprise.fund.queries import terms_on
from anyelir.rules.fund import Schedule, effective_rate_percent, schedule


@dataclass(frozen=True)
class LoanCost:
    """``joint_idr`` is held back for joint liability and stays hers."""

    schedule: Schedule
    rate_percent: Decimal
    effective_percent: float | None
    joint_idr: int

    @property
    def first_idr(self) -> int:
        return self.schedule.instalments[0].total_idr

    @property
    def last_idr(self) -> int:
        return self.schedule.instalments[-1].total_idr

    @property
    def in_hand_idr(self) -> int:
        return self.schedule.terms.principal_idr - self.joint_idr


def _cost(plan: Schedule, product: LoanProduct, on: dt.date) -> LoanCost | None:
    if not plan.instalments:
        return None
    terms = terms_on(product.fund, on)
    joint = plan.terms.principal_idr * (terms.joint_percent if terms is not None else 0) // 100
    return LoanCost(plan, product.rate_percent, effective_rate_percent(plan, with_grace=True), joint)


def cost_of(product: LoanProduct, amount_idr: int, months: int, on: dt.date) -> LoanCost | None:
    """Of a loan that is only asked for; None when there is no plan for it."""
    return _cost(schedule(terms_for(product, amount_idr, months, on)), product, on)


def cost_of_loan(loan: Loan, on: dt.date) -> LoanCost | None:
    """Of what was asked for or approved; of a loan that was paid out, its first plan as it was signed."""
    if loan.disbursed_on is not None:
        return _cost(schedule_of(loan.plans.order_by("number")[0]), loan.product, loan.disbursed_on)
    amount_idr = loan.principal_idr or loan.requested_idr
    return cost_of(loan.product, amount_idr, loan.months or loan.requested_months, on)
