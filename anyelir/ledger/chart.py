"""The chart of accounts with which books are opened: a dated rule table, copied into the rows of a ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.rules import tables

CASH, BANK = "kas", "bank"
OPENING_EQUITY, SURPLUS, CASH_DIFFERENCE = "modal:awal", "modal:surplus", "selisih:kas"
TABLE = "ledger_accounts"
# Where a page that everybody reads puts an account that a body named itself: its title may name a person.
OF_ADDED = {LedgerAccount.Kind.INCOME: "lain:masuk", LedgerAccount.Kind.EXPENSE: "belanja:lain"}


def seeded_accounts(ledger: Ledger, on: dt.date) -> list[LedgerAccount]:
    """Unsaved, in order of the table."""
    rows = tables.load(TABLE).as_of(on)
    fields = ("code", "kind", "guard", "place", "title")
    return [
        LedgerAccount(ledger=ledger, since=ledger.since, **{name: row[name] for name in fields})
        for row in rows
    ]


def in_chart_order(accounts: Iterable[LedgerAccount], on: dt.date) -> list[LedgerAccount]:
    """As the chart of that day lists them; those that the body added follow by their code."""
    places = {code: place for place, code in enumerate(tables.load(TABLE).nearest(on))}
    return sorted(accounts, key=lambda account: (places.get(account.code, len(places)), account.code))


def fund_of(code: str, on: dt.date) -> str:
    """The source of money of 4.11 (apbdes, swadaya ...) of an account of income, "" of any other."""
    row = tables.load(TABLE).nearest(on).get(code)
    return str(row["fund"]) if row is not None else ""


def is_choice(code: str, on: dt.date) -> bool:
    """Whether a person may choose it in the cash book; accounts that a body added itself always."""
    row = tables.load(TABLE).nearest(on).get(code)
    return row is None or bool(row["is_choice"])


def wall_title(account: LedgerAccount, *, is_correction: bool) -> str:
    """The category of an account for everybody to read: words of the table alone, never those that a body typed."""
    if is_correction:
        return _("Pembetulan bulan sebelumnya")
    rows = tables.load(TABLE).nearest(account.since)
    row = rows.get(account.code) or rows.get(OF_ADDED.get(account.kind, ""))
    return str(row["title"]) if row is not None else _("Lain-lain")
