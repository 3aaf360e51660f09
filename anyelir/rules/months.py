"""Months named by their first day: the period of every posyandu number."""

from __future__ import annotations

import datetime as dt

from anyelir.rules.dates import add_months, days_in_month


def last_day(month: dt.date) -> dt.date:
    """The last day of the month of ``month``."""
    return month.replace(day=days_in_month(month.year, month.month))


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of the months from that of ``first`` to that of ``last``, both included; else empty."""
    start = first.replace(day=1)
    count = (last.year - first.year) * 12 + last.month - first.month
    return [add_months(start, step) for step in range(count + 1)]
