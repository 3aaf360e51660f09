"""The programme, target or division of an address: 404 for whoever may not know of it, 403 without the right."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from anyelir.core.screens import load_or_refuse
from anyelir.programmes.plan import access
from anyelir.programmes.plan.models import Programme, ProgrammeTarget, TargetDivision
from anyelir.regions.models import Region
from anyelir.regions.scope import contains


def programme_at(request: Any, pk: object, allowed: Any = access.can_view_programme) -> Programme:
    known = access.known_programmes(request.user).select_related("body__region", "pledge")
    return load_or_refuse(known, lambda programme: allowed(request.user, programme), pk=pk)


def target_at(request: Any, pk: object) -> ProgrammeTarget:
    """A number of a programme that the person reads."""
    known = ProgrammeTarget.objects.filter(programme__in=access.known_programmes(request.user).values("pk"))
    related = known.select_related("programme__body__region")
    return load_or_refuse(
        related, lambda target: access.can_view_programme(request.user, target.programme), pk=pk
    )


def place_of(target: ProgrammeTarget, code: str) -> Region:
    """A place within that of the programme; 404 for others."""
    region = Region.objects.filter(code=code).first()
    if region is None or not contains(target.programme.body.region_id, region.pk):
        raise Http404
    return region


def refuse_stranger(request: Any, target: ProgrammeTarget, region: Region) -> None:
    if not access.can_work_at(request.user, target.programme, region):
        raise PermissionDenied


def division_at(request: Any, pk: object) -> TargetDivision:
    known = access.known_divisions(request.user).select_related("target__programme__body__region", "parent")
    return load_or_refuse(
        known, lambda row: access.can_work_at(request.user, row.target.programme, row.parent), pk=pk
    )
