"""The roles of many people end in one act of two people, and nobody else's."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from anyelir.accounts.models import SignInCode, User
from anyelir.core.clock import today_at
from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.core.waiting import WAITING
from anyelir.membership import actions, queries
from anyelir.membership.granting import endable_roles
from anyelir.membership.models import GrantEnding, RoleGrant
from tests import factories as make
from tests.pages import flat
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
LONG_AGO = dt.timedelta(days=100)
ROLES = ("kader_dasawisma", "group_officer")
DRILL = 2000


@pytest.fixture(autouse=True)
def who_work_here_for_long(world):
    RoleGrant.objects.update(created_at=timezone.now() - LONG_AGO)


@pytest.fixture
def today(world) -> dt.date:
    return today_at(world.kelurahan.code)


def propose(world, by="secretary", **fields) -> GrantEnding:
    values = {
        "region": world.kelurahan,
        "roles": ROLES,
        "until": today_at(world.kelurahan.code),
        "reason": "Pilkades",
    }
    return actions.propose_ending(by=world.user(by), **values | fields)


def confirm(world, ending, by="kecamatan"):
    return actions.confirm_ending(ending=ending, by=world.user(by))


def many(world, count: int, role="kader_dasawisma") -> list[RoleGrant]:
    """So many kader in RW 14, each with an account and a role."""
    users = [User(username=f"kader{number}", name=f"Kader {number}") for number in range(count)]
    User.objects.bulk_create(users)
    grants = [RoleGrant(user=user, role=role, region=world.rw, since=dt.date(2024, 1, 1)) for user in users]
    return RoleGrant.objects.bulk_create(grants)


def test_nothing_ends_until_a_second_person_agrees(world, today):
    [grant] = many(world, 1)
    ending = propose(world)
    grant.refresh_from_db()
    assert grant.until is None and ending.count == 3
    confirm(world, ending)
    grant.refresh_from_db()
    assert grant.until == today and grant.is_in_force(today) and not grant.is_in_force(today + ONE_DAY)


def test_a_drill_ends_two_thousand_roles_by_two_people_within_a_minute(
    world, sign_in, today, record_property
):
    """From the form of the one to the press of the other, on whichever database this runs."""
    grants = many(world, DRILL)
    secretary, second = sign_in(world.user("secretary")), sign_in(world.user("kecamatan"))
    form = {
        "region": world.kelurahan.code, "roles": ["kader_dasawisma"], "until": today.isoformat(),
        "reason": "Pilkades serentak", "op_id": str(uuid7()),
    }  # fmt: skip
    started = time.perf_counter()
    page = secretary.post(reverse("membership:endings"), form, follow=True)
    assert "2.001 peran berakhir sesudah" in flat(page)
    ending = GrantEnding.objects.exclude(pk=world.ending.pk).get()
    address = reverse("membership:confirm-ending", args=[ending.pk])
    done = second.post(address, {"op_id": str(uuid7())}, follow=True)
    took = time.perf_counter() - started
    record_property("seconds", took)
    assert "2.001 peran sudah diakhiri." in flat(done)
    keys = [grant.pk for grant in grants]
    assert RoleGrant.objects.filter(pk__in=keys, until=today).count() == DRILL
    lines = AuditEntry.objects.filter(verb="grant.end", actor_id=world.user("kecamatan").pk)
    assert lines.count() == DRILL + 1 and lines.filter(object_id=str(keys[7])).count() == 1
    assert took < 60


def test_they_end_by_one_update_and_lines_in_bulk(world):
    many(world, 60)
    ending = propose(world)
    with CaptureQueriesContext(
        connection,
    ) as queries_made:
        confirm(world, ending)
    writes = [each["sql"] for each in queries_made if each["sql"].startswith(("UPDATE", "INSERT"))]
    assert len([sql for sql in writes if "membership_rolegrant" in sql]) == 1
    assert len([sql for sql in writes if "core_auditentry" in sql]) == 1
    assert len(queries_made) < 25


def test_the_roles_of_others_stay(world, today):
    elsewhere = make.grant(make.user(), "kader_dasawisma", make.region("32.01.01.1001/RW001"))
    later = make.grant(make.user(), "kader_dasawisma", world.rw, since=today + ONE_DAY)
    other = make.grant(make.user(), "team_treasurer", world.kelurahan)
    ended = make.grant(make.user(), "kader_dasawisma", world.rw, until=today - ONE_DAY)
    hers = make.grant(world.user("secretary"), "kader_dasawisma", world.rw)
    kept = [elsewhere, later, other, ended, hers]
    before = list(RoleGrant.objects.filter(pk__in=[each.pk for each in kept]).order_by("pk").values())
    confirm(world, propose(world))
    assert list(RoleGrant.objects.filter(pk__in=[each.pk for each in kept]).order_by("pk").values()) == before


class TestWho:
    def test_nobody_agrees_to_her_own_proposal(self, world):
        ending = propose(world)
        assert code_of(confirm, world, ending, "secretary") == "not_second_person"

    def test_an_account_made_a_moment_ago_is_no_second_person(self, world):
        ending = propose(world)
        made = make.grant(make.user("baru"), "village_secretary", world.kelurahan)
        assert code_of(actions.confirm_ending, ending=ending, by=made.user) == "not_second_person"
        RoleGrant.objects.filter(pk=made.pk).update(created_at=timezone.now() - LONG_AGO)
        assert actions.confirm_ending(ending=ending, by=User.objects.get(pk=made.user_id)).confirmed_at

    def test_an_account_opened_by_a_code_of_the_first_is_no_second_person(self, world):
        now, first = timezone.now(), world.user("secretary")
        SignInCode.objects.create(
            user=world.user("kecamatan"), code_index="x" * 43, made_by=first.pk, used_at=now,
            valid_from=now, expires_at=now,
        )  # fmt: skip
        assert code_of(confirm, world, propose(world)) == "not_second_person"

    def test_roles_of_the_level_above_are_not_ended_from_below(self, world):
        assert code_of(propose, world, roles=("puskesmas_staff",)) == "grant_above"
        ending = propose(world, "kecamatan", roles=("puskesmas_staff",), region=world.kecamatan)
        assert code_of(confirm, world, ending, "secretary") == "grant_above"
        assert code_of(propose, world, "stranger") == "grant_above"
        assert code_of(propose, world, "kader") == "grant_above"

    def test_nobody_ends_her_own_role_among_many(self, world):
        ending = propose(
            world, roles=("team_kecamatan", "kader_dasawisma"), by="kabupaten", region=world.kabupaten
        )
        assert code_of(confirm, world, ending, "kecamatan") == "grant_above"
        make.grant(world.user("provinsi"), "kader_dasawisma", world.rw)
        again = propose(world, by="kabupaten", region=world.kabupaten)
        assert code_of(confirm, world, again, "provinsi") == "own_grant_among"


class TestWhat:
    def test_the_same_is_proposed_once(self, world, today):
        propose(world)
        assert code_of(propose, world, "kecamatan", roles=ROLES[::-1]) == "ending_proposed"
        assert propose(world, until=today + ONE_DAY).pk

    def test_another_set_of_people_is_proposed_anew(self, world):
        [grant] = many(world, 1)
        ending = propose(world)
        actions.end_grant(grant=grant, by=world.user("secretary"))
        assert code_of(confirm, world, ending) == "changed_since"
        actions.withdraw_ending(ending=ending, by=world.user("secretary"))
        again = propose(world)
        make.grant(make.user(), "kader_dasawisma", world.rw)
        assert code_of(confirm, world, again) == "changed_since"

    def test_wrong_input_says_what_to_do(self, world, today):
        assert code_of(propose, world, roles=()) == "roles_missing"
        assert code_of(propose, world, until=today - 2 * ONE_DAY) == "until_past"
        assert code_of(propose, world, reason=" ") == "reason_missing"
        assert code_of(propose, world, roles=("team_chair",)) == "no_grants"

    def test_it_ends_once_and_can_be_withdrawn(self, world):
        ending = propose(world)
        confirm(world, ending)
        assert code_of(confirm, world, ending) == "ending_closed"
        many(world, 1)
        again = propose(world)
        actions.withdraw_ending(ending=again, by=world.user("secretary"))
        assert code_of(confirm, world, again) == "ending_closed"

    def test_the_trail_has_the_proposal_the_consent_and_each_role(self, world):
        many(world, 2)
        withdrawn = propose(world)
        actions.withdraw_ending(ending=withdrawn, by=world.user("secretary"))
        confirm(world, propose(world))
        verbs = (
            AuditEntry.objects.filter(kind="membership.grantending")
            .order_by("at")
            .values_list("verb", flat=True)
        )
        assert list(verbs) == [
            "grant.propose_ending", "grant.withdraw_ending", "grant.propose_ending", "grant.confirm_ending",
        ]  # fmt: skip


def test_the_page_says_whose_by_role_and_place(world, sign_in):
    many(world, 2)
    ending = propose(world)
    page = flat(sign_in(world.user("kecamatan")).get(reverse("membership:ending", args=[ending.pk])))
    assert (
        ">Kader dasawisma</span><b>3</b>" in page
        and ">RW 14</span><b>4</b>" in page
        and "<b>Kader 1</b>" in page
    )
    assert "Setuju, akhiri semuanya" in page
    own = flat(sign_in(world.user("secretary")).get(reverse("membership:ending", args=[ending.pk])))
    assert "Setuju, akhiri semuanya" not in own
    assert queries.counts_by_place(queries.grants_to_end(ending), world.kecamatan.code) == [("Ciriung", 4)]


def test_roles_of_the_place_and_below_are_offered_alone(world):
    def offered(role, place) -> set[str]:
        return {each.slug for each in endable_roles(world.user(role), place.code)}

    assert offered("secretary", world.kelurahan) >= {"village_secretary", "kader_posyandu", "group_officer"}
    assert not offered("secretary", world.kelurahan) & {"team_kecamatan", "team_national", "puskesmas_staff"}
    assert "team_kecamatan" in offered("kabupaten", world.kabupaten)
    assert offered("kader", world.rw) == set()


def test_it_waits_for_the_second_person_alone(world):
    many(world, 1)
    propose(world)

    def waits(role) -> bool:
        tasks = [task.title for kind in WAITING for task in kind.find(world.user(role))]
        return "3 peran menunggu diakhiri" in tasks

    assert waits("kecamatan") and not waits("secretary") and not waits("kader")
