"""A group is founded in one act, and what two people do at the same time."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups import actions
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of, group_of, open_groups
from anyelir.membership import actions as membership
from anyelir.membership.models import Body, Post
from tests import factories as make
from tests import groups

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Poksus Ciriung",
    "kind": "poksus",
    "programme": "up2k",
    "founded_on": dt.date(2026, 3, 2),
    "chair_name": "Euis Komariah",
    "treasurer_name": "Imas Masitoh",
}


def found(world, **changes) -> Group:
    values = {"region": world.kelurahan, "by": world.user("secretary"), **FACTS, **changes}
    return actions.found_group(**values)


def verbs() -> list[str]:
    return [
        *AuditEntry.objects.filter(verb__startswith="group.").order_by("at").values_list("verb", flat=True)
    ]


def test_founding_makes_body_people_and_posts(world):
    group = found(world)
    body = body_of(group)
    assert (body.kind, body.unit_kind, body.since) == (Body.Kind.UP2K, "group", dt.date(2026, 3, 2))
    assert str(body) == "Poksus Ciriung"
    assert [(each.number, each.name) for each in body.people.all()] == [
        (1, "Euis Komariah"),
        (2, "Imas Masitoh"),
    ]
    posts = {post.office: post.name for post in Post.objects.filter(body=body)}
    assert posts == {"chair": "Euis Komariah", "treasurer": "Imas Masitoh"}
    assert group_of(body) == group and group_of(world.body) is None
    assert verbs() == ["group.found"]


def test_roles_of_a_group_are_given_for_its_body(world):
    group = found(world)
    grant = membership.grant_role(
        user=make.user("imas", "Imas Masitoh"),
        role="group_treasurer",
        region=world.kelurahan,
        unit_id=group.pk,
        by=world.user("secretary"),
    )
    assert (grant.unit_kind, grant.region_id) == ("group", world.kelurahan.pk)
    assert Body.objects.filter(unit_kind="group", unit_id=group.pk).count() == 1
    assert group.pk in [unit.id for unit in open_groups(world.kecamatan.pk)]


def test_one_account_is_not_chair_and_treasurer(world):
    with pytest.raises(Refused) as refused:
        membership.grant_role(
            user=world.user("dasawisma"),
            role="group_chair",
            region=world.kelurahan,
            unit_id=world.group.pk,
            by=world.user("secretary"),
        )
    assert refused.value.code == "letters_and_money"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": "  "}, "name_missing", "name"),
        ({"name": "-"}, "name_missing", "name"),
        ({"chair_name": " "}, "name_missing", "chair_name"),
        ({"treasurer_name": "euis  komariah"}, "same_person", "treasurer_name"),
        ({"founded_on": dt.date(2099, 1, 1)}, "date_ahead", "founded_on"),
    ],
)
def test_founding_says_what_is_missing(world, changes, code, field):
    before = Group.objects.count(), Body.objects.count()
    with pytest.raises(Refused) as refused:
        found(world, **changes)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert (Group.objects.count(), Body.objects.count()) == before


def test_one_name_a_desa_and_programme(world):
    with pytest.raises(Refused) as refused:
        found(world, name="mekar  sari")
    assert refused.value.code == "group_exists"
    assert found(world, name="Mekar Sari", programme="uppks", chair_name="Ani", treasurer_name="Ina").pk


def test_a_poksus_of_the_same_desa_and_programme_is_the_parent(world):
    poksus, other = found(world), groups.group(world.next_kelurahan, "Poksus Pabuaran", kind="poksus")
    edited = actions.edit_group(group=world.group, parent=poksus, by=world.user("secretary"))
    assert edited.parent == poksus
    assert verbs() == ["group.found", "group.edit"]
    for group, parent in ((world.group, other), (poksus, poksus), (world.group, world.group)):
        with pytest.raises(Refused) as refused:
            actions.edit_group(group=group, parent=parent, by=world.user("secretary"))
        assert refused.value.code == "parent_elsewhere"


def test_a_stage_has_a_day_and_a_reason(world):
    facts = {"group": world.group, "stage": "madya", "on": make.today(), "reason": "Kas ditutup tiap bulan"}
    facts |= {"assessor_name": "Hendra Gunawan", "by": world.user("secretary")}
    assert actions.assess_group(**facts).get_stage_display() == "Madya"
    wrong = [
        ({"stage": "purnama"}, "stage_unknown"),
        ({"on": dt.date(2019, 12, 31)}, "date_in_future"),
        ({"reason": " "}, "reason_missing"),
    ]
    for changes, code in wrong:
        with pytest.raises(Refused) as refused:
            actions.assess_group(**facts | changes)
        assert refused.value.code == code
    assert [each.stage for each in world.group.stages.all()] == ["madya"]
    assert verbs() == ["group.assess"]
