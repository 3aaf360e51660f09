"""The journal of a body in itself: its lines as text of a fixed form, their digest, sums and balances.

Amounts are whole rupiah; a debit is above zero, a credit below. Sources: double-entry bookkeeping; the forms of
cash books 4.11 in the handbook of PKK administration, section 3.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anyelir.rules.finiteness import check_fields, finite_numbers

# A single amount; sums of a million of these still fit into 63 bits.
LARGEST_IDR = 100_000_000_000


@dataclass(frozen=True)
class JournalLine:
    """One side of an entry."""

    account: str
    amount_idr: int
    party: str = ""
    matter: str = ""

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class JournalEntry:
    """An entry as its books know it: number of its year, day, and lines in the order in which they were written."""

    year: int
    no: int
    on: dt.date
    kind: str
    lines: tuple[JournalLine, ...]
    words: str = ""
    receipt_no: str = ""
    reverses: str = ""

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def number(self) -> str:
        return f"{self.no}/{self.year}"


def balances_of(entries: Iterable[JournalEntry]) -> dict[str, int]:
    """The sum of each account that was ever touched, by code. ValueError for an amount that is no number."""
    sums: dict[str, int] = defaultdict(int)
    for entry in entries:
        for line in entry.lines:
            sums[line.account] += line.amount_idr
    return dict(sorted(sums.items()))


def line_text(entry: JournalEntry, line: JournalLine) -> str:
    """One line in the form that is digested: fields in order, separated by a tab, which no field can hold."""
    fields = (
        *(
            entry.year,
            entry.no,
            entry.on.isoformat(),
            entry.kind,
            entry.words,
            entry.receipt_no,
            entry.reverses,
        ),
        *(line.account, line.party, line.matter, line.amount_idr),
    )
    return "\t".join(str(field) for field in fields)


@finite_numbers
def digest_of(
    previous: str, through: dt.date, entries: Iterable[JournalEntry], balances: Mapping[str, int]
) -> str:
    """SHA-256 over the digest before, the last day, every line in order of numbers, and the balances after them."""
    ordered = sorted(entries, key=lambda entry: (entry.year, entry.no))
    texts = [
        f"anyelir.ledger.1\t{previous}\t{through.isoformat()}",
        *(line_text(entry, line) for entry in ordered for line in entry.lines),
        *(f"{code}\t{amount}" for code, amount in sorted(balances.items())),
    ]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
