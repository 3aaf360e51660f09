"""Every write of a fund: its rules, a loan from request to its end, and what follows each entry of the books."""

from anyelir.enterprise.fund.actions.asking import cancel_loan, decide_loan, request_loan
from anyelir.enterprise.fund.actions.cutoff import (
    close_cutoff,
    drop_cutoff_loan,
    keep_cutoff_loan,
    save_cutoff,
)
from anyelir.enterprise.fund.actions.ending import write_off_loan
from anyelir.enterprise.fund.actions.joint import cover_from_joint, give_back_joint, pay_held
from anyelir.enterprise.fund.actions.lending import disburse_loan
from anyelir.enterprise.fund.actions.opening import add_product, end_product, open_fund, set_terms
from anyelir.enterprise.fund.actions.paying import pay_loan, pay_off_loan, take_back_payment
from anyelir.enterprise.fund.actions.rescheduling import replan_loan
from anyelir.enterprise.fund.actions.reserve import set_aside_reserve
from anyelir.enterprise.fund.actions.surplus import divide_surplus, spend_surplus, take_back_surplus

__all__ = [
    "add_product",
    "cancel_loan",
    "close_cutoff",
    "cover_from_joint",
    "decide_loan",
    "disburse_loan",
    "divide_surplus",
    "drop_cutoff_loan",
    "end_product",
    "give_back_joint",
    "keep_cutoff_loan",
    "open_fund",
    "pay_held",
    "pay_loan",
    "pay_off_loan",
    "replan_loan",
    "request_loan",
    "save_cutoff",
    "set_aside_reserve",
    "set_terms",
    "spend_surplus",
    "take_back_payment",
    "take_back_surplus",
    "write_off_loan",
]
