"""Reads of monthly sales: the note that counts of each month, and the last day on which something was sold."""

from __future__ import annotations

import datetime as dt

from anyelir.enterprise.trade.models import Business, SalesNote
from anyelir.rules.dates import add_months

ONE_DAY = dt.timedelta(days=1)


def counting_notes(business: Business) -> dict[dt.date, SalesNote]:
    """By month, the newest month first; of several notes the last one."""
    by_month: dict[dt.date, SalesNote] = {}
    for note in business.sales.order_by("-month", "-created_at", "-id"):
        by_month.setdefault(note.month, note)
    return by_month


def last_sold_on(business: Business, today: dt.date) -> dt.date | None:
    """The last day of the newest month with sales, or today when that month still runs."""
    sold = [month for month, note in counting_notes(business).items() if note.has_sold]
    return min(add_months(sold[0], 1) - ONE_DAY, today) if sold else None


def offered_months(business: Business, today: dt.date) -> list[dt.date]:
    """This month and the three before it, not before the business began."""
    first = business.begun_on.replace(day=1)
    months = [add_months(today.replace(day=1), -back) for back in range(4)]
    return [month for month in months if month >= first]
