"""The chart of accounts with which books are opened: a dated rule table, copied into the rows of a ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.rules import tables
from anyelir.rules.tables import Rule

CASH, BANK = "kas", "bank"
OPENING_EQUITY, SURPLUS, CASH_DIFFERENCE = "modal:awal", "modal:surplus", "selisih:kas"
# The chart of every body, and what a group adds to it when it opens a revolving fund.
TABLE, FUND_TABLE = "ledger_accounts", "fund_accounts"
# Where a page that everybody reads puts an account that a body named itself: its title may name a person.
OF_ADDED = {LedgerAccount.Kind.INCOME: "lain:masuk", LedgerAccount.Kind.EXPENSE: "belanja:lain"}


def seeded_accounts(
    ledger: Ledger, on: dt.date, *, table: str = TABLE, since: dt.date | None = None
) -> list[LedgerAccount]:
    """Unsaved, in order of the table; they begin with the books unless ``since`` says later."""
    rows = tables.load(table).as_of(on)
    fields = ("code", "kind", "guard", "place", "title")
    return [
        LedgerAccount(ledger=ledger, since=since or ledger.since, **{name: row[name] for name in fields})
        for row in rows
    ]


def charted(on: dt.date) -> dict[str, Rule]:
    """What the tables say of each account that they know, in their order."""
    return {
        code: row for table in (TABLE, FUND_TABLE) for code, row in tables.load(table).nearest(on).items()
    }


def in_chart_order(accounts: Iterable[LedgerAccount], on: dt.date) -> list[LedgerAccount]:
    """As the chart of that day lists them; those that the body added follow by their code."""
    places = {code: place for place, code in enumerate(charted(on))}
    return sorted(accounts, key=lambda account: (places.get(account.code, len(places)), account.code))


def fund_of(code: str, on: dt.date) -> str:
    """The source of money of 4.11 (apbdes, swadaya ...) of an account of income, "" of any other."""
    row = charted(on).get(code)
    return str(row["fund"]) if row is not None else ""


def is_choice(code: str, on: dt.date) -> bool:
    """Whether a person may choose it in the cash book; accounts that a body added itself always."""
    row = charted(on).get(code)
    return row is None or bool(row["is_choice"])


def wall_title(account: LedgerAccount, *, is_correction: bool) -> str:
    """The category of an account for everybody to read: words of the table alone, never those that a body typed."""
    if is_correction:
        return _("Pembetulan bulan sebelumnya")
    rows = charted(account.since)
    row = rows.get(account.code) or rows.get(OF_ADDED.get(account.kind, ""))
    return str(row["title"]) if row is not None else _("Lain-lain")
