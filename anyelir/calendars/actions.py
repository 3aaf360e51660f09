"""The address of a calendar: made by whoever reads the calendar, ended by her, by disuse, or with her right."""

from __future__ import annotations

import secrets
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.accounts.models import User
from anyelir.calendars.models import CalendarFeed
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.membership.models import Body

# 128 bits: nobody guesses an address, so nothing counts tries.
TOKEN_BYTES = 16


@action("calendar.open")
def open_feed(*, body: Body, by: User, op_id: uuid.UUID | None = None) -> CalendarFeed:
    """An address for the phone of ``by``. Refuses: feed_open."""
    held(body)
    if CalendarFeed.objects.filter(body=body, made_by=by, ended_at=None).exists():
        raise Refused("feed_open", _("Alamat kalender ini sudah ada. Muat ulang untuk melihatnya."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(
        body=body,
        made_by=by,
        token=token,
        token_index=CalendarFeed.index_of_token(token),
        read_on=today_at(body.region_id),
    )
    note(by=by, verb="calendar.open", what=feed, region=body.region_id)
    return feed


@action("calendar.end")
def end_feed(*, feed: CalendarFeed, by: Actor) -> CalendarFeed:
    """The address opens nothing any more. Refuses: feed_ended."""
    feed = held(feed)
    if feed.ended_at is not None:
        raise Refused("feed_ended", _("Alamat ini sudah diakhiri."))
    feed.ended_at = timezone.now()
    feed.save(update_fields=["ended_at", "updated_at"])
    note(by=by, verb="calendar.end", what=feed, region=feed.body.region_id)
    return feed
