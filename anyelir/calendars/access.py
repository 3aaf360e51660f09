"""Whose calendar a person reads: of the bodies whose activities she sees; and which addresses are hers."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.calendars.models import CalendarFeed
from anyelir.core.permission import Viewer
from anyelir.membership.models import Body
from anyelir.secretariat.access import can_view_plan, planning_bodies


def calendar_bodies(user: Viewer) -> QuerySet[Body]:
    return planning_bodies(user)


def can_view_calendar(user: Viewer, body: Body) -> bool:
    return can_view_plan(user, body)


def visible_feeds(user: Viewer) -> QuerySet[CalendarFeed]:
    """Her own open ones, of bodies whose calendar she still reads."""
    mine = CalendarFeed.objects.filter(made_by=user.id, ended_at=None)
    return mine.filter(body__in=calendar_bodies(user))


def can_view_feed(user: Viewer, feed: CalendarFeed) -> bool:
    is_open = feed.ended_at is None and feed.made_by_id == user.id
    return is_open and can_view_calendar(user, feed.body)
