"""Every write of the books: opening, posting, reversing, closing."""

from anyelir.ledger.actions.budget import add_budget_line, change_budget_line, copy_budget, drop_budget_line
from anyelir.ledger.actions.closing import confirm_closing, propose_closing, withdraw_proposal
from anyelir.ledger.actions.opening import add_account, end_ledger, open_ledger, set_sides
from anyelir.ledger.actions.papers import issue_closing_paper
from anyelir.ledger.actions.posting import post_entry, reverse_entry
from anyelir.ledger.actions.saving import save_money
from anyelir.ledger.actions.wall import end_wall_page, open_wall_page

__all__ = [
    "add_account",
    "add_budget_line",
    "change_budget_line",
    "confirm_closing",
    "copy_budget",
    "drop_budget_line",
    "end_ledger",
    "end_wall_page",
    "issue_closing_paper",
    "open_ledger",
    "post_entry",
    "propose_closing",
    "reverse_entry",
    "save_money",
    "set_sides",
    "open_wall_page",
    "withdraw_proposal",
]
