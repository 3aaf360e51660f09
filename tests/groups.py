"""Groups of UP2K for tests of all rooms."""

from __future__ import annotations

from anyelir.core.ids import uuid7
from anyelir.enterprise.groups.card_secrets import hash_of_code, hash_of_pin
from anyelir.enterprise.groups.models import BookQuestion, Group, GroupStage, MemberCard
from anyelir.membership.bodies import body_of_unit
from anyelir.membership.models import Body, BodyMember
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


CODE, PIN = "K7MD9XQ2", "2746"


def card(of: BodyMember, code: str = CODE, pin: str = PIN) -> MemberCard:
    """Her card with the digits that she chose."""
    key = uuid7()
    return MemberCard.objects.create(
        id=key, body_member=of, code_hash=hash_of_code(code), pin_hash=hash_of_pin(key, pin)
    )


def question(of: BodyMember, matter: str = "savings", **fields) -> BookQuestion:
    """What she asks about her book; the open one when there is one."""
    asked, _is_new = BookQuestion.objects.get_or_create(
        body_member=of, answered_at=None, defaults={"matter": matter, **fields}
    )
    return asked
