"""Age at a date when parts of the date of birth are not known.

Source: protection.md section 5.7 tests 70 and 71: age unknown is treated as child; birthdays of
29 February are reached on 1 March in short years. A part that cannot be (month 13, 31 June) is read as
unknown, never as an error.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.age import completed_years
from anyelir.rules.dates import days_in_month

DECEMBER = 12


@dataclass(frozen=True)
class Birth:
    """A date of birth of which any part may be missing (None)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def on(cls, date: dt.date) -> Birth:
        """A date of birth known to the day."""
        return cls(date.year, date.month, date.day)

    def possible(self) -> tuple[dt.date, dt.date] | None:
        """The earliest and latest day it can have been; None without a year."""
        if self.year is None or not dt.MINYEAR <= self.year <= dt.MAXYEAR:
            return None
        if self.month is None or not 1 <= self.month <= DECEMBER:
            return dt.date(self.year, 1, 1), dt.date(self.year, DECEMBER, 31)
        last = days_in_month(self.year, self.month)
        if self.day is None or not 1 <= self.day <= last:
            return dt.date(self.year, self.month, 1), dt.date(self.year, self.month, last)
        exact = dt.date(self.year, self.month, self.day)
        return exact, exact


@dataclass(frozen=True)
class AgeRange:
    """Completed years a person can have on a day: from ``least`` to ``most``, None when not known."""

    least: int | None
    most: int | None

    @property
    def is_certain(self) -> bool:
        """Whether only one age is possible."""
        return self.least is not None and self.least == self.most


def age_on(birth: Birth, on: dt.date) -> AgeRange:
    """Possible completed years on ``on``, never below 0."""
    possible = birth.possible()
    if possible is None:
        return AgeRange(None, None)
    earliest, latest = possible
    return AgeRange(max(completed_years(latest, on), 0), max(completed_years(earliest, on), 0))


def child_below(on: dt.date) -> int:
    """Age in years under which a person is a child by the law in force on ``on``, or else by the first one."""
    return int(tables.load("case_limits").nearest(on)["child_below"]["value"])


def is_child(birth: Birth, on: dt.date) -> bool:
    """True unless the person is certainly an adult on ``on``: what is not known protects."""
    least = age_on(birth, on).least
    return least is None or least < child_below(on)
