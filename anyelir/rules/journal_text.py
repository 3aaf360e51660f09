"""A journal as text that other programs of bookkeeping read: beancount and hledger.

They judge what we keep: both refuse an entry that does not balance and an account that nobody opened, and both compare
the balances that are asserted at the end. Parties are numbered (``M0007``); a name never leaves, nor do the words of an
entry unless they are asked for, because people write names there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anyelir.rules.journal import JournalEntry

CURRENCY = "IDR"
ROOTS = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expenses",
}
_NOT_IN_SEGMENT = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True)
class Books:
    """What is exported: the day of opening, the kind of each account by code, and all entries."""

    title: str
    since: dt.date
    kinds: dict[str, str]
    entries: Sequence[JournalEntry]

    @property
    def ordered(self) -> list[JournalEntry]:
        """By day, and on one day by number."""
        return sorted(self.entries, key=lambda entry: (entry.on, entry.year, entry.no))

    @property
    def last_day(self) -> dt.date:
        return max((entry.on for entry in self.entries), default=self.since)


def account_name(code: str, kind: str, party_no: str = "") -> str:
    """``simpanan:wajib`` of M0007 -> ``Liabilities:Simpanan:Wajib:M0007``."""
    segments = [_NOT_IN_SEGMENT.sub("-", segment) for segment in code.split(":")]
    segments = [segment[:1].upper() + segment[1:] for segment in segments]
    return ":".join([ROOTS[kind], *segments, *([party_no] if party_no else [])])


def party_numbers(entries: Iterable[JournalEntry]) -> dict[str, str]:
    """``M0001`` and on, in the order in which the parties first appear."""
    ordered = sorted(entries, key=lambda entry: (entry.year, entry.no))
    parties = dict.fromkeys(line.party for entry in ordered for line in entry.lines if line.party)
    return {party: f"M{number:04d}" for number, party in enumerate(parties, start=1)}


def account_sums(books: Books) -> dict[str, int]:
    """What each account of the export holds at the end, also those that were never touched."""
    numbers = party_numbers(books.entries)
    sums: dict[str, int] = defaultdict(int)
    for code, kind in books.kinds.items():
        sums[account_name(code, kind)] = 0
    for entry in books.entries:
        for line in entry.lines:
            name = account_name(line.account, books.kinds[line.account], numbers.get(line.party, ""))
            sums[name] += line.amount_idr
    return dict(sorted(sums.items()))


def beancount_text(books: Books, *, with_words: bool = False) -> str:
    """A file of beancount with every account opened and every balance asserted on the day after the last entry."""
    sums, numbers = account_sums(books), party_numbers(books.entries)
    blocks = [
        f'option "title" "{_quoted(books.title)}"\noption "operating_currency" "{CURRENCY}"',
        "\n".join(f"{books.since} open {name} {CURRENCY}" for name in sums),
    ]
    for entry in books.ordered:
        head = f'{entry.on} * "{entry.number}" "{_quoted(_said(entry, with_words))}"'
        blocks.append("\n".join([head, *_postings(books, entry, numbers, indent="  ")]))
    after = books.last_day + dt.timedelta(days=1)
    blocks.append("\n".join(f"{after} balance {name}  {_below(sums, name)} {CURRENCY}" for name in sums))
    return "\n\n".join(blocks) + "\n"


def hledger_text(books: Books, *, with_words: bool = False) -> str:
    """A journal of hledger that passes ``check --strict``: commodity and accounts declared, balances asserted."""
    sums, numbers = account_sums(books), party_numbers(books.entries)
    blocks = [
        f"; {books.title}\ncommodity 1000. {CURRENCY}",
        "\n".join(f"account {name}" for name in sums),
    ]
    for entry in books.ordered:
        head = f"{entry.on} * ({entry.number}) {_said(entry, with_words).replace(';', ',')}"
        blocks.append("\n".join([head, *_postings(books, entry, numbers, indent="    ")]))
    asserted = [f"    {name}  0 {CURRENCY} = {amount} {CURRENCY}" for name, amount in sums.items()]
    blocks.append("\n".join([f"{books.last_day} * balances", *asserted]))
    return "\n\n".join(blocks) + "\n"


def _postings(books: Books, entry: JournalEntry, numbers: dict[str, str], *, indent: str) -> list[str]:
    return [
        f"{indent}{account_name(line.account, books.kinds[line.account], numbers.get(line.party, ''))}"
        f"  {line.amount_idr} {CURRENCY}"
        for line in entry.lines
    ]


def _below(sums: dict[str, int], name: str) -> int:
    """A balance of beancount counts what stands below the account as well; one of hledger does not."""
    return sum(amount for other, amount in sums.items() if f"{other}:".startswith(f"{name}:"))


def _said(entry: JournalEntry, with_words: bool) -> str:
    return f"{entry.kind} {entry.words}".strip() if with_words else entry.kind


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
