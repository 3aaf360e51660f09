"""Objects of an address: what the user may not know of is 404, what the user sees but may not use is 403."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from anyelir.core.audit import note
from anyelir.families.models import Person
from anyelir.posyandu import access
from anyelir.posyandu.models import Measurement, Posyandu, PosyanduSession, Referral

Rule = Callable[[object, Posyandu], bool]


def posyandu_at(request, pk, allowed: Rule = access.can_view_posyandu) -> Posyandu:
    posyandu = get_object_or_404(
        access.visible_posyandu(request.user).select_related("region", "puskesmas"), pk=pk
    )
    _require(allowed(request.user, posyandu))
    return posyandu


def session_at(request, pk, allowed: Rule = access.can_run_session) -> PosyanduSession:
    related = ("posyandu__region", "posyandu__puskesmas")
    session = get_object_or_404(access.visible_sessions(request.user).select_related(*related), pk=pk)
    _require(allowed(request.user, session.posyandu))
    return session


def child_at(request, pk) -> Person:
    """A child that the user sees as it is today; a posyandu that it left may read its own rows and no more."""
    child, sight = child_in_sight(request, pk)
    _require(sight.is_whole)
    return child


def child_in_sight(request, pk) -> tuple[Person, access.Sight]:
    """A child with what the user may see of it."""
    child = get_object_or_404(Person.objects.select_related("mother", "region"), pk=pk)
    return child, _sight_of(request.user, child)


def measurement_at(request, pk, allowed: Rule | None = None) -> Measurement:
    """A measurement that the user may see; with ``allowed`` also a right at its posyandu."""
    related = ("visit__session__posyandu__region", "visit__session__posyandu__puskesmas", "child__mother")
    found = get_object_or_404(Measurement.objects.select_related(*related), pk=pk)
    sight = _sight_of(request.user, found.child)
    if not sight.measurements(Measurement.objects.filter(pk=pk)).exists():
        raise Http404
    if allowed is not None:
        _require(allowed(request.user, found.visit.session.posyandu))
    return found


def referral_at(request, pk) -> Referral:
    """A referral is known to whoever sees its posyandu, its puskesmas' staff among them."""
    related = ("child__mother", "posyandu__region", "posyandu__puskesmas", "puskesmas", "measurement")
    referral = get_object_or_404(Referral.objects.select_related(*related), pk=pk)
    may_view = access.can_view_referral(request.user, referral)
    if not may_view and not access.can_view_posyandu(request.user, referral.posyandu):
        raise Http404
    _require(may_view)
    return referral


def _sight_of(user, child: Person) -> access.Sight:
    sight = access.sight_of(user, child)
    if not sight:
        if not access.is_child_in_reach(user, child):
            raise Http404
        raise PermissionDenied
    return sight


def note_reading(request, child: Person, what: str) -> None:
    """Every reading of a child's detail leaves a line."""
    note(by=request.user, verb="child.read", what=child, region=child.region_id, page=what)


def _require(right: bool) -> None:
    if not right:
        raise PermissionDenied
