"""The cash book of a month as people read it: money in, money out, what is there; and the lines of what they enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.wording import day
from anyelir.ledger.chart import fund_of, is_choice
from anyelir.ledger.funds import FundSource
from anyelir.ledger.models import Ledger, LedgerAccount, LedgerEntry, LedgerLine
from anyelir.ledger.queries import money_places
from anyelir.rules.journal import JournalLine
from anyelir.rules.months import last_day

FUNDS: dict[str, str | Promise] = dict(FundSource.choices)


@dataclass(frozen=True)
class CashRow:
    """An entry that moved money: what came in and went out over all places, or what changed its place."""

    entry: LedgerEntry
    in_idr: int
    out_idr: int
    moved_idr: int
    balance_idr: int
    fund: str

    @property
    def fund_name(self) -> str | Promise:
        return FUNDS.get(self.fund, "")


@dataclass(frozen=True)
class CashBook:
    """From ``month``, its first day, to ``last``; ``opening_idr`` is what was there before, over all places."""

    month: dt.date
    last: dt.date
    opening_idr: int
    rows: list[CashRow]

    @property
    def in_idr(self) -> int:
        return sum(row.in_idr for row in self.rows)

    @property
    def out_idr(self) -> int:
        return sum(row.out_idr for row in self.rows)

    @property
    def closing_idr(self) -> int:
        return self.opening_idr + self.in_idr - self.out_idr


def cash_book(ledger: Ledger, month: dt.date) -> CashBook:
    """Entries of the month by day; ``month`` is its first day."""
    return book_between(ledger, month, last_day(month))


def book_between(ledger: Ledger, first: dt.date, last: dt.date) -> CashBook:
    """Entries from day to day, both included."""
    places = {account.pk for account in money_places(ledger)}
    lines = LedgerLine.objects.filter(ledger=ledger)
    before = (
        lines.filter(account__in=places, entry__on__lt=first).aggregate(idr=Sum("amount_idr"))["idr"] or 0
    )
    entries = LedgerEntry.objects.filter(ledger=ledger, on__range=(first, last))
    shown = entries.order_by("on", "year", "no").prefetch_related("lines__account").select_related("reverses")
    rows, balance = [], before
    for entry in shown:
        row = _row(entry, places, balance)
        if row is not None:
            balance = row.balance_idr
            rows.append(row)
    return CashBook(first, last, before, rows)


def _row(entry: LedgerEntry, places: set[object], balance_idr: int) -> CashRow | None:
    lines = [*entry.lines.all()]
    money = [line for line in lines if line.account_id in places]
    if not money:
        return None
    others = [line for line in lines if line.account_id not in places]
    came, went = _in_and_out(money)
    moved = 0 if others else sum(line.amount_idr for line in money if line.amount_idr > 0)
    return CashRow(entry, came, went, moved, balance_idr + came - went, _fund(entry, others))


def _in_and_out(money: list[LedgerLine]) -> tuple[int, int]:
    """Of one place each line by itself, as a meeting takes in and pays out in one entry; over several places what is
    left when what went from one to the other is taken away."""
    amounts = [line.amount_idr for line in money]
    if len({line.account_id for line in money}) > 1:
        amounts = [sum(amounts)]
    return sum(each for each in amounts if each > 0), -sum(each for each in amounts if each < 0)


def _fund(entry: LedgerEntry, others: Iterable[LedgerLine]) -> str:
    """What the lines name as their matter, or what the account of income stands for."""
    named = [line.matter if line.matter in FUNDS else fund_of(line.account.code, entry.on) for line in others]
    return next((fund for fund in named if fund), "")


def chosen_accounts(ledger: Ledger, kind: str, on: dt.date) -> list[LedgerAccount]:
    """What a person may choose: where money comes from, or what it is spent on."""
    return [
        account
        for account in ledger.accounts.all()
        if account.kind == kind and account.is_in_force(on) and is_choice(account.code, on)
    ]


def receipt_lines(account: str, place: str, amount_idr: int) -> list[JournalLine]:
    return [JournalLine(place, amount_idr), JournalLine(account, -amount_idr)]


def expense_lines(account: str, place: str, amount_idr: int, fund: str) -> list[JournalLine]:
    return [JournalLine(account, amount_idr, matter=fund), JournalLine(place, -amount_idr)]


def state_of(ledger: Ledger) -> str:
    """``ditutup sampai 31 Oktober 2026`` or that nothing was closed yet."""
    if ledger.closed_through is None:
        return str(_("belum pernah ditutup"))
    return str(_("ditutup sampai %s")) % day(ledger.closed_through)
