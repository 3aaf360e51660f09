"""By when an item is visited."""

from __future__ import annotations

import datetime as dt

from anyelir.enterprise.aid.models import Aid
from anyelir.rules.aid import visit_due_on
from anyelir.rules.time_zones import end_of_day

VISIT = "aid.visit"
REMIND = dt.timedelta(days=-7)


def visit_moment(aid: Aid, month: int) -> dt.datetime:
    """The end of the day, at the place of whoever received. ValueError before the hand-over."""
    if aid.handed_over_on is None:
        raise ValueError("nothing was handed over")
    return end_of_day(aid.place, visit_due_on(aid.handed_over_on, month))
