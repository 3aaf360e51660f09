"""Who may read and run programmes: a team its own; launched ones are read by every team above and below it.

A draft is its team's alone. The numbers of a place are divided and counted by the team of that place.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.membership.access import (
    EVERYTHING,
    bodies_with,
    can_know_body,
    granted_regions,
    holds_body,
    known_bodies,
)
from anyelir.membership.bodies import known_body
from anyelir.membership.models import Body
from anyelir.programmes.plan.models import Programme, TargetDivision
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION, contains, is_within_any
from anyelir.rules.region_code import ancestors


def programme_bodies(user: Viewer) -> QuerySet[Body]:
    """Teams whose programmes the person reads, drafts too."""
    return bodies_with(user, P.ACTIVITY_VIEW)


def running_bodies(user: Viewer) -> QuerySet[Body]:
    """Teams and groups of places for which the person drafts and runs programmes; units have none."""
    return bodies_with(user, P.ACTIVITY_RUN).filter(unit_kind="")


def can_run_programmes(user: Viewer, body: Body) -> bool:
    return not body.unit_kind and holds_body(user, body, P.ACTIVITY_RUN)


def visible_programmes(user: Viewer) -> QuerySet[Programme]:
    """Own ones, and launched ones of a place above or below where the person works."""
    codes = granted_regions(user, P.ACTIVITY_VIEW)
    above = {code for each in codes for code in ancestors(each)}
    around = EVERYTHING if NATION in codes else is_within_any(codes, "body__region_id")
    launched = Q(launched_on__isnull=False) & (around | Q(body__region_id__in=above))
    return Programme.objects.filter(Q(body__in=programme_bodies(user)) | launched)


def can_view_programme(user: Viewer, programme: Programme) -> bool:
    if holds_body(user, programme.body, P.ACTIVITY_VIEW):
        return True
    place = programme.body.region_id
    codes = granted_regions(user, P.ACTIVITY_VIEW)
    return programme.launched_on is not None and any(
        contains(code, place) or contains(place, code) for code in codes
    )


def known_programmes(user: Viewer) -> QuerySet[Programme]:
    around = Programme.objects.filter(body__in=known_bodies(user)).values("pk")
    return Programme.objects.filter(Q(pk__in=around) | Q(pk__in=visible_programmes(user).values("pk")))


def can_know_programme(user: Viewer, programme: Programme) -> bool:
    return can_know_body(user, programme.body) or can_view_programme(user, programme)


def can_run_programme(user: Viewer, programme: Programme) -> bool:
    return can_run_programmes(user, programme.body)


def can_launch_programme(user: Viewer, programme: Programme) -> bool:
    """Whoever signs for the team."""
    return holds_body(user, programme.body, P.LETTER_SIGN)


def can_work_at(user: Viewer, programme: Programme, region: Region) -> bool:
    """Divide the number of a place among its children, and write what it reached: its own team."""
    if not contains(programme.body.region_id, region.pk):
        return False
    body = known_body(region.pk)
    if body is not None:
        return can_run_programmes(user, body)
    return any(code == region.pk for code in granted_regions(user, P.ACTIVITY_RUN))


def known_divisions(user: Viewer) -> QuerySet[TargetDivision]:
    return TargetDivision.objects.filter(target__programme__in=known_programmes(user).values("pk"))
