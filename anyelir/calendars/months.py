"""A month as its page shows it: weeks of days, with what is kept, what is off and what happens."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from anyelir.core.happenings import HAPPENINGS, Happening, Happenings
from anyelir.membership.models import Body
from anyelir.rules.holidays_id import SUNDAY, Certainty, Holiday, certainty, holiday_on
from anyelir.rules.pkk_days import PkkDay, pkk_days_of

# As many lines as a day has room for on the printed month; what is left is counted.
MOST = 4


@dataclass(frozen=True)
class DayEntry:
    """A happening with the kind that it is of."""

    kind: Happenings
    happening: Happening


@dataclass(frozen=True)
class Day:
    on: dt.date
    is_inside: bool
    is_today: bool
    holiday: Holiday | None
    kept: tuple[PkkDay, ...]
    entries: tuple[DayEntry, ...]

    @property
    def is_free(self) -> bool:
        return self.holiday is not None or self.on.weekday() == SUNDAY

    @property
    def is_empty(self) -> bool:
        return not (self.holiday or self.kept or self.entries)

    @property
    def shown(self) -> tuple[DayEntry, ...]:
        return self.entries[:MOST]

    @property
    def left_out(self) -> tuple[DayEntry, ...]:
        return self.entries[MOST:]


@dataclass(frozen=True)
class Month:
    first: dt.date
    days: tuple[Day, ...]
    # What is kept for more than a day.
    kept: tuple[PkkDay, ...]

    @property
    def count(self) -> int:
        return sum(len(day.entries) for day in self.days if day.is_inside)

    @property
    def is_estimated(self) -> bool:
        return certainty(self.first.year) is not Certainty.DECREED

    @property
    def has_unconfirmed(self) -> bool:
        kept = [*self.kept, *(each for day in self.days for each in day.kept)]
        return not all(each.is_confirmed for each in kept)


def entries_between(
    user: Any, bodies: QuerySet[Body], first: dt.date, last: dt.date
) -> Mapping[dt.date, list[DayEntry]]:
    """By day, in the order of their hours; those without an hour come first. Cancelled ones are no more."""
    by_day: dict[dt.date, list[DayEntry]] = defaultdict(list)
    for kind in HAPPENINGS:
        for happening in kind.find(user, bodies, first, last):
            if not happening.is_cancelled:
                by_day[happening.on].append(DayEntry(kind, happening))
    return {day: sorted(entries, key=_hour) for day, entries in by_day.items()}


def _hour(entry: DayEntry) -> tuple[dt.time, str, str]:
    happening = entry.happening
    return happening.starts_at or dt.time(), happening.title, happening.key


def month_of(user: Any, bodies: QuerySet[Body], first: dt.date, today: dt.date) -> Month:
    """The month that begins on ``first``, in whole weeks from Monday."""
    days = _whole_weeks(first)
    entries = entries_between(user, bodies, days[0], days[-1])
    kept = _kept(days)
    shown = tuple(
        Day(
            day,
            day.month == first.month,
            day == today,
            holiday_on(day),
            tuple(each for each in kept if each.is_one_day and each.first == day),
            tuple(entries.get(day, ())),
        )
        for day in days
    )
    return Month(first, shown, tuple(each for each in pkk_days_of(first) if not each.is_one_day))


def _whole_weeks(first: dt.date) -> list[dt.date]:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [day for week in weeks for day in week]


def _kept(days: Iterable[dt.date]) -> list[PkkDay]:
    months = sorted({day.replace(day=1) for day in days})
    return [each for month in months for each in pkk_days_of(month)]
