"""Lists of the room `calendars` with their rules."""

from __future__ import annotations

from anyelir.calendars import access as calendars
from anyelir.calendars.models import CalendarFeed
from anyelir.core.permission import Permission as P
from anyelir.membership.models import Body
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """Of somebody far away, who may not read what it is about."""
    make.calendar_feed(world.body, world.user("stranger"))


PAIRS = {
    "calendars.calendar_bodies": pair(
        calendars.calendar_bodies, calendars.can_view_calendar, Body, P.ACTIVITY_VIEW
    ),
    "calendars.visible_feeds": pair(calendars.visible_feeds, calendars.can_view_feed, CalendarFeed),
}  # fmt: skip
