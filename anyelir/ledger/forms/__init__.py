"""Forms of the books: entries and closings, accounts, the budget, savings and who saves."""

from anyelir.ledger.forms.accounts import EndForm, LedgerAccountForm, SidesForm
from anyelir.ledger.forms.budget import BudgetLineForm, PlannedForm
from anyelir.ledger.forms.entries import (
    ConfirmForm,
    CountForm,
    ExpenseForm,
    MoneyMoveForm,
    OpenLedgerForm,
    ReceiptForm,
    ReverseForm,
)
from anyelir.ledger.forms.savings import JoinForm, LeaveForm, SavingForm

__all__ = [
    "BudgetLineForm",
    "ConfirmForm",
    "CountForm",
    "EndForm",
    "ExpenseForm",
    "JoinForm",
    "LeaveForm",
    "LedgerAccountForm",
    "MoneyMoveForm",
    "OpenLedgerForm",
    "PlannedForm",
    "ReceiptForm",
    "ReverseForm",
    "SavingForm",
    "SidesForm",
]
