"""Months, quarters, semesters and budget years: the periods that reports and plans speak of.

A budget year (tahun anggaran) is the calendar year, 1 January to 31 December [A: handbook, glossary]; semester I
ends in June. Working days and holidays are in ``holidays_id``, WIB/WITA/WIT in ``time_zones``, numbers and dates in
words in ``numbers_id``, ``terbilang``, ``dates_id`` and ``letter_numbers``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules.dates import days_in_month
from anyelir.rules.dates_id import MONTH_NAMES
from anyelir.rules.numbers_id import roman

MONTHS_IN_YEAR = 12


class PeriodKind(StrEnum):
    """Kinds of period, short to long."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Length in months."""
        return _MONTHS[self]


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.SEMESTER: 6, PeriodKind.YEAR: 12}
_KEY = re.compile(r"([0-9]{4})(?:-(?:([QS])([1-4])|([0-9]{2})))?")
_LETTERS = {PeriodKind.QUARTER: "Q", PeriodKind.SEMESTER: "S"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period: ``number`` counts from 1 inside the year (months 1-12, quarters 1-4, semesters 1-2, 1)."""

    year: int
    kind: PeriodKind
    number: int = 1

    @property
    def first_on(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, (self.number - 1) * self.kind.months + 1, 1)

    @property
    def last_on(self) -> dt.date:
        """The last day, itself inside."""
        month = self.number * self.kind.months
        return dt.date(self.year, month, days_in_month(self.year, month))

    @property
    def key(self) -> str:
        """For addresses and files, sorts in time: ``2026-11``, ``2026-Q4``, ``2026-S2``, ``2026``."""
        if self.kind is PeriodKind.YEAR:
            return f"{self.year:04d}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.year:04d}-{self.number:02d}"
        return f"{self.year:04d}-{_LETTERS[self.kind]}{self.number}"

    @property
    def label(self) -> str:
        """As printed: ``November 2026``, ``Triwulan IV 2026``, ``Semester II 2026``, ``Tahun 2026``."""
        if self.kind is PeriodKind.YEAR:
            return f"Tahun {self.year}"
        if self.kind is PeriodKind.MONTH:
            return f"{MONTH_NAMES[self.number - 1]} {self.year}"
        word = "Triwulan" if self.kind is PeriodKind.QUARTER else "Semester"
        return f"{word} {roman(self.number)} {self.year}"

    def __contains__(self, day: dt.date) -> bool:
        return self.first_on <= day <= self.last_on

    def shifted(self, steps: int) -> Period:
        """The period ``steps`` later (or earlier), the first or last one of the calendar at its ends."""
        in_year = MONTHS_IN_YEAR // self.kind.months
        index = self.year * in_year + self.number - 1 + steps
        index = min(max(index, in_year), (dt.MAXYEAR + 1) * in_year - 1)
        return Period(index // in_year, self.kind, index % in_year + 1)

    def split(self, kind: PeriodKind) -> tuple[Period, ...]:
        """The shorter periods inside, in order; the period itself for its own kind, none for a longer one."""
        if kind.months > self.kind.months:
            return ()
        first = period_of(kind, self.first_on)
        return tuple(first.shifted(step) for step in range(self.kind.months // kind.months))


def period_of(kind: PeriodKind, day: dt.date) -> Period:
    """The month, quarter, semester or year that a day lies in."""
    return Period(day.year, kind, (day.month - 1) // kind.months + 1)


def fiscal_year(day: dt.date) -> Period:
    """The budget year of a day."""
    return period_of(PeriodKind.YEAR, day)


def parse_period(key: str) -> Period | None:
    """Read the ``key`` of a period back; None for anything else."""
    match = _KEY.fullmatch(key)
    if match is None or not key.isascii() or int(match[1]) < dt.MINYEAR:
        return None
    year, letter, part, month = match.groups()
    if month is not None:
        return Period(int(year), PeriodKind.MONTH, int(month)) if 1 <= int(month) <= MONTHS_IN_YEAR else None
    if letter is None:
        return Period(int(year), PeriodKind.YEAR)
    kind = PeriodKind.QUARTER if letter == "Q" else PeriodKind.SEMESTER
    return Period(int(year), kind, int(part)) if int(part) * kind.months <= MONTHS_IN_YEAR else None
