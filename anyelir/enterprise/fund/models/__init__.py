"""Records of a revolving fund."""

from anyelir.enterprise.fund.models.loans import (
    MOST_MONTHS,
    Fund,
    FundTerms,
    Loan,
    LoanPlan,
    LoanProduct,
    PlanInstalment,
)

__all__ = [
    "MOST_MONTHS",
    "Fund",
    "FundTerms",
    "Loan",
    "LoanPlan",
    "LoanProduct",
    "PlanInstalment",
]
