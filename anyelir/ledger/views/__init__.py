"""Pages of the books of a body."""

from anyelir.ledger.views.accounts import accounts, add_account, choose_sides, download, end
from anyelir.ledger.views.books import book, entry, home, open_new, pay, print_book, receive, totals, transfer
from anyelir.ledger.views.budget import add_line, change_line, copy_last_year, download_budget, plan
from anyelir.ledger.views.closing import close
from anyelir.ledger.views.papers import closings, paper
from anyelir.ledger.views.savings import join, pay_out, save, saver, savings
from anyelir.ledger.views.wall import wall, wall_page

__all__ = [
    "accounts",
    "add_account",
    "add_line",
    "book",
    "change_line",
    "choose_sides",
    "close",
    "closings",
    "copy_last_year",
    "download",
    "download_budget",
    "end",
    "entry",
    "home",
    "join",
    "open_new",
    "paper",
    "pay",
    "plan",
    "pay_out",
    "print_book",
    "receive",
    "save",
    "saver",
    "savings",
    "totals",
    "transfer",
    "wall",
    "wall_page",
]
