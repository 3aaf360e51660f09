"""Open days and measurements of an address: unknown to the user is 404, seen without the right is 403."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from anyelir.posyandu.day import access
from anyelir.posyandu.day.models import Measurement, PosyanduSession
from anyelir.posyandu.register import access as register_access
from anyelir.posyandu.register.views.finding import Rule, require, sight_at


def session_at(request, pk, allowed: Rule = register_access.can_run_session) -> PosyanduSession:
    related = ("posyandu__region", "posyandu__puskesmas")
    session = get_object_or_404(access.visible_sessions(request.user).select_related(*related), pk=pk)
    require(allowed(request.user, session.posyandu))
    return session


def measurement_at(request, pk, allowed: Rule | None = None) -> Measurement:
    """A measurement that the user may see; with ``allowed`` also a right at its posyandu."""
    related = ("visit__session__posyandu__region", "visit__session__posyandu__puskesmas", "child__mother")
    found = get_object_or_404(Measurement.objects.select_related(*related), pk=pk)
    sight = sight_at(request.user, found.child)
    if not access.measurements_in(sight, Measurement.objects.filter(pk=pk)).exists():
        raise Http404
    if allowed is not None:
        require(allowed(request.user, found.visit.session.posyandu))
    return found
