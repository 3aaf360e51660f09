"""Pages of the books of a body."""

from anyelir.ledger.views.books import book, entry, home, open_new, pay, print_book, receive, totals, transfer
from anyelir.ledger.views.closing import close

__all__ = [
    "book",
    "close",
    "entry",
    "home",
    "open_new",
    "pay",
    "print_book",
    "receive",
    "totals",
    "transfer",
]
