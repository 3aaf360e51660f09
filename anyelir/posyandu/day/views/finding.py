"""Open days and measurements of an address: unknown to the user is 404, seen without the right is 403."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from anyelir.core.screens import anybody, load_or_refuse
from anyelir.posyandu.day import access
from anyelir.posyandu.day.models import Measurement, PosyanduSession
from anyelir.posyandu.register import access as register_access
from anyelir.posyandu.register.views.finding import Rule, sight_or_403


def session_at(request, pk, allowed: Rule = register_access.can_run_session) -> PosyanduSession:
    known = access.visible_sessions(request.user).select_related("posyandu__region", "posyandu__puskesmas")
    return load_or_refuse(known, lambda session: allowed(request.user, session.posyandu), pk=pk)


def measurement_at(request, pk, allowed: Rule | None = None) -> Measurement:
    """A measurement that the user may see; with ``allowed`` also a right at its posyandu."""
    related = ("visit__session__posyandu__region", "visit__session__posyandu__puskesmas", "child__mother")
    measurement = load_or_refuse(
        access.known_measurements(request.user).select_related(*related), anybody, pk=pk
    )
    sight = sight_or_403(request.user, measurement.child)
    if not access.measurements_in(sight, Measurement.objects.filter(pk=pk)).exists():
        raise Http404
    if allowed is not None and not allowed(request.user, measurement.visit.session.posyandu):
        raise PermissionDenied
    return measurement
