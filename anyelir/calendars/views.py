"""A month of the own bodies; and the addresses at which phones read it, the one page here without signing in."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.calendars import access, actions
from anyelir.calendars.expiry import remember_reading
from anyelir.calendars.feeds import MEDIA_TYPE, calendar_text
from anyelir.calendars.models import CalendarFeed
from anyelir.calendars.months import month_of
from anyelir.core.clock import FIRST_YEAR, LAST_YEAR, today_at
from anyelir.core.permission import Permission as P
from anyelir.core.screens import anybody, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.membership.access import has_anywhere
from anyelir.membership.bodies import name_units
from anyelir.membership.finding import body_at
from anyelir.membership.models import Body
from anyelir.regions.scope import NATION
from anyelir.rules.dates import add_months


def _bodies(request):
    """Those whose calendar the person reads; who has none is refused."""
    if not has_anywhere(request.user, P.ACTIVITY_VIEW):
        raise PermissionDenied
    return access.calendar_bodies(request.user).select_related("region").order_by("region_id", "id")


def _named(bodies) -> list[Body]:
    rows = list(bodies)
    name_units(rows)
    return rows


@methods("GET")
def home(request):
    body = _bodies(request).first()
    today = today_at(body.region_id if body else NATION)
    return redirect("calendars:month", today.year, today.month)


@methods("GET")
def month(request, year, number):
    if not FIRST_YEAR < year < LAST_YEAR or not 1 <= number <= 12:
        raise Http404
    bodies = _bodies(request)
    named = _named(bodies)
    chosen = next((body for body in named if str(body.pk) == request.GET.get("lembaga")), None)
    shown = bodies.filter(pk=chosen.pk) if chosen else bodies
    first = dt.date(year, number, 1)
    place = chosen or (named[0] if named else None)
    context = {
        "month": month_of(request.user, shown, first, today_at(place.region_id if place else NATION)),
        "bodies": named,
        "chosen": chosen or (named[0] if len(named) == 1 else None),
        "before": add_months(first, -1),
        "after": add_months(first, 1),
        "weekdays": [dt.date(2024, 1, day) for day in range(1, 8)],
    }
    return render(request, "calendars/month.html", context)


@methods("GET")
def feeds(request):
    rows = access.visible_feeds(request.user)
    by_body = {feed.body_id: feed for feed in rows}
    bodies = _named(_bodies(request))
    context = {
        "rows": [(body, by_body.get(body.pk), _address(request, by_body.get(body.pk))) for body in bodies],
        "menu_page": "calendar",
    }
    return render(request, "calendars/feeds.html", context)


def _address(request, feed: CalendarFeed | None) -> str:
    if feed is None:
        return ""
    return request.build_absolute_uri(reverse("calendars:feed", args=[feed.token]))


@methods("POST")
def open_feed(request, pk):
    body = body_at(request, pk, access.can_view_calendar)

    def act() -> str:
        actions.open_feed(body=body, by=request.user, op_id=posted_op_id(request))
        return _("Alamatnya sudah ada. Salin ke aplikasi kalender di HP Anda.")

    return press(request, act, "calendars:feeds")


@methods("POST")
def end_feed(request, pk):
    """Only her own is known to her; another's is as if it were none."""
    mine = CalendarFeed.objects.filter(made_by=request.user).select_related("body")
    current = load_or_refuse(mine, anybody, pk=pk)

    def act() -> str:
        actions.end_feed(feed=current, by=request.user)
        return _("Alamat diakhiri. HP yang memakainya tidak membaca apa pun lagi.")

    return press(request, act, "calendars:feeds")


@login_not_required
@methods("GET")
def feed(request, token):
    """What never was, what ended, and what its maker may not read any more are the same: nothing."""
    rows = CalendarFeed.objects.filter(ended_at=None).select_related("body__region", "made_by")
    current = rows.filter(token_index=CalendarFeed.index_of_token(token)).first()
    if current is None or not current.made_by.is_active:
        raise Http404
    if not access.can_view_calendar(current.made_by, current.body):
        raise Http404
    remember_reading(current)
    return _unless_known(request, calendar_text(current.made_by, current.body))


def _unless_known(request, text: bytes) -> HttpResponse:
    """A phone that has these bytes gets none."""
    etag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    is_known = etag in request.headers.get("If-None-Match", "")
    response = HttpResponseNotModified() if is_known else HttpResponse(text, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
