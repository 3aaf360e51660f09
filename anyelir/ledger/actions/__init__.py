"""Every write of the books: opening, posting, reversing, closing."""

from anyelir.ledger.actions.closing import confirm_closing, propose_closing, withdraw_proposal
from anyelir.ledger.actions.opening import add_account, end_ledger, open_ledger, set_sides
from anyelir.ledger.actions.posting import post_entry, reverse_entry

__all__ = [
    "add_account",
    "confirm_closing",
    "end_ledger",
    "open_ledger",
    "post_entry",
    "propose_closing",
    "reverse_entry",
    "set_sides",
    "withdraw_proposal",
]
