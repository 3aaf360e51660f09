"""Arithmetic of a group revolving fund (dana bergulir UP2K): loans, arrears, ratios, surplus.

Integer rupiah, no rounding loss: every split and every schedule sums exactly to what went in.
Source: domain handbook, enterprise.md section 8; numbers that change live in the tables
``collectability`` and ``fund_ratios``.
"""

from anyelir.rules.fund.allocation import Allocation, InstalmentPart, allocate
from anyelir.rules.fund.loans import (
    Instalment,
    LoanProblem,
    LoanTerms,
    PaidAhead,
    PayoffCharges,
    Schedule,
    ServiceChargeMethod,
    effective_rate_percent,
    plan_of,
    schedule,
)
from anyelir.rules.fund.portfolio import (
    LoanBalance,
    ProvisionLine,
    Ratio,
    RatioBand,
    cost_coverage,
    loans_at_risk,
    portfolio_at_risk,
    provisions,
    ratio,
    repayment_rate,
    return_on_investment,
)
from anyelir.rules.fund.replanning import replan, shorten
from anyelir.rules.fund.standing import (
    Collectability,
    Paid,
    Payoff,
    Standing,
    Unpaid,
    collectability,
    payoff,
    standing,
    unpaid_instalments,
)
from anyelir.rules.fund.surplus import Share, SurplusProblem, SurplusSplit, split_by_weight, split_surplus

__all__ = [
    "Allocation",
    "Collectability",
    "Instalment",
    "InstalmentPart",
    "LoanBalance",
    "LoanProblem",
    "LoanTerms",
    "Paid",
    "PaidAhead",
    "Payoff",
    "PayoffCharges",
    "ProvisionLine",
    "Ratio",
    "RatioBand",
    "Schedule",
    "ServiceChargeMethod",
    "Share",
    "Standing",
    "SurplusProblem",
    "SurplusSplit",
    "Unpaid",
    "allocate",
    "collectability",
    "cost_coverage",
    "effective_rate_percent",
    "loans_at_risk",
    "payoff",
    "plan_of",
    "portfolio_at_risk",
    "provisions",
    "ratio",
    "repayment_rate",
    "replan",
    "return_on_investment",
    "schedule",
    "shorten",
    "split_by_weight",
    "split_surplus",
    "standing",
    "unpaid_instalments",
]
