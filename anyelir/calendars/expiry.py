"""Addresses that no phone asks for end by themselves."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from anyelir.calendars.actions import end_feed
from anyelir.calendars.models import CalendarFeed
from anyelir.core.audit import SYSTEM
from anyelir.core.clock import today_at

UNUSED = dt.timedelta(days=180)


def remember_reading(feed: CalendarFeed) -> None:
    """That a phone asked today: one write a day, and none while two phones ask at once."""
    today = today_at(feed.body.region_id)
    CalendarFeed.objects.filter(pk=feed.pk, read_on__lt=today).update(read_on=today)


def end_unused() -> int:
    """End what no phone has asked for in half a year; how many."""
    open_feeds = CalendarFeed.objects.filter(ended_at=None, read_on__lt=timezone.now().date() - UNUSED)
    ended = 0
    for feed in open_feeds.select_related("body"):
        end_feed(feed=feed, by=SYSTEM)
        ended += 1
    return ended
