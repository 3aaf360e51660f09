"""The day of a place: the one way in which the site asks what day it is."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from anyelir.rules import time_zones


def today_at(region_code: str) -> dt.date:
    """Today in a region by its own time zone (WIB, WITA, WIT); "" is the nation, with the day of the capital."""
    return time_zones.today_at(region_code, timezone.now())
