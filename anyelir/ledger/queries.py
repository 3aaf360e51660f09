"""Reads of one ledger: what its accounts hold, the cash book, and the state of its months."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from anyelir.ledger.models import Closing, Ledger, LedgerAccount, LedgerEntry, LedgerLine
from anyelir.rules.journal import JournalEntry, JournalLine
from anyelir.rules.months import first_of_month, last_day


def accounts_by_code(ledger: Ledger) -> dict[str, LedgerAccount]:
    return {account.code: account for account in ledger.accounts.all()}


def held_now(ledger: Ledger) -> dict[str, int]:
    """What each account holds, in its own direction: money in hand, savings owed, income so far."""
    rows = ledger.accounts.annotate(sum_idr=Coalesce(Sum("balances__amount_idr"), 0))
    return {account.code: account.sign * account.sum_idr for account in rows}


def held_at(account: LedgerAccount, on: dt.date) -> int:
    """What the account held at the end of that day, in its own direction."""
    lines = LedgerLine.objects.filter(account=account, entry__on__lte=on)
    return account.sign * (lines.aggregate(n=Sum("amount_idr"))["n"] or 0)


@dataclass(frozen=True)
class Course:
    """What an account holds at the end of a day, and the least of that and every later day, in its own direction."""

    held_idr: int
    least_idr: int
    least_on: dt.date


def courses_from(
    account: LedgerAccount, on: dt.date, parties: Collection[str] | None = None
) -> dict[str, Course]:
    """Of each of ``parties`` by her key; without them of the account as a whole, under an empty key."""
    lines = LedgerLine.objects.filter(account=account)
    whose: Any = Value("")
    if parties is not None:
        lines, whose = lines.filter(party__in=parties), F("party")
    by_key = lines.annotate(whose=whose).order_by()
    held = by_key.filter(entry__on__lte=on).values("whose").annotate(sum_idr=Sum("amount_idr"))
    then = {row["whose"]: account.sign * (row["sum_idr"] or 0) for row in held}
    courses = {key: Course(then.get(key, 0), then.get(key, 0), on) for key in parties or [""]}
    later = by_key.filter(entry__on__gt=on).values("whose", "entry__on").annotate(sum_idr=Sum("amount_idr"))
    for row in later.order_by("entry__on"):
        key = row["whose"]
        then[key] = then.get(key, 0) + account.sign * row["sum_idr"]
        if then[key] < courses[key].least_idr:
            courses[key] = replace(courses[key], least_idr=then[key], least_on=row["entry__on"])
    return courses


def entries_until(ledger: Ledger, through: dt.date, *, after: dt.date | None = None) -> QuerySet[LedgerEntry]:
    rows = LedgerEntry.objects.filter(ledger=ledger, on__lte=through)
    return rows if after is None else rows.filter(on__gt=after)


def journal(entries: QuerySet[LedgerEntry]) -> list[JournalEntry]:
    """Entries as the rules know them, in order of numbers, with their lines as they were written."""
    lines: dict[object, list[JournalLine]] = defaultdict(list)
    rows = LedgerLine.objects.filter(entry__in=entries).order_by("id").annotate(code=F("account__code"))
    for line in rows:
        lines[line.entry_id].append(JournalLine(line.code, line.amount_idr, line.party, line.matter))
    in_order = entries.select_related("reverses").order_by("year", "no")
    return [_journal_entry(entry, lines[entry.pk]) for entry in in_order]


def _journal_entry(entry: LedgerEntry, lines: Iterable[JournalLine]) -> JournalEntry:
    return JournalEntry(
        year=entry.year,
        no=entry.no,
        on=entry.on,
        kind=entry.kind,
        lines=tuple(lines),
        words=entry.words,
        receipt_no=entry.receipt_no,
        reverses=str(entry.reverses) if entry.reverses is not None else "",
    )


def balances_at(ledger: Ledger, through: dt.date) -> dict[str, int]:
    """The sum of each account that was touched by the end of that day (debit above zero)."""
    rows = LedgerLine.objects.filter(ledger=ledger, entry__on__lte=through).values("account__code")
    sums = rows.annotate(sum_idr=Sum("amount_idr")).order_by("account__code")
    return {row["account__code"]: row["sum_idr"] for row in sums}


def first_open_day(ledger: Ledger) -> dt.date:
    first: dt.date = ledger.since
    return first if ledger.closed_through is None else ledger.closed_through + dt.timedelta(days=1)


def next_to_close(ledger: Ledger) -> dt.date:
    """The last day of the month that is closed next."""
    return last_day(first_of_month(first_open_day(ledger)))


def last_closing(ledger: Ledger) -> Closing | None:
    return Closing.objects.filter(ledger=ledger).order_by("-through").first()


def money_places(ledger: Ledger) -> QuerySet[LedgerAccount]:
    """Cash boxes and bank accounts."""
    return LedgerAccount.objects.filter(ledger=ledger).exclude(place="").order_by("-place", "code")


def cash_idr(ledger: Ledger, through: dt.date) -> int:
    """What the book says is in the cash box at the end of that day."""
    box = Q(account__place=LedgerAccount.Place.CASH, account__ledger=ledger, entry__on__lte=through)
    return LedgerLine.objects.filter(box).aggregate(n=Sum("amount_idr"))["n"] or 0


def money_held(ledgers: Iterable[Ledger]) -> dict[object, int]:
    """What is in the cash boxes and bank accounts of each of these books, by the key of the ledger."""
    keys = [ledger.pk for ledger in ledgers]
    places = LedgerAccount.objects.filter(ledger__in=keys).exclude(place="")
    sums = (
        places.values("ledger").annotate(sum_idr=Coalesce(Sum("balances__amount_idr"), 0)).order_by("ledger")
    )
    return dict.fromkeys(keys, 0) | {row["ledger"]: row["sum_idr"] for row in sums}


def reversal_of(entry: LedgerEntry) -> LedgerEntry | None:
    return LedgerEntry.objects.filter(reverses=entry).first()
