"""The day of a place: the one way in which the site asks what day it is."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from anyelir.rules import time_zones

# No date of the movement, its decrees or its people lies before; "0024" and "1024" are slips of the finger.
FIRST_YEAR = 1900
# Nor after: "3026" and "9999" are slips too, and no calendar goes on behind the last day of 9999.
LAST_YEAR = 2199


def day_at(region_code: str, moment: dt.datetime) -> dt.date:
    """The day on the calendar of a region at that moment."""
    return time_zones.today_at(region_code, moment)


def today_at(region_code: str) -> dt.date:
    """Today in a region by its own time zone (WIB, WITA, WIT); "" is the nation, with the day of the capital."""
    return time_zones.today_at(region_code, timezone.now())


def today_anywhere() -> dt.date:
    """The day that has begun somewhere in the country: for what spans places, and for "not yet" where none is known."""
    return time_zones.newest_day(timezone.now())
