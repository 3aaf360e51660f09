"""Roles are given downwards and inside the own region only; everything not granted is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.core.permission import Permission
from anyelir.core.refusal import Refused
from anyelir.membership import actions, queries
from anyelir.membership.access import can, granted_units, grants_of, is_inside, needs_second_factor
from anyelir.membership.models import RoleGrant, TeamMember
from anyelir.membership.roles import ROLES
from tests import factories as make

pytestmark = pytest.mark.django_db


def slugs(user, region):
    return {role.slug for role in queries.grantable_roles(user, region.code)}


def test_nobody_grants_above_the_own_height(world):
    assert slugs(world.user("secretary"), world.kelurahan) == {
        "village_secretary",
        "kader_posyandu",
        "posyandu_chair",
        "puskesmas_staff",
    }
    assert slugs(world.user("secretary"), world.kecamatan) == set()
    assert "team_kecamatan" in slugs(world.user("kabupaten"), world.kecamatan)


def test_nobody_grants_outside_the_own_region(world):
    with pytest.raises(Refused) as refused:
        actions.grant_role(
            user=make.user("baru"),
            role="village_secretary",
            region=world.elsewhere,
            by=world.user("secretary"),
        )
    assert refused.value.code == "role_not_grantable"


def test_a_role_for_a_unit_needs_the_unit(world):
    new, by = make.user("baru"), world.user("secretary")
    with pytest.raises(Refused) as refused:
        actions.grant_role(user=new, role="kader_posyandu", region=world.kelurahan, by=by)
    assert refused.value.code == "unit_missing"
    actions.grant_role(
        user=new, role="kader_posyandu", region=world.kelurahan, unit_id=world.posyandu.pk, by=by
    )
    assert granted_units(new, Permission.SESSION_RUN, "posyandu") == [world.posyandu.pk]
    with pytest.raises(Refused):
        actions.grant_role(
            user=new, role="kader_posyandu", region=world.kelurahan, unit_id=world.posyandu.pk, by=by
        )


def test_an_ended_grant_gives_nothing_and_stays_as_history(world):
    kader = world.user("kader")
    grant = kader.grants.get()
    actions.end_grant(grant=grant, by=world.user("secretary"))
    fresh = User.objects.get(pk=kader.pk)
    assert grants_of(fresh) == [] and RoleGrant.objects.filter(pk=grant.pk).exists()


def test_a_grant_of_tomorrow_gives_nothing_today(world):
    new = make.user("baru")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    make.grant(new, "team_kecamatan", world.kecamatan, since=tomorrow)
    assert not can(new, Permission.REPORT_VIEW, world.kecamatan.code)


def test_a_role_that_left_the_file_gives_nothing(world):
    new = make.user("baru")
    make.grant(new, "peran_lama", world.kecamatan)
    assert grants_of(new) == []


@pytest.mark.parametrize("slug", ROLES)
def test_every_role_says_where_it_belongs(slug):
    role = ROLES[slug]
    assert bool(role.unit_kind) != bool(role.levels)
    assert role.permissions and str(role.name) and str(role.description)


def test_a_right_holds_in_the_region_and_below_only(world):
    person = world.user("kecamatan")
    assert can(person, Permission.REPORT_VIEW, world.kecamatan.code)
    assert can(person, Permission.REPORT_VIEW, world.rw.code)
    assert not can(person, Permission.REPORT_VIEW, world.kabupaten.code)
    assert not is_inside(world.user("stranger"), world.kecamatan.code)


def test_office_roles_need_a_second_factor_and_kader_do_not(world):
    assert needs_second_factor(world.user("secretary"))
    assert not needs_second_factor(world.user("kader"))


def test_a_new_user_gets_a_code_once_and_nothing_typed_is_lost(client, world):
    client.force_login(world.user("secretary"))
    url = reverse("membership:add-user", args=[world.kelurahan.code])
    given = {"name": "Neng Fatimah", "username": "neng", "role": "kader_posyandu", "unit": "", "phone": "12"}
    answer = client.post(url, given)
    assert answer.status_code == 422 and "Neng Fatimah" in answer.content.decode()
    assert not User.objects.filter(username="neng").exists(), "half a user is never made"
    answer = client.post(url, given | {"phone": "", "unit": str(world.posyandu.pk)})
    assert answer.status_code == 200 and "satu kali" in answer.content.decode()
    assert User.objects.get(username="neng").grants.get().unit_id == world.posyandu.pk


def test_one_person_holds_two_posts_and_a_post_may_stand_empty(world):
    by = world.user("secretary")
    given = {"region": world.kelurahan, "by": by, "since": timezone.localdate()}
    actions.appoint(office="secretary", name="Mira", **given)
    actions.appoint(office="pokja_chair", pokja=4, name="Mira", **given)
    vacancy = actions.appoint(office="treasurer", name="", **given)
    members = queries.members_of(queries.team_of(world.kelurahan.code))
    assert [member.name for member in members].count("Mira") == 2
    assert vacancy in members


def test_a_pokja_post_needs_its_pokja(world):
    with pytest.raises(Refused) as refused:
        actions.appoint(
            region=world.kelurahan,
            office="pokja_chair",
            since=timezone.localdate(),
            by=world.user("secretary"),
        )
    assert refused.value.field == "pokja"


def test_a_handed_over_post_stays_in_the_history(world):
    member = TeamMember.objects.get(pk=world.team_member.pk)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    actions.end_post(member=member, until=yesterday, by=world.user("secretary"))
    assert member in queries.members_of(member.team, former=True)
    assert member not in queries.members_of(member.team)
    with pytest.raises(Refused):
        actions.end_post(member=member, until=member.since - dt.timedelta(days=1), by=world.user("secretary"))


def test_a_desa_has_no_power_over_somebody_who_also_works_higher_up(client, world):
    both = make.user("dua")
    make.grant(both, "village_secretary", world.kelurahan)
    make.grant(both, "team_kecamatan", world.kecamatan)
    client.force_login(world.user("secretary"))
    for name in ("membership:new-code", "membership:toggle"):
        assert client.post(reverse(name, args=[both.pk])).status_code == 403
        own = reverse(name, args=[world.user("secretary").pk])
        assert client.post(own).status_code == 403, "nor over the own account"
