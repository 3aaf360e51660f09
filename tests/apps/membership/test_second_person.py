"""An office without rights about persons makes nobody a reader alone, and acts as nobody who is one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from anyelir.accounts.models import SignInCode, User
from anyelir.core.audit import SYSTEM
from anyelir.core.models import AuditEntry
from anyelir.core.permission import PERSONAL, Permission
from anyelir.core.refusal import Refused
from anyelir.core.waiting import WAITING
from anyelir.membership import actions, granting
from anyelir.membership.access import can
from anyelir.membership.models import RoleGrant
from anyelir.membership.roles import ROLES
from tests import factories as make

pytestmark = pytest.mark.django_db
LONG_AGO = dt.timedelta(days=100)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def who_work_here_for_long(world):
    RoleGrant.objects.update(created_at=timezone.now() - LONG_AGO)


def give(world, by, role="village_secretary", to=None, **where):
    to = to or make.user("baru", "Orang Baru")
    return actions.grant_role(user=to, role=role, by=world.user(by), **{"region": world.kelurahan, **where})


def reads(user, world) -> bool:
    return can(User.objects.get(pk=user.pk), Permission.FAMILY_VIEW, world.kelurahan.code)


def titles(user) -> list[str]:
    return [task.title for waiting in WAITING for task in waiting.find(User.objects.get(pk=user.pk))]


@pytest.mark.parametrize("by", ["kecamatan", "kabupaten", "provinsi", "pusat"])
def test_a_reader_made_by_an_office_reads_nothing_until_its_time(world, by):
    made = give(world, by)
    assert made.is_waiting and not reads(made.user, world)
    RoleGrant.objects.filter(pk=made.pk).update(waits_until=timezone.now() - HOUR)
    assert reads(made.user, world)


@pytest.mark.parametrize("role", [role.slug for role in ROLES])
def test_every_role_with_rights_about_persons_waits_when_its_giver_has_none(world, role):
    """Whatever the office may give at its places: it waits exactly when it opens what the giver does not read."""
    by, given = world.user("kabupaten"), 0
    units = {
        "posyandu": world.posyandu,
        "puskesmas": world.puskesmas,
        "group": world.group,
        "business": world.business,
    }
    for place in (world.kabupaten, world.kecamatan, world.kelurahan, world.rw):
        unit = units.get(ROLES[role].unit_kind)
        try:
            made = actions.grant_role(
                user=make.user(), role=role, region=place, unit_id=unit.pk if unit else None, by=by
            )
        except Refused:
            continue
        given += 1
        # The books of the own body are read already; those of a body below are not.
        known = {Permission.BOOK_VIEW, Permission.BOOK_EDIT} if place == world.kabupaten else set()
        # She plays the dinas of aid and permits in all of her kabupaten.
        known |= {Permission.AID_VERIFY, Permission.AID_DECIDE, Permission.PERMIT_VERIFY}
        known |= {Permission.BUSINESS_IMPORT}
        assert made.is_waiting == bool(ROLES[role].permissions & PERSONAL - known)
    assert given or role in ("team_provinsi", "team_national")


@pytest.mark.parametrize("role", ["village_secretary", "kader_posyandu", "posyandu_chair"])
def test_whoever_reads_there_gives_at_once(world, role):
    unit = world.posyandu.pk if ROLES[role].unit_kind else None
    assert not give(world, "secretary", role, unit_id=unit).is_waiting


def test_the_site_itself_gives_at_once(world):
    made = actions.grant_role(user=make.user(), role="village_secretary", region=world.kelurahan, by=SYSTEM)
    assert not made.is_waiting


def test_who_works_there_is_told_and_may_end_it(world):
    made = give(world, "kecamatan")
    task = "Sekretaris desa/kelurahan baru: Orang Baru"
    assert task in titles(world.user("secretary")) and task in titles(world.user("kabupaten"))
    for role in ("kecamatan", "kader", "stranger"):
        assert task not in titles(world.user(role))
    actions.end_grant(grant=made, by=world.user("secretary"))
    RoleGrant.objects.filter(pk=made.pk).update(waits_until=timezone.now() - HOUR)
    assert not reads(made.user, world) and task not in titles(world.user("secretary"))


def test_a_second_person_agrees_on_the_page(world, client):
    made = give(world, "kecamatan")
    page = f"/tim/pengguna/{made.user_id}/"
    client.force_login(world.user("kecamatan"))
    assert "Menunggu orang kedua" in client.get(page).content.decode()
    assert f"{made.pk}/setujui/" not in client.get(page).content.decode()
    assert client.post(f"/tim/peran/{made.pk}/setujui/").status_code == 403
    client.force_login(world.user("secretary"))
    assert f"{made.pk}/setujui/" in client.get(page).content.decode()
    assert client.post(f"/tim/peran/{made.pk}/setujui/").status_code == 302
    assert reads(made.user, world)
    assert AuditEntry.objects.get(verb="grant.confirm").region_code == world.kelurahan.code
    assert client.post(f"/tim/peran/{made.pk}/setujui/").status_code == 403


def test_nobody_is_the_second_person_of_oneself_or_of_a_moment_ago(world):
    made = give(world, "kecamatan")
    friend = make.user("teman")
    grant = make.grant(friend, "team_kecamatan", world.kecamatan)
    for by in (world.user("kecamatan"), made.user, friend, world.user("stranger"), world.user("kader")):
        with pytest.raises(Refused) as refused:
            actions.confirm_grant(grant=made, by=User.objects.get(pk=by.pk))
        assert refused.value.code == "not_confirmable"
    RoleGrant.objects.filter(pk=grant.pk).update(created_at=timezone.now() - LONG_AGO)
    assert granting.can_confirm(User.objects.get(pk=friend.pk), made)


def test_the_second_person_could_have_given_the_role_herself(world):
    """Whoever manages people in the desa agrees to no role that only the kabupaten gives."""
    secretary, by = world.user("secretary"), world.user("kabupaten")
    agreed = set()
    for role in ROLES:
        if role.unit_kind or not granting.can_give(by, role, world.kelurahan.code):
            continue
        made = give(world, "kabupaten", role.slug, to=make.user())
        RoleGrant.objects.filter(pk=made.pk).update(waits_until=timezone.now() + HOUR)
        made.refresh_from_db()
        may = granting.can_confirm(secretary, made)
        assert may == granting.can_give(secretary, role, world.kelurahan.code), role.slug
        agreed.add(may)
    above = RoleGrant.objects.create(
        user=make.user(),
        role="team_kecamatan",
        region=world.kelurahan,
        since=make.today(),
        waits_until=timezone.now() + HOUR,
    )
    assert True in agreed and not granting.can_confirm(secretary, above)


def test_a_colleague_whose_account_was_opened_by_the_giver_is_no_second_person(world):
    friend = make.user("teman")
    grant = make.grant(friend, "team_kecamatan", world.kecamatan)
    RoleGrant.objects.filter(pk=grant.pk).update(created_at=timezone.now() - LONG_AGO)
    code, works_at = actions.make_code(user=friend, by=world.user("kecamatan"))
    assert works_at is None, "an office reads nothing about persons"
    assert Client().post("/masuk/", {"username": "teman", "password": code}).status_code == 302
    made = give(world, "kecamatan")
    assert not granting.can_confirm(User.objects.get(pk=friend.pk), made)


def test_a_code_for_a_reader_waits_unless_its_maker_reads_the_same(world):
    kader = world.user("kader")
    assert actions.make_code(user=kader, by=world.user("secretary"))[1] is None
    for by in ("kecamatan", "kabupaten"):
        code, works_at = actions.make_code(user=kader, by=world.user(by))
        assert works_at - timezone.now() > granting.CODE_WAIT - HOUR
        given = {"username": kader.username, "password": code}
        assert Client().post("/masuk/", given).status_code == 422
    SignInCode.objects.filter(user=kader, expires_at__gt=timezone.now()).update(valid_from=timezone.now())
    assert Client().post("/masuk/", given).status_code == 302


def test_the_owner_is_told_who_made_a_code_and_refuses_it(world, client):
    kader = world.user("kader")
    code, _works_at = actions.make_code(user=kader, by=world.user("kecamatan"))
    assert "Ada kode masuk untuk akun Anda" in titles(kader)
    client.force_login(kader)
    page = client.get("/saya/").content.decode()
    assert "Endang Sulastri membuat kode" in page and code not in page
    assert client.post("/saya/kode/batalkan/").status_code == 302
    SignInCode.objects.filter(user=kader).update(valid_from=timezone.now() - HOUR)
    given = {"username": kader.username, "password": code}
    assert Client().post("/masuk/", given).status_code == 422
    assert AuditEntry.objects.get(verb="user.code_refused").region_code == world.rw.code
    assert "Ada kode masuk" not in client.get("/saya/").content.decode()


def test_the_maker_reads_when_the_code_works(world, client):
    client.force_login(world.user("kecamatan"))
    page = client.post(f"/tim/pengguna/{world.user('kader').pk}/kode/").content.decode()
    assert "baru bisa dipakai" in page
    client.force_login(world.user("secretary"))
    page = client.post(f"/tim/pengguna/{world.user('kader').pk}/kode/").content.decode()
    assert "mem-code" in page and "baru bisa dipakai" not in page


def test_what_is_done_in_a_session_by_code_says_so_in_the_trail(world):
    kader = world.user("kader")
    code, _none = actions.make_code(user=kader, by=world.user("secretary"))
    phone = Client()
    phone.post("/masuk/", {"username": kader.username, "password": code})
    new = {"password": "hujan sore di kebun", "again": "hujan sore di kebun"}
    assert phone.post("/saya/kata-sandi/", new).status_code == 302
    assert phone.post("/saya/", {"name": "Sari L.", "phone": kader.phone}).status_code == 302
    for verb in ("user.sign_in", "user.password", "user.edit"):
        assert AuditEntry.objects.get(verb=verb).detail["session"] == "code"
