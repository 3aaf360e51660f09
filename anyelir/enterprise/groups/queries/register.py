"""The register of groups: by place, by name, by body."""

from __future__ import annotations

import uuid

from anyelir.enterprise.groups.models import Group
from anyelir.membership.models import Body
from anyelir.membership.units import OfferedUnit
from anyelir.regions.scope import within


def open_groups(code: str) -> list[OfferedUnit]:
    """Groups of a region as units for which a role can be granted."""
    rows = within(Group.objects.filter(closed_on=None), code)
    return [OfferedUnit(row.pk, str(row), row.region_id) for row in rows]


def name_of_group(pk: uuid.UUID) -> str:
    """With its kind, as the name of whoever keeps its books; empty for an unknown one."""
    group = Group.objects.filter(pk=pk).first()
    return str(group) if group is not None else ""


def body_of(group: Group) -> Body:
    """Whoever keeps its books; made with the group."""
    body: Body = Body.objects.select_related("region").get(unit_kind="group", unit_id=group.pk)
    return body


def group_of(body: Body) -> Group | None:
    """The group of a body; None of any other body."""
    return Group.objects.filter(pk=body.unit_id).first() if body.unit_kind == "group" else None
