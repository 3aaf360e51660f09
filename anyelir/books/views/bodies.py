"""Whose books a page is about, and of which day."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from anyelir.books.access import visible_bodies
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission
from anyelir.membership.finding import choose_body
from anyelir.membership.models import Body
from anyelir.rules.dates_id import parse_date


def first_page(request, page: str, title: str, lead: str, **arguments: str):
    """The page of the only body whose books the person reads, or the bodies to choose from."""
    return choose_body(
        request,
        visible_bodies(request.user),
        lambda body: reverse(page, kwargs={"pk": body.pk, **arguments}),
        rights=(Permission.BOOK_VIEW,),
        title=title,
        lead=lead,
    )


def day_asked(request, body: Body) -> dt.date:
    """The day in the address, or today; a day to come is today."""
    today = today_at(body.region_id)
    return min(parse_date(request.GET.get("tanggal", "")) or today, today)
