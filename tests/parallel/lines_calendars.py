"""Lines of the table about the addresses of calendars."""

from __future__ import annotations

from anyelir.calendars import actions
from tests import factories as make
from tests.parallel.line import Line, lines, secretary

CALENDARS = [
    Line(
        "calendar.open",
        lambda town, body, op_id: actions.open_feed(body=body, by=secretary(town), op_id=op_id),
        lambda town, body: [lines("calendar.open"), body.calendar_feeds.count()],
        lambda town: make.body(town.rw),
        frozenset({"feed_open"}),
    ),
]
