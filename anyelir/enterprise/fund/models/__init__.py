"""Records of a revolving fund."""

from anyelir.enterprise.fund.models.checks import FundsCheck
from anyelir.enterprise.fund.models.cutoff import CutOff, CutOffBalance, CutOffLoan
from anyelir.enterprise.fund.models.loans import (
    MOST_MONTHS,
    Fund,
    FundTerms,
    Loan,
    LoanPlan,
    LoanProduct,
    PlanInstalment,
)
from anyelir.enterprise.fund.models.surplus import Surplus

__all__ = [
    "MOST_MONTHS",
    "CutOff",
    "CutOffBalance",
    "CutOffLoan",
    "Fund",
    "FundTerms",
    "FundsCheck",
    "Loan",
    "LoanPlan",
    "LoanProduct",
    "PlanInstalment",
    "Surplus",
]
