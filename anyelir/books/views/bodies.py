"""Whose books a page is about, and of which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse

from anyelir.books.access import visible_bodies
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission, Viewer
from anyelir.core.screens import load_or_refuse
from anyelir.membership.access import has_anywhere, known_bodies
from anyelir.membership.models import Body
from anyelir.rules.dates_id import parse_date


def body_at(request, pk, allowed: Callable[[Viewer, Body], bool]) -> Body:
    """The body, if the person may know of it (404) and holds the right there (403)."""
    known = known_bodies(request.user).select_related("region")
    return load_or_refuse(known, lambda body: allowed(request.user, body), pk=pk)


def first_page(request, page: str, title: str, lead: str, **arguments: str):
    """The page of the only body whose books the person reads, or the bodies to choose from."""
    if not has_anywhere(request.user, Permission.BOOK_VIEW):
        raise PermissionDenied
    bodies = visible_bodies(request.user).select_related("region").order_by("region_id", "id")
    addresses = [(body, reverse(page, kwargs={"pk": body.pk, **arguments})) for body in bodies]
    if len(addresses) == 1:
        return redirect(addresses[0][1])
    return render(request, "books/bodies.html", {"bodies": addresses, "title": title, "lead": lead})


def day_asked(request, body: Body) -> dt.date:
    """The day in the address, or today; a day to come is today."""
    today = today_at(body.region_id)
    return min(parse_date(request.GET.get("tanggal", "")) or today, today)
