"""When words may be sent to people: not at night by the clock of their place, and what can wait not during a campaign.

Tables ``sending_hours`` (ours [D]) and ``campaigns`` (schedules of the KPU [B]); a site adds the next campaign by a
setting until the table knows it.
"""

from __future__ import annotations

import datetime as dt

from anyelir.rules import tables
from anyelir.rules.time_zones import local_time


def next_waking_hour(moment: dt.datetime, region_code: str) -> dt.datetime:
    """The same moment, or the next morning of the place when it is night there.

    Raises ValueError for a moment without time zone.
    """
    local = local_time(moment, region_code)
    limits = tables.load("sending_hours").nearest(local.date())
    begins, ends = limits["quiet_from_hour"]["value"], limits["quiet_until_hour"]["value"]
    if ends <= local.hour < begins:
        return moment
    morning = local.replace(hour=ends, minute=0, second=0, microsecond=0)
    if local.hour >= begins:
        morning += dt.timedelta(days=1)
    return morning.astimezone(dt.UTC)


def campaign_end(on: dt.date) -> dt.date | None:
    """The last day of the campaign that runs on a day, voting included; None when there is none."""
    ends = [rule.valid_to for rule in tables.load("campaigns").as_of(on) if rule.valid_to is not None]
    return max(ends, default=None)
