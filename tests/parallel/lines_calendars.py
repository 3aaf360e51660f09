"""Lines of the table about the addresses of calendars."""

from __future__ import annotations

from anyelir.calendars import actions
from anyelir.calendars.models import CalendarFeed
from tests import factories as make
from tests.parallel.line import Line, secretary

CALENDARS = [
    Line(
        "calendar.open",
        lambda town, body, op_id: actions.open_feed(body=body, by=secretary(town), op_id=op_id),
        lambda town, body: [CalendarFeed.objects.filter(body=body, ended_at=None).count()],
        lambda town: make.body(town.kelurahan),
        frozenset({"feed_open"}),
    ),
]
