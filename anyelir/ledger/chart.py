"""The chart of accounts with which books are opened: a dated rule table, copied into the rows of a ledger."""

from __future__ import annotations

import datetime as dt

from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.rules import tables

CASH, BANK = "kas", "bank"
OPENING_EQUITY, SURPLUS, CASH_DIFFERENCE = "modal:awal", "modal:surplus", "selisih:kas"
TABLE = "ledger_accounts"


def seeded_accounts(ledger: Ledger, on: dt.date) -> list[LedgerAccount]:
    """Unsaved, in order of the table."""
    rows = tables.load(TABLE).as_of(on)
    fields = ("code", "kind", "guard", "place", "title")
    return [
        LedgerAccount(ledger=ledger, since=ledger.since, **{name: row[name] for name in fields})
        for row in rows
    ]


def fund_of(code: str, on: dt.date) -> str:
    """The source of money of 4.11 (apbdes, swadaya ...) of an account of income, "" of any other."""
    row = tables.load(TABLE).nearest(on).get(code)
    return str(row["fund"]) if row is not None else ""


def is_choice(code: str, on: dt.date) -> bool:
    """Whether a person may choose it in the cash book; accounts that a body added itself always."""
    row = tables.load(TABLE).nearest(on).get(code)
    return row is None or bool(row["is_choice"])
