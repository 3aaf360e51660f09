"""Steps on the calendar that the dated rules share: months and days forward or back.

Two meanings of "a month later" live side by side and must not be mixed. A contract falls due on the
same day or, when the month is too short, on its last day (``add_months``). An age is reached when the
day of birth has come round again, so a child born on 31 January is one month old on 1 March
(``month_reached_on``, the counterpart of ``age.completed_months``); a protective age limit then errs to
the young side.

Results that would leave the calendar stop at its first or last day instead of failing. Working days need the
holidays and are in ``holidays_id``; months as the periods of posyandu numbers are in ``months``.
"""

from __future__ import annotations

import datetime as dt
from operator import index as whole

MONTHS_OF_CALENDAR = dt.MAXYEAR * 12 + 11


def _year_month(day: dt.date, months: int) -> tuple[int, int] | None:
    index = day.year * 12 + day.month - 1 + whole(months)
    if not 12 <= index <= MONTHS_OF_CALENDAR:
        return None
    return index // 12, index % 12 + 1


def _edge(months: int) -> dt.date:
    return dt.date.max if months > 0 else dt.date.min


def days_in_month(year: int, month: int) -> int:
    """Length of a month of the Gregorian calendar, 28-31."""
    year, month = whole(year), whole(month)
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def add_months(day: dt.date, months: int) -> dt.date:
    """``months`` calendar months later (or earlier), on the last day where the month is shorter."""
    target = _year_month(day, months)
    if target is None:
        return _edge(months)
    return dt.date(*target, min(day.day, days_in_month(*target)))


def add_days(day: dt.date, days: int) -> dt.date:
    """``days`` later (or earlier), stopping at the ends of the calendar."""
    number = day.toordinal() + whole(days)
    return dt.date.fromordinal(min(max(number, 1), dt.date.max.toordinal()))


def month_reached_on(born_on: dt.date, months: int) -> dt.date:
    """The first day with ``age.completed_months(born_on, day) >= months``."""
    target = _year_month(born_on, months)
    if target is None:
        return _edge(months)
    if born_on.day <= days_in_month(*target):
        return dt.date(*target, born_on.day)
    return add_days(dt.date(*target, days_in_month(*target)), 1)
