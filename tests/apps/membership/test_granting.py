"""Roles are given downwards and inside the own region only; everything not granted is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.core.models import AuditEntry
from anyelir.core.permission import Permission
from anyelir.core.refusal import Refused
from anyelir.membership import actions, granting, queries
from anyelir.membership.access import (
    can,
    granted_units,
    grants_of,
    is_inside,
    needs_second_factor,
    working_regions,
)
from anyelir.membership.models import Body, RoleGrant
from anyelir.membership.roles import ROLES
from anyelir.membership.units import units_in
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = dt.timedelta(0)
DAY = dt.timedelta(days=1)


def slugs(user, region):
    return {role.slug for role in granting.grantable_roles(user, region.code)}


def give(world, role="village_secretary", to=None, by="secretary", **where):
    where = {"region": world.kelurahan, **where}
    return actions.grant_role(user=to or make.user(), role=role, by=world.user(by), **where)


def test_nobody_grants_above_the_own_height(world):
    assert slugs(world.user("secretary"), world.kelurahan) == {
        "village_secretary",
        "kader_posyandu",
        "posyandu_chair",
        "posyandu_treasurer",
        "group_chair",
        "group_treasurer",
        "business_owner",
        "business_companion",
        "team_chair",
        "team_treasurer",
    }
    assert slugs(world.user("secretary"), world.kecamatan) == set()
    assert "team_kecamatan" in slugs(world.user("kabupaten"), world.kecamatan)
    assert "kader_dasawisma" in slugs(world.user("kecamatan"), world.rw)


@pytest.mark.parametrize("role", [role.slug for role in ROLES if not role.unit_kind])
@pytest.mark.parametrize("by", ["secretary", "kecamatan", "kabupaten", "provinsi", "pusat"])
def test_a_given_role_never_reaches_above_its_giver(world, by, role):
    """For every place of the world: what can be given there lies in the giver's own region, at a level of the role."""
    managed = granting.managed_regions(world.user(by))
    for place in (
        None,
        world.provinsi,
        world.kabupaten,
        world.kecamatan,
        world.kelurahan,
        world.rw,
        world.elsewhere,
    ):
        code = place.code if place else ""
        if granting.can_give(world.user(by), ROLES[role], code):
            assert any(above == code or code.startswith(above) for above in managed)
            assert (place.level if place else None) in ROLES[role].levels


@pytest.mark.parametrize(
    ("by", "place"), [("secretary", "elsewhere"), ("secretary", "next_kelurahan"), ("kader", "kelurahan")]
)
def test_nobody_grants_outside_the_own_region(world, by, place):
    with pytest.raises(Refused) as refused:
        give(world, by=by, region=getattr(world, place))
    assert refused.value.code == "role_not_grantable" and refused.value.status == 403
    assert not RoleGrant.objects.filter(user__username__startswith="pengguna").exists()


def test_nobody_gives_a_role_to_oneself(world):
    with pytest.raises(Refused, match="tingkat di atas"):
        give(world, to=world.user("secretary"))


def test_a_role_for_a_unit_needs_the_unit(world):
    new = make.user("baru")
    with pytest.raises(Refused) as refused:
        give(world, "kader_posyandu", new)
    assert refused.value.code == "unit_missing"
    give(world, "kader_posyandu", new, unit_id=world.posyandu.pk)
    assert granted_units(new, Permission.SESSION_RUN, "posyandu") == [world.posyandu.pk]
    with pytest.raises(Refused) as refused:
        give(world, "kader_posyandu", new, unit_id=world.posyandu.pk)
    assert refused.value.code == "granted_already"


def test_a_posyandu_of_another_desa_is_no_unit_here(world):
    away = make.posyandu(world.next_kelurahan, "Kenanga", world.other_puskesmas)
    with pytest.raises(Refused) as refused:
        give(world, "kader_posyandu", unit_id=away.pk)
    assert refused.value.code == "unit_missing"


def test_a_role_that_is_given_is_in_the_trail_of_its_place(world):
    made = give(world, "kader_posyandu", unit_id=world.posyandu.pk)
    line = AuditEntry.objects.get(verb="grant.give")
    assert (line.object_id, line.region_code) == (str(made.pk), world.posyandu.region_id)
    assert line.detail["role"] == "kader_posyandu" and line.detail["to"] == str(made.user_id)


def test_a_puskesmas_is_offered_where_it_lies_and_where_it_serves(world):
    """Beside Cibinong there is one of Kab. Karangasem, which nobody here may choose."""
    far = make.puskesmas(world.elsewhere, "Karangasem I")

    def offered(place) -> set[str]:
        return {unit.name for unit in units_in("puskesmas", place.code)}

    assert offered(world.kelurahan) == {"Cibinong"}
    assert offered(world.kecamatan) == {"Cibinong", "Pabuaran Indah"}
    assert offered(world.elsewhere) == {far.name}


def test_the_staff_of_a_puskesmas_are_not_a_desa_s_to_name(world):
    """It serves the desa, but a grant would open the children of the other desa too."""
    assert world.puskesmas.pk in [unit.id for unit in units_in("puskesmas", world.kelurahan.code)]
    with pytest.raises(Refused) as refused:
        give(world, "puskesmas_staff", unit_id=world.puskesmas.pk)
    assert refused.value.code == "role_not_grantable"
    made = give(world, "puskesmas_staff", by="kecamatan", region=world.kecamatan, unit_id=world.puskesmas.pk)
    assert made.region_id == world.kecamatan.code


