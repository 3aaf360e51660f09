"""The body, the point and the passing of an address."""

from __future__ import annotations

from anyelir.agendas import access
from anyelir.agendas.models import Passing, Point
from anyelir.core.screens import anybody, load_or_refuse
from anyelir.membership.models import Body


def point_at(request, pk) -> Point:
    known = access.known_points(request.user).select_related("body__region", "passing__from_body__region")
    return load_or_refuse(known, lambda point: access.can_run_agenda(request.user, point.body), pk=pk)


def passing_at(request, pk, allowed=access.can_view_passing) -> Passing:
    known = access.known_passings(request.user).select_related("point", "from_body__region", "scope")
    return load_or_refuse(known, lambda passing: allowed(request.user, passing), pk=pk)


def asked_at(request, body: Body, pk) -> Passing:
    """What the body is asked; for it there is no other."""
    rows = access.passings_to(body).select_related("point", "from_body__region", "scope")
    return load_or_refuse(rows, anybody, pk=pk)


def reading_body(request, passing: Passing) -> Body:
    """Through which of the person's bodies she reads the passing: the one that handed it down, or the highest."""
    bodies = [*access.agenda_bodies(request.user).select_related("region").order_by("region_id", "id")]
    readers = [body for body in bodies if access.reads_passing(passing, body)]
    return next((body for body in readers if body.pk == passing.from_body_id), readers[0])
