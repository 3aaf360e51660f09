"""Years of unbroken service of one human: terms of posts and services joined, however often she moved.

A break of at most so many days (rule table ``service_breaks``, not confirmed) does not end the stretch and is not taken
off it. Awards go by full years (``service_awards``), never by rank.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.finiteness import check_fields, finite_numbers

ONE_DAY = dt.timedelta(days=1)


class ServiceTerm(NamedTuple):
    """From a day to a day, both included; without ``until`` it goes on.

    A plain pair, as a query gives it: a kabupaten has tens of thousands.
    """

    since: dt.date
    until: dt.date | None = None


@dataclass(frozen=True)
class ServiceAward:
    """An award of a table: its slug and the full years that it asks for."""

    slug: str
    years: int

    def __post_init__(self) -> None:
        check_fields(self)


def longest_break(on: dt.date) -> int:
    """The days between two terms that do not end the stretch."""
    return int(tables.load("service_breaks").by_key(on)["longest_break"]["days"])


def service_awards(on: dt.date) -> list[ServiceAward]:
    """By years, the longest first."""
    rows = tables.load("service_awards").by_key(on)
    awards = [ServiceAward(str(slug), int(row["years"])) for slug, row in rows.items()]
    return sorted(awards, key=lambda award: -award.years)


def unbroken_since(
    terms: Iterable[tuple[dt.date, dt.date | None]], on: dt.date, gap_days: int
) -> dt.date | None:
    """The first day of the stretch of service that lasts on that day; None when she serves no more, or not yet.

    What begins after ``on`` counts nothing. A stretch lasts while its last day is at most ``gap_days`` over.
    """
    begun = sorted((since, until or on) for since, until in terms if since <= on)
    first: dt.date | None = None
    last = dt.date.min
    for since, until in begun:
        if first is None or (since - last).days - 1 > gap_days:
            first, last = since, until
        else:
            last = max(last, until)
    return first if first is not None and (on - last).days <= gap_days else None


def full_years(since: dt.date, on: dt.date) -> int:
    """Anniversaries passed; that of 29 February is 1 March in a common year."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


@finite_numbers
def award_reached(years: int, awards: Iterable[ServiceAward]) -> ServiceAward | None:
    """The longest one whose years are full."""
    return max(
        (award for award in awards if award.years <= years), key=lambda award: award.years, default=None
    )


@finite_numbers
def award_ahead(
    since: dt.date, on: dt.date, within_days: int, awards: Iterable[ServiceAward]
) -> ServiceAward | None:
    """The one whose years become full within so many days from ``on``, that day left out."""
    now, then = full_years(since, on), full_years(since, add_days(on, within_days))
    return next((award for award in awards if now < award.years <= then), None)
