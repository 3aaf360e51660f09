"""Progress of a whole-number target and where the present pace leads.

Design [D]: a target runs in a straight line from its first to its last day; achieved counts are
cumulative. All arithmetic is on whole numbers and days, so the phone gives the same answer.

A number may be promised without a day [A: pkk-administration.md 2.6, the 1,001 of Pekalongan]. Then no
straight line exists and nothing is late; what can still be told is how much is left and when the present
pace would reach it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.finiteness import check_fields, finite_numbers

DAYS_IN_REPORT_MONTH = 30


class Pace(StrEnum):
    """How a target stands; the middle ones follow the table ``target_progress``."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    REACHED = "reached"
    MISSED = "missed"
    NO_DEADLINE = "no_deadline"


@dataclass(frozen=True)
class Target:
    """A number to reach from the first to the last day, both inclusive; ``ends_on`` None: no day was promised."""

    value: int
    starts_on: dt.date
    ends_on: dt.date | None

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def span(self) -> TargetSpan | None:
        """Its straight line in days, None without a last day."""
        if self.ends_on is None:
            return None
        return TargetSpan(self.starts_on, max((self.ends_on - self.starts_on).days + 1, 1))


@dataclass(frozen=True)
class TargetSpan:
    """The period of a target: its first day and its length, at least one day."""

    starts_on: dt.date
    days: int

    def passed(self, on: dt.date) -> int:
        """Days of the period up to the end of ``on``, 0 before it starts."""
        return min(max((on - self.starts_on).days + 1, 0), self.days)


@dataclass(frozen=True)
class ProgressPoint:
    """What had been achieved altogether by the end of a day."""

    on: dt.date
    achieved: int

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class Progress:
    """A target on a day; ``expected`` is the straight line rounded down, None as ``days_left`` without a last day."""

    achieved: int
    value: int
    expected: int | None
    pace: Pace
    days_left: int | None
    needed_per_month: int | None

    @property
    def remaining(self) -> int:
        """What is still to do, 0 once reached."""
        return max(self.value - self.achieved, 0)


@dataclass(frozen=True)
class Forecast:
    """Where the recent pace leads: the value at the end and the day the target would be reached.

    Both None without two days to measure a pace on; ``reached_on`` None also when there is no growth, ``at_end``
    also without a last day.
    """

    at_end: int | None
    reached_on: dt.date | None
    per_month: Fraction | None


def achieved_on(points: Sequence[ProgressPoint], on: dt.date) -> int:
    """The last count reported on or before ``on``, 0 before the first; the later of two on one day."""
    known = sorted((point for point in points if point.on <= on), key=lambda point: point.on)
    return known[-1].achieved if known else 0


def _pace(target: Target, achieved: int, on: dt.date) -> Pace:
    if achieved >= target.value:
        return Pace.REACHED
    if target.ends_on is not None and on > target.ends_on:
        return Pace.MISSED
    if on < target.starts_on:
        return Pace.NOT_STARTED
    span = target.span
    return Pace.NO_DEADLINE if span is None else _pace_by_table(target.value, span, achieved, on)


def _pace_by_table(value: int, span: TargetSpan, achieved: int, on: dt.date) -> Pace:
    """The best row whose share of the straight line is achieved; cross-multiplied, so exact."""
    line = value * span.passed(on)
    rules = sorted(
        tables.load("target_progress").as_of(on), key=lambda rule: -int(rule["min_percent_of_line"])
    )
    for rule in rules:
        if 100 * achieved * span.days >= rule["min_percent_of_line"] * line:
            return Pace(rule["pace"])
    return Pace.BEHIND


def _needed_per_month(remaining: int, days_left: int | None) -> int | None:
    if remaining == 0:
        return 0
    return -(-remaining * DAYS_IN_REPORT_MONTH // days_left) if days_left else None


@finite_numbers
def progress(target: Target, points: Sequence[ProgressPoint], on: dt.date) -> Progress:
    """How ``target`` stands at the end of ``on``.

    ``needed_per_month`` is what each 30 days left must bring, rounded up; None when no day is left or none was set.
    """
    achieved = achieved_on(points, on)
    span = target.span
    days_left = None if span is None else span.days - span.passed(on)
    return Progress(
        achieved=achieved,
        value=target.value,
        expected=None if span is None else target.value * span.passed(on) // span.days,
        pace=_pace(target, achieved, on),
        days_left=days_left,
        needed_per_month=_needed_per_month(max(target.value - achieved, 0), days_left),
    )


def _window_days(on: dt.date) -> int:
    return int(tables.load("target_forecast").nearest(on)["window"]["days"])


@finite_numbers
def forecast(target: Target, points: Sequence[ProgressPoint], on: dt.date) -> Forecast:
    """Carry the pace of the last days (table ``target_forecast``: 90) on to the end of the target.

    The pace runs from the start of the window, or from the day before the target started when that is
    later, to ``on``. A falling count (a correction) is read as no growth.
    """
    since = max(add_days(on, -_window_days(on)), add_days(target.starts_on, -1))
    days = (on - since).days
    achieved = achieved_on(points, on)
    if days <= 0:
        return Forecast(None, None, None)
    gained = max(achieved - achieved_on(points, since), 0)
    days_left = None if target.ends_on is None else max((target.ends_on - on).days, 0)
    return Forecast(
        at_end=None if days_left is None else achieved + gained * days_left // days,
        reached_on=_reached_on(target, points, on, gained, days),
        per_month=Fraction(gained * DAYS_IN_REPORT_MONTH, days),
    )


def _reached_on(
    target: Target, points: Sequence[ProgressPoint], on: dt.date, gained: int, days: int
) -> dt.date | None:
    reached = [point.on for point in points if point.on <= on and point.achieved >= target.value]
    remaining = target.value - achieved_on(points, on)
    if remaining <= 0:
        return min(reached, default=on)
    return add_days(on, -(-remaining * days // gained)) if gained else None
