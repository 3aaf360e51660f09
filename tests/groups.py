"""Groups of UP2K for tests of all rooms."""

from __future__ import annotations

from anyelir.enterprise.groups.models import Group, GroupStage
from anyelir.membership.bodies import body_of_unit
from anyelir.membership.models import Body
from anyelir.regions.models import Region
from tests.factories import SINCE


def group(place: Region, name: str = "Mekar Sari", **fields) -> Group:
    """A poklak of UP2K with its body."""
    values = {"kind": "poklak", "programme": "up2k", "founded_on": SINCE} | fields
    made = Group.objects.create(region=place, name=name, **values)
    body_of_unit(Body.Kind.UP2K, "group", made.pk, place, since=values["founded_on"])
    return made


def group_stage(of: Group, stage: str = "pemula", **fields) -> GroupStage:
    values = {"on": SINCE, "reason": "Baru berdiri", "assessor_name": "Hendra Gunawan"} | fields
    return GroupStage.objects.create(group=of, stage=stage, **values)
