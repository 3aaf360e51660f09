"""The body of an address, and with which body a page begins, for every room that keeps something of bodies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anyelir.core.permission import Permission, Viewer
from anyelir.core.screens import load_or_refuse
from anyelir.membership.access import has_anywhere, known_bodies
from anyelir.membership.bodies import name_units
from anyelir.membership.models import Body


def body_at(request: Any, pk: object, allowed: Callable[[Viewer, Body], bool]) -> Body:
    """The body, if the person may know of it (404) and holds the right there (403)."""
    known = known_bodies(request.user).select_related("region")
    return load_or_refuse(known, lambda body: allowed(request.user, body), pk=pk)


def choose_body(
    request: HttpRequest,
    bodies: QuerySet[Body],
    address: Callable[[Body], str],
    *,
    rights: tuple[Permission, ...],
    title: str,
    lead: str,
    **context: Any,
) -> HttpResponse:
    """The page of the only body, or the bodies to choose from; for who holds none of the rights anywhere 403."""
    if not any(has_anywhere(request.user, right) for right in rights):
        raise PermissionDenied
    rows = [*bodies.select_related("region").order_by("region_id", "id")]
    if len(rows) == 1:
        return redirect(address(rows[0]))
    name_units(rows)
    shown = {"bodies": [(body, address(body)) for body in rows], "title": title, "lead": lead, **context}
    return render(request, "membership/choose_body.html", shown)
