"""A calendar as phones read it (iCalendar, RFC 5545): titles and places, no name of anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from anyelir.core.clock import today_at
from anyelir.core.happenings import HAPPENINGS, Happening
from anyelir.membership.models import Body
from anyelir.rules.dates import add_days
from anyelir.rules.time_zones import moment_at

MEDIA_TYPE = "text/calendar; charset=utf-8"
BEFORE, AHEAD = -31, 366
# How long a phone may keep what it read, in the words of the format.
READ_AGAIN = dt.timedelta(hours=6)


def calendar_text(user: Any, body: Body) -> bytes:
    """What ``user`` sees of a body from a month ago to a year from now; the same bytes while nothing changes."""
    today = today_at(body.region_id)
    bodies = Body.objects.filter(pk=body.pk)
    first, last = add_days(today, BEFORE), add_days(today, AHEAD)
    return _written(
        _("Kalender %s") % body,
        (each for kind in HAPPENINGS for each in kind.find(user, bodies, first, last)),
    )


def _written(title: str, happenings: Iterable[Happening]) -> bytes:
    feed = Calendar()
    feed.add("prodid", "-//Anyelir//ID")
    feed.add("version", "2.0")
    feed.add("name", title)
    feed.add("x-wr-calname", title)
    feed.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    for happening in sorted(happenings, key=lambda each: (each.on, each.key)):
        feed.add_component(_event(happening))
    return bytes(feed.to_ical())


def _event(happening: Happening) -> Event:
    event = Event()
    event.add("uid", f"{happening.key}@anyelir")
    event.add("summary", happening.title)
    if happening.place:
        event.add("location", happening.place)
    event.add("dtstamp", happening.changed_at or moment_at(happening.region, happening.on, dt.time()))
    if happening.starts_at is None:
        event.add("dtstart", happening.on)
    else:
        event.add("dtstart", moment_at(happening.region, happening.on, happening.starts_at))
    if happening.starts_at is not None and happening.ends_at is not None:
        event.add("dtend", moment_at(happening.region, happening.on, happening.ends_at))
    if happening.is_cancelled:
        event.add("status", "CANCELLED")
    return event
