"""Arithmetic of a group revolving fund (dana bergulir UP2K): loans, arrears, ratios, surplus.

Integer rupiah, no rounding loss: every split and every schedule sums exactly to what went in.
Source: domain handbook, enterprise.md section 8; numbers that change live in the tables
``collectability`` and ``fund_ratios``.
"""

from anyelir.rules.fund.loans import (
    Instalment,
    LoanProblem,
    LoanTerms,
    Schedule,
    ServiceChargeMethod,
    effective_rate_percent,
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
    repayment_rate,
    return_on_investment,
)
from anyelir.rules.fund.standing import (
    Allocation,
    Collectability,
    Payment,
    Standing,
    allocate,
    charged,
    collectability,
    standing,
)
from anyelir.rules.fund.surplus import Share, SurplusProblem, SurplusSplit, split_by_weight, split_surplus

__all__ = [
    "Allocation",
    "RatioBand",
    "Collectability",
    "Instalment",
    "LoanBalance",
    "LoanProblem",
    "LoanTerms",
    "ServiceChargeMethod",
    "Payment",
    "ProvisionLine",
    "Ratio",
    "Schedule",
    "Share",
    "Standing",
    "SurplusProblem",
    "SurplusSplit",
    "allocate",
    "charged",
    "collectability",
    "cost_coverage",
    "effective_rate_percent",
    "loans_at_risk",
    "portfolio_at_risk",
    "provisions",
    "repayment_rate",
    "return_on_investment",
    "schedule",
    "split_by_weight",
    "split_surplus",
    "standing",
]
