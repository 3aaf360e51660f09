"""Months named by their first day: the period of every posyandu number.

For quarters, semesters, years and printed labels see ``periods``; for steps from any day see ``dates``.
"""

from __future__ import annotations

import datetime as dt

from anyelir.rules.dates import add_months, days_in_month


def first_of_month(day: dt.date) -> dt.date:
    """The month of a day, named by its first day."""
    return day.replace(day=1)


def previous_month(month: dt.date) -> dt.date:
    """First day of the calendar month before the month of ``month``; the calendar begins in January of year 1."""
    return add_months(first_of_month(month), -1)


def last_day(month: dt.date) -> dt.date:
    """The last day of the month of ``month``."""
    return month.replace(day=days_in_month(month.year, month.month))


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of the months from that of ``first`` to that of ``last``, both included; else empty."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [add_months(first_of_month(first), step) for step in range(count + 1)]
