"""Objects of an address: what the user may not know of is 404, what the user sees but may not use is 403."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied

from anyelir.core.audit import note
from anyelir.core.screens import anybody, load_or_refuse
from anyelir.families.models import Person
from anyelir.posyandu.register import access
from anyelir.posyandu.register.models import Posyandu

Rule = Callable[[object, Posyandu], bool]


def posyandu_at(request, pk, allowed: Rule = access.can_view_posyandu) -> Posyandu:
    known = access.visible_posyandu(request.user).select_related("region", "puskesmas")
    return load_or_refuse(known, lambda posyandu: allowed(request.user, posyandu), pk=pk)


def child_at(request, pk) -> Person:
    """A child that the user sees as it is today; a posyandu that it left may read its own rows and no more."""
    child, sight = child_in_sight(request, pk)
    if not sight.is_whole:
        raise PermissionDenied
    return child


def child_in_sight(request, pk) -> tuple[Person, access.Sight]:
    """A child with what the user may see of it."""
    known = access.known_children(request.user).select_related("mother", "region")
    child = load_or_refuse(known, anybody, pk=pk)
    return child, sight_or_403(request.user, child)


def sight_or_403(user, child: Person) -> access.Sight:
    """What the user may see of a child that is known to be there."""
    sight = access.sight_of(user, child)
    if not sight:
        raise PermissionDenied
    return sight


def note_reading(request, child: Person, what: str) -> None:
    """Every reading of a child's detail leaves a line."""
    note(by=request.user, verb="child.read", what=child, region=child.region_id, page=what)
