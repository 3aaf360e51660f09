"""Loans and their kept plans as the rules know them."""

from __future__ import annotations

import datetime as dt

from anyelir.enterprise.fund.models import Loan, LoanPlan, LoanProduct
from anyelir.rules.fund import (
    LoanTerms,
    Paid,
    PaidAhead,
    PayoffCharges,
    Schedule,
    ServiceChargeMethod,
    plan_of,
)


def terms_for(product: LoanProduct, amount_idr: int, months: int, starts_on: dt.date) -> LoanTerms:
    """What a loan of this product would be."""
    return LoanTerms(
        principal_idr=amount_idr,
        months=months,
        rate_percent_per_month=product.rate_percent,
        method=ServiceChargeMethod(product.method),
        starts_on=starts_on,
        grace_months=product.grace_months,
        rounding_idr=product.rounding_idr,
        ahead=PaidAhead(product.ahead),
        payoff=PayoffCharges(product.payoff),
    )


def schedule_of(plan: LoanPlan) -> Schedule:
    """The plan with the instalments that were frozen; nothing is computed anew."""
    product = plan.loan.product
    terms = LoanTerms(
        principal_idr=plan.principal_idr,
        months=plan.months,
        rate_percent_per_month=plan.rate_percent,
        method=ServiceChargeMethod(plan.method),
        starts_on=plan.starts_on,
        grace_months=plan.grace_months,
        rounding_idr=plan.rounding_idr,
        carried_service_idr=plan.carried_service_idr,
        ahead=PaidAhead(product.ahead),
        payoff=PayoffCharges(product.payoff),
    )
    return plan_of(terms, [(row.principal_idr, row.service_idr) for row in plan.instalments.all()])


def paid_on(loan: Loan, plan: LoanPlan) -> Paid:
    """What was paid of this plan: all that was paid, without what was paid before it was made."""
    return Paid(
        loan.paid_principal_idr - plan.paid_principal_before_idr,
        loan.paid_service_idr - plan.paid_service_before_idr,
    )
