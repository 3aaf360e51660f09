"""Accounts as those above see them: made with a role, helped in, closed; never taken over from below."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from anyelir.accounts.models import Device, User
from anyelir.core.models import AuditEntry
from anyelir.membership import queries
from anyelir.membership.models import RoleGrant
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hendra(client, world):
    """The secretary at her desk."""
    client.force_login(world.user("secretary"))
    return client


def add_url(world) -> str:
    return reverse("membership:add-user", args=[world.kelurahan.code])


def given(world, **fields) -> dict:
    unit = str(world.posyandu.pk)
    return {"name": "Neng Fatimah", "role": "kader_posyandu", "unit": unit, "since": "2026-01-01", **fields}


def test_the_place_is_chosen_first(hendra, world):
    url = reverse("membership:new-user")
    assert hendra.get(url).status_code == 200
    answer = hendra.post(url, {"region": world.rw.code})
    assert answer["Location"] == reverse("membership:add-user", args=[world.rw.code])
    assert hendra.post(url, {"region": ""}).status_code == 422
    outside = hendra.post(url, {"region": world.elsewhere.code})
    assert hendra.get(outside["Location"]).status_code == 404


def test_a_new_user_gets_a_name_and_a_code_that_opens(hendra, world):
    page = hendra.post(add_url(world), given(world)).content.decode()
    code = re.search(r'mem-code">([^<]+)<', page)[1]
    person = User.objects.get(username="neng.fatimah")
    assert person.grants.get().unit_id == world.posyandu.pk and person.must_change_password
    phone = Client()
    assert phone.post("/masuk/", {"username": "neng.fatimah", "password": code}).status_code == 302
    assert phone.get("/")["Location"] == reverse("accounts:password")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"unit": ""}, "Pilih posyandu"),
        ({"phone": "12"}, "belum lengkap"),
        ({"username": "A B"}, "huruf kecil"),
        ({"role": "team_provinsi"}, "Pilihan"),
        ({"since": "2026-02-30"}, "kalender"),
        ({"name": ""}, "belum diisi"),
        ({"unit": "bukan-unit"}, "Pilihan"),
    ],
)
def test_nothing_typed_is_lost_and_half_a_user_is_never_made(hendra, world, fields, message):
    before = User.objects.count()
    answer = hendra.post(add_url(world), given(world, phone="0812 5550 0199") | fields)
    page = answer.content.decode()
    assert answer.status_code == 422 and message in page
    assert fields.get("name", "Neng Fatimah") in page and User.objects.count() == before


def test_the_list_has_also_who_has_no_role_any_more(hendra, world):
    RoleGrant.objects.filter(user=world.user("kader")).update(until=timezone.localdate().replace(year=2025))
    page = hendra.get(reverse("membership:users")).content.decode()
    assert "Sari Lestari" in page and "berakhir" in page
    assert "Wayan Sukerti" not in page and "Endang Sulastri" not in page


def test_the_list_is_found_by_name_and_role(hendra, world):
    url = reverse("membership:users")
    page = hendra.get(url, {"cari": "sari", "peran": "kader_posyandu"}).content.decode()
    assert "Sari Lestari" in page and "Rina Marlina" not in page
    part = hendra.get(url, {"cari": "rina"}, headers={"HX-Request": "true"}).content.decode()
    assert "Rina Marlina" in part and "<html" not in part
    assert hendra.get(url, {"cari": "a\0b", "peran": "tidak-ada"}).status_code == 200


def test_the_list_does_not_ask_once_a_person(hendra, world, django_assert_max_num_queries):
    for number in range(12):
        make.grant(make.user(f"orang{number}"), "village_secretary", world.kelurahan)
    with django_assert_max_num_queries(12):
        hendra.get(reverse("membership:users"))


def test_opening_an_account_leaves_a_line_at_its_place(hendra, world):
    assert hendra.get(reverse("membership:user", args=[world.user("kader").pk])).status_code == 200
    assert AuditEntry.objects.get(verb="user.read").region_code == world.rw.code


def test_another_name_and_phone(hendra, world):
    url = reverse("membership:edit-user", args=[world.user("kader").pk])
    assert hendra.post(url, {"name": "Sari L.", "phone": "0812 5550 0147"}).status_code == 302
    assert User.objects.get(pk=world.user("kader").pk).phone == "+6281255500147"
    assert hendra.post(url, {"name": "Sari L.", "phone": "12"}).status_code == 422


def test_a_lost_phone_is_signed_out_by_the_secretary(hendra, world):
    phone = Client()
    phone.post("/masuk/", {"username": "kader", "password": make.PASSWORD})
    device = Device.objects.get(user=world.user("kader"))
    url = reverse("membership:end-device", args=[world.user("kader").pk, device.pk])
    assert hendra.post(url).status_code == 302
    assert phone.get("/saya/").status_code == 302
    other = reverse("membership:end-device", args=[world.user("next_kader").pk, device.pk])
    assert hendra.post(other).status_code == 404, "the device of somebody else"


def test_another_role_is_given_and_ended(hendra, world):
    kader = world.user("kader")
    choose = hendra.post(reverse("membership:new-grant", args=[kader.pk]), {"region": world.rw.code})
    assert choose["Location"] == reverse("membership:add-grant", args=[kader.pk, world.rw.code])
    assert (
        hendra.post(choose["Location"], {"role": "kader_dasawisma", "since": "2026-01-01"}).status_code == 302
    )
    grant = kader.grants.get(role="kader_dasawisma")
    end = reverse("membership:end-grant", args=[grant.pk])
    assert hendra.get(end).status_code == 200
    assert hendra.post(end, {"until": "2020-01-01"}).status_code == 422
    assert hendra.post(end, {"until": ""}).status_code == 302
    grant.refresh_from_db()
    assert not grant.is_open


def test_a_desa_has_no_power_over_somebody_who_also_works_higher_up(hendra, world):
    both = make.user("dua")
    make.grant(both, "village_secretary", world.kelurahan)
    make.grant(both, "team_kecamatan", world.kecamatan)
    page = hendra.get(reverse("membership:user", args=[both.pk])).content.decode()
    assert "diatur oleh tingkat di atas" in page and "Buat kode masuk" not in page
    for name in ("new-code", "toggle", "edit-user", "take-second-factor"):
        for person in (both, world.user("secretary")):
            assert hendra.post(reverse(f"membership:{name}", args=[person.pk])).status_code == 403


def test_closing_an_account_ends_its_sessions(hendra, world):
    phone = Client()
    phone.post("/masuk/", {"username": "kader", "password": make.PASSWORD})
    url = reverse("membership:toggle", args=[world.user("kader").pk])
    hendra.post(url, {"aktif": "0"})
    assert phone.get("/saya/").status_code == 302
    hendra.post(url, {"aktif": "1"})
    assert User.objects.get(pk=world.user("kader").pk).is_active


def test_a_lost_authenticator_is_taken_away_and_noted(hendra, world):
    from django_otp.plugins.otp_totp.models import TOTPDevice

    TOTPDevice.objects.create(user=world.user("chair"), name="x", confirmed=True)
    page = hendra.get(reverse("membership:user", args=[world.user("chair").pk])).content.decode()
    assert "Lepas autentikator" in page
    assert (
        hendra.post(reverse("membership:take-second-factor", args=[world.user("chair").pk])).status_code
        == 302
    )
    assert not TOTPDevice.objects.exists()
    assert AuditEntry.objects.get(verb="second_factor.off").region_code == world.rw.code


def test_a_role_whose_units_are_too_many_waits_for_a_lower_place(client, world):
    client.force_login(world.user("kabupaten"))
    high = client.get(reverse("membership:add-user", args=[world.kabupaten.code])).content.decode()
    assert "puskesmas_staff" in high and "kader_posyandu" not in high
    low = client.get(reverse("membership:add-user", args=[world.kecamatan.code])).content.decode()
    assert "kader_posyandu" in low and str(world.posyandu.pk) in low


def test_managed_users_are_those_of_the_own_regions(world):
    assert world.user("kader") in queries.managed_users(world.user("kecamatan"))
    assert not queries.managed_users(world.user("stranger")).filter(username="kader").exists()
    assert not queries.managed_users(world.user("kader")).exists()