def test_a_unit_that_lies_above_the_giver_is_refused(world, monkeypatch):
    """Even where a kind may be given from the desa, the unit itself must lie in it."""
    from anyelir.membership import units

    posyandu = units.UNIT_KINDS["posyandu"]
    higher = replace(
        posyandu, find=lambda code: [units.OfferedUnit(world.posyandu.pk, "Anyelir", "32.01.01")]
    )
    monkeypatch.setitem(units.UNIT_KINDS._declared, "posyandu", higher)
    with pytest.raises(Refused) as refused:
        give(world, "kader_posyandu", unit_id=world.posyandu.pk)
    assert refused.value.code == "role_not_grantable"


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (TODAY, -DAY, "until_past"),
        (TODAY, TODAY, ""),
        (DAY, TODAY, "term_not_in_order"),
        (DAY, DAY, ""),
        (TODAY, None, ""),
    ],
)
def test_a_term_is_in_order(world, since, until, code):
    today = timezone.localdate()
    given = {"since": today + since, "until": None if until is None else today + until}
    if not code:
        assert give(world, **given).since == today + since
        return
    with pytest.raises(Refused) as refused:
        give(world, **given)
    assert refused.value.code == code


def test_an_ended_grant_gives_nothing_and_stays_as_history(world):
    kader = world.user("kader")
    grant = kader.grants.get()
    actions.end_grant(grant=grant, by=world.user("secretary"))
    fresh = User.objects.get(pk=kader.pk)
    assert grants_of(fresh) == [] and RoleGrant.objects.filter(pk=grant.pk).exists()
    line = AuditEntry.objects.get(verb="grant.end")
    assert line.detail["role"] == "kader_posyandu" and line.region_code == world.rw.code
    with pytest.raises(Refused) as refused:
        actions.end_grant(grant=grant, by=world.user("secretary"))
    assert refused.value.code == "grant_ended"


@pytest.mark.parametrize("days", [0, 5])
def test_a_last_day_is_still_a_day_of_the_role(world, days):
    kader, last = world.user("kader"), timezone.localdate() + days * DAY
    actions.end_grant(grant=kader.grants.get(), by=world.user("secretary"), until=last)
    assert grants_of(User.objects.get(pk=kader.pk))


def test_a_role_from_above_is_ended_from_above(world):
    both = make.user("dua")
    high = make.grant(both, "team_kecamatan", world.kecamatan)
    with pytest.raises(Refused) as refused:
        actions.end_grant(grant=high, by=world.user("secretary"))
    assert refused.value.code == "grant_above"
    grant = world.user("secretary").grants.get()
    with pytest.raises(Refused):
        actions.end_grant(grant=grant, by=world.user("secretary"))


def test_a_grant_of_tomorrow_gives_nothing_today(world):
    new = make.user("baru")
    make.grant(new, "team_kecamatan", world.kecamatan, since=timezone.localdate() + DAY)
    assert not can(new, Permission.REPORT_VIEW, world.kecamatan.code)


def test_a_role_that_left_the_file_gives_nothing_and_can_be_ended(world):
    new = make.user("baru")
    old = make.grant(new, "peran_lama", world.kelurahan)
    assert grants_of(new) == []
    assert not granting.can_manage(world.user("secretary"), [old])
    actions.end_grant(grant=old, by=world.user("secretary"))


@pytest.mark.parametrize("slug", [role.slug for role in ROLES])
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


def test_a_unit_works_where_its_kind_says(world):
    """A puskesmas lies in a kecamatan but works in the desa it serves alone; a posyandu works where it lies."""
    assert world.puskesmas.region_id == world.kecamatan.code
    assert working_regions(world.user("bidan"), Permission.FAMILY_VIEW) == [world.kelurahan.code]
    assert working_regions(world.user("kader"), Permission.FAMILY_VIEW) == [world.rw.code]


def test_a_kind_that_no_room_offers_has_no_units(world):
    assert units_in("kereta", world.kelurahan.code) == []


def test_the_roles_that_count_are_those_not_ended_or_else_the_former(world):
    both = make.user("dua")
    low = make.grant(both, "village_secretary", world.kelurahan)
    high = make.grant(both, "team_kecamatan", world.kecamatan)
    assert set(queries.grants_that_count(both)) == {low, high}
    RoleGrant.objects.filter(pk=high.pk).update(until=timezone.localdate() - DAY)
    assert queries.grants_that_count(both) == [low]
    RoleGrant.objects.filter(pk=low.pk).update(until=timezone.localdate() - DAY)
    assert set(queries.grants_that_count(both)) == {low, high}


def test_a_role_makes_the_body_whose_books_it_is_about(world):
    user, posyandu = make.user("x", "Ayu Bestari"), make.posyandu(world.rw, "Kenanga")
    known = set(Body.objects.values_list("pk", flat=True))
    give(world, to=user)
    give(world, "kader_posyandu", to=user, unit_id=posyandu.pk)
    made = Body.objects.exclude(pk__in=known).get()
    assert (made.kind, made.unit_id, made.region_id) == ("posyandu", posyandu.pk, world.rw.pk)


class TestLettersAndMoney:
    """Secretary and treasurer of one team are two accounts."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [("village_secretary", "team_treasurer"), ("team_treasurer", "village_secretary")],
    )
    def test_are_not_held_by_one_account(self, world, first, second):
        user = make.user("x", "Ayu Bestari")
        make.grant(user, first, world.kelurahan)
        with pytest.raises(Refused) as refusal:
            give(world, second, to=user, by="kecamatan")
        assert refusal.value.code == "letters_and_money"

    def test_of_two_teams_or_of_two_years_are_not_meant(self, world):
        user = make.user("x", "Ayu Bestari")
        make.grant(user, "village_secretary", world.next_kelurahan)
        make.grant(user, "village_secretary", world.kelurahan, until=make.today() - DAY)
        assert give(world, "team_treasurer", to=user, by="kecamatan").role == "team_treasurer"
