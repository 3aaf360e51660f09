"""The month or the year of a book, as it stands in an address: 2026-10 or 2026."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.core.clock import today_at
from anyelir.core.grain import MONTH, YEAR, Grain
from anyelir.ledger.models import Ledger


@dataclass(frozen=True)
class BookPeriod:
    """From ``first`` to ``last``, both included."""

    grain: Grain
    first: dt.date

    @property
    def last(self) -> dt.date:
        return self.grain.end(self.first)

    @property
    def key(self) -> str:
        return self.grain.key(self.first)

    @property
    def label(self) -> str:
        return self.grain.text(self.first)

    @property
    def months(self) -> list[dt.date]:
        return MONTH.between(self.first, self.last)


def month_or_year(text: str) -> BookPeriod | None:
    """The period of a key; None for anything else."""
    grain = YEAR if len(text) == len("2026") else MONTH
    first = grain.parse(text)
    return BookPeriod(grain, first) if first is not None else None


def periods_of(ledger: Ledger, grain: Grain) -> list[BookPeriod]:
    """From the opening of the books to today or to their end, the latest first."""
    last = min(ledger.until or dt.date.max, today_at(ledger.body.region_id))
    return [BookPeriod(grain, first) for first in reversed(grain.between(ledger.since, last))]
