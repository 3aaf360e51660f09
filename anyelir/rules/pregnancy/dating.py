"""How far a pregnancy is: gestational age and expected date of delivery, with their source.

Source: posyandu.md section 11 [C]: EDD = first day of the last period (HPHT) + 280 days; age = days
div 7; an ultrasound date is kept apart from a date told by the mother. Kader see due and done only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.finiteness import finite_numbers

DAYS_IN_WEEK = 7


class DatingSource(StrEnum):
    """What the dating of a pregnancy rests on."""

    LAST_PERIOD = "last_period"
    ULTRASOUND = "ultrasound"


class AgeReason(StrEnum):
    """Why a gestational age is or is not plausible."""

    OK = "ok"
    BEFORE_START = "before_start"
    PAST_TERM = "past_term"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Dating:
    """Day 0 of a pregnancy (first day of the last period, or the same day worked back from a scan)."""

    starts_on: dt.date
    source: DatingSource

    @property
    def expected_on(self) -> dt.date:
        """Expected date of delivery, by the rule in force on day 0."""
        return add_days(self.starts_on, limit("term", self.starts_on))


@dataclass(frozen=True)
class GestationalAge:
    """Completed weeks and days beyond them; both 0 before day 0, then ``reason`` tells."""

    weeks: int
    days: int
    reason: AgeReason

    @property
    def is_plausible(self) -> bool:
        """Between day 0 and the longest pregnancy of the table."""
        return self.reason in (AgeReason.OK, AgeReason.PAST_TERM)


def limit(name: str, on: dt.date) -> int:
    """A number of the table ``pregnancy_limits``; before its first period the first one."""
    return int(tables.load("pregnancy_limits").nearest(on)[name]["value"])


def from_last_period(last_period_on: dt.date) -> Dating:
    """Dating by the first day of the last period (HPHT)."""
    return Dating(last_period_on, DatingSource.LAST_PERIOD)


@finite_numbers
def from_ultrasound(scan_on: dt.date, weeks: int, days: int = 0) -> Dating:
    """Dating by a scan that read ``weeks`` completed weeks and ``days`` on ``scan_on``."""
    return Dating(add_days(scan_on, -(weeks * DAYS_IN_WEEK + days)), DatingSource.ULTRASOUND)


def gestational_age(dating: Dating, on: dt.date) -> GestationalAge:
    """Age of the pregnancy on ``on``. PAST_TERM from the day after the expected date, TOO_LONG beyond 44 weeks."""
    days = (on - dating.starts_on).days
    if days < 0:
        return GestationalAge(0, 0, AgeReason.BEFORE_START)
    reason = AgeReason.OK
    if days > limit("longest", on):
        reason = AgeReason.TOO_LONG
    elif days > limit("term", on):
        reason = AgeReason.PAST_TERM
    return GestationalAge(days // DAYS_IN_WEEK, days % DAYS_IN_WEEK, reason)
