"""Objects of an address: what the user may not know of is 404, what the user sees but may not use is 403."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from anyelir.core.audit import note
from anyelir.families.models import Person
from anyelir.posyandu.register import access
from anyelir.posyandu.register.models import Posyandu

Rule = Callable[[object, Posyandu], bool]


def posyandu_at(request, pk, allowed: Rule = access.can_view_posyandu) -> Posyandu:
    posyandu = get_object_or_404(
        access.visible_posyandu(request.user).select_related("region", "puskesmas"), pk=pk
    )
    require(allowed(request.user, posyandu))
    return posyandu


def child_at(request, pk) -> Person:
    """A child that the user sees as it is today; a posyandu that it left may read its own rows and no more."""
    child, sight = child_in_sight(request, pk)
    require(sight.is_whole)
    return child


def child_in_sight(request, pk) -> tuple[Person, access.Sight]:
    """A child with what the user may see of it."""
    child = get_object_or_404(Person.objects.select_related("mother", "region"), pk=pk)
    return child, sight_at(request.user, child)


def sight_at(user, child: Person) -> access.Sight:
    sight = access.sight_of(user, child)
    if not sight:
        if not access.is_child_in_reach(user, child):
            raise Http404
        raise PermissionDenied
    return sight


def note_reading(request, child: Person, what: str) -> None:
    """Every reading of a child's detail leaves a line."""
    note(by=request.user, verb="child.read", what=child, region=child.region_id, page=what)


def require(right: bool) -> None:
    if not right:
        raise PermissionDenied
