"""The fixed day of a posyandu ("Selasa minggu ke-2") as dates and in words."""

from __future__ import annotations

import datetime as dt

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from anyelir.posyandu.register.models import Posyandu
from anyelir.rules.dates import add_months
from anyelir.rules.months import last_day
from anyelir.rules.skdn import least_days_to_next

DAYS_A_WEEK = 7


def open_day_of(posyandu: Posyandu, month: dt.date) -> dt.date | None:
    """The scheduled day in the month of ``month``; a fifth week that the month lacks is its last such weekday.

    None without a schedule, and for a day on which the posyandu no longer works.
    """
    if posyandu.schedule_week is None or posyandu.schedule_weekday is None:
        return None
    first = month.replace(day=1)
    to_weekday = (posyandu.schedule_weekday - first.weekday()) % DAYS_A_WEEK
    day = first + dt.timedelta(days=to_weekday + DAYS_A_WEEK * (posyandu.schedule_week - 1))
    while day > last_day(first):
        day -= dt.timedelta(days=DAYS_A_WEEK)
    is_over = posyandu.closed_on is not None and day > posyandu.closed_on
    return None if is_over else day


def open_day_of_next_month(posyandu: Posyandu, after: dt.date) -> dt.date | None:
    """The scheduled day of the month after ``after``."""
    return open_day_of(posyandu, add_months(after.replace(day=1), 1))


def next_open_day(posyandu: Posyandu, weighed_on: dt.date) -> dt.date | None:
    """The open day on which a child weighed on ``weighed_on`` is weighed again.

    Once a calendar month; a day so soon that no gain can be read (weighed late in the month) is passed over.
    """
    day = open_day_of_next_month(posyandu, weighed_on)
    if day is not None and (day - weighed_on).days < least_days_to_next(weighed_on):
        return open_day_of_next_month(posyandu, day)
    return day


def coming_open_day(posyandu: Posyandu, today: dt.date) -> dt.date | None:
    """The scheduled day that is today or the next to come."""
    this_month = open_day_of(posyandu, today)
    if this_month is not None and this_month >= today:
        return this_month
    return open_day_of_next_month(posyandu, today)


def schedule_words(posyandu: Posyandu) -> str:
    """Selasa minggu ke-2, jam 08.00; empty when no day is fixed."""
    if posyandu.schedule_week is None or posyandu.schedule_weekday is None:
        return ""
    day_of_month = _("%(weekday)s minggu ke-%(week)d") % {
        "weekday": WEEKDAYS[posyandu.schedule_weekday],
        "week": posyandu.schedule_week,
    }
    return f"{day_of_month}, {opening_words(posyandu)}" if posyandu.opens_at else day_of_month


def opening_words(posyandu: Posyandu) -> str:
    """jam 08.00; empty when not known."""
    return _("jam %s") % f"{posyandu.opens_at:%H.%M}" if posyandu.opens_at else ""
