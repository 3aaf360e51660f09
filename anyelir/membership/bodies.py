"""The body that keeps the books of a region or of a unit, made by the first act that needs it: a post, or a role."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone

from anyelir.membership.models import Body, RoleGrant
from anyelir.membership.units import UNIT_KINDS, names_of
from anyelir.regions.models import Level, Region

# Levels with a TP PKK; deeper there are groups with their leaders.
TEAM_LEVELS = (Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN, Level.DESAKEL)
OF_A_REGION = (Body.Kind.TEAM, Body.Kind.GROUP, Body.Kind.DASAWISMA)


def kind_of(region: Region) -> Body.Kind:
    """What keeps the books of a region: a TP PKK, a group, or a dasawisma."""
    if region.level == Level.DASAWISMA:
        return Body.Kind.DASAWISMA
    return Body.Kind.TEAM if region.level in TEAM_LEVELS else Body.Kind.GROUP


def known_body(code: str) -> Body | None:
    """The body of a region; None when nothing was recorded of it yet."""
    return Body.objects.filter(region_id=code, unit_kind="", kind__in=OF_A_REGION).first()


def name_units(bodies: Iterable[Body]) -> None:
    """Give those of a unit their name with one query for each kind and place."""
    of_units = [body for body in bodies if body.unit_kind]
    names = names_of(of_units)
    for body in of_units:
        body.unit_title = names.get(body.unit_id, "")


def body_of_region(region: Region) -> Body:
    """The same, made when it is needed."""
    body, _created = Body.objects.get_or_create(
        region=region, unit_kind="", kind=kind_of(region), defaults={"since": timezone.localdate()}
    )
    return body


def body_of_unit(
    kind: Body.Kind, unit_kind: str, unit_id: uuid.UUID, region: Region, *, since: dt.date | None = None
) -> Body:
    """The body of a unit of another room, such as a posyandu, made when it is needed."""
    body, _created = Body.objects.get_or_create(
        unit_kind=unit_kind,
        unit_id=unit_id,
        defaults={"kind": kind, "region": region, "since": since or timezone.localdate()},
    )
    return body


def body_of_grant(grant: RoleGrant) -> Body | None:
    """The body whose books a role is about, made when it is needed; none of the nation, nor of a puskesmas."""
    if grant.region is None:
        return None
    if not grant.unit_kind:
        return body_of_region(grant.region)
    declared = UNIT_KINDS.get(grant.unit_kind)
    if declared is None or not declared.body_kind or grant.unit_id is None:
        return None
    return body_of_unit(Body.Kind(declared.body_kind), grant.unit_kind, grant.unit_id, grant.region)
