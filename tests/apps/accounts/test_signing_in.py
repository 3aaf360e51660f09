"""Coming in by name or phone, the lock-out, the second factor, lost phones."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP

from anyelir.accounts.actions import set_active
from anyelir.accounts.models import Device, User
from anyelir.core.audit import SYSTEM
from anyelir.core.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.django_db
SIGN_IN = "/masuk/"


@pytest.fixture
def sari():
    return make.user("sari", "Sari Wulandari", phone="+6281255500147")


def sign_in(client, username="sari", password=make.PASSWORD, **extra):
    return client.post(SIGN_IN, {"username": username, "password": password, **extra})


@pytest.mark.parametrize("username", ["sari", "Sari", "0812-5550-0147", "+62 812 5550 0147"])
def test_name_and_phone_lead_in(client, sari, username):
    assert sign_in(client, username).status_code == 302
    assert Device.objects.filter(user=sari, ended_at=None).count() == 1


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(client, sari):
    answer = sign_in(client, password="salah sekali")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="sari"' in page and "Belum cocok" in page


def test_a_name_that_nobody_has_gets_the_same_words(client, sari):
    known = sign_in(client, password="salah sekali").content.decode()
    unknown = sign_in(client, "tidakada", "salah sekali").content.decode()
    assert ("Belum cocok" in known) and ("Belum cocok" in unknown)


def test_five_wrong_passwords_lock_the_pair_of_name_and_address(client, sari):
    for _ in range(5):
        answer = sign_in(client, password="salah sekali")
    assert answer.status_code == 429 and "Terlalu banyak percobaan" in answer.content.decode()
    assert sign_in(client).status_code == 429, "also the right password waits"
    elsewhere = client.post(SIGN_IN, {"username": "sari", "password": make.PASSWORD}, REMOTE_ADDR="10.1.2.3")
    assert elsewhere.status_code == 302, "a stranger cannot lock her out of her own phone"


def test_after_signing_in_the_wanted_page_follows_but_never_another_site(client, sari):
    assert client.get("/tugas/")["Location"].startswith(SIGN_IN)
    inside = client.post(f"{SIGN_IN}?next=/tugas/", {"username": "sari", "password": make.PASSWORD})
    assert inside["Location"] == "/tugas/"
    client.logout()
    outside = client.post(
        f"{SIGN_IN}?next=https://example.org/", {"username": "sari", "password": make.PASSWORD}
    )
    assert "example.org" not in outside["Location"]


def test_a_lost_phone_is_signed_out_from_another(client, sari):
    sign_in(client)
    lost = Device.objects.get(user=sari)
    here = Client()
    sign_in(here)
    assert here.post(reverse("accounts:end-device", args=[lost.pk])).status_code == 302
    assert client.get("/tugas/").status_code == 302, "the lost phone must sign in again"
    assert here.get("/tugas/").status_code == 200


def test_a_closed_account_is_out_at_once_on_every_device_and_stays_out_when_it_is_opened_again(client, sari):
    sign_in(client)
    set_active(user=sari, is_active=False, by=SYSTEM)
    assert not Device.objects.filter(user=sari, ended_at=None).exists() and not Session.objects.exists()
    set_active(user=sari, is_active=True, by=SYSTEM)
    assert client.get("/tugas/").status_code == 302


@pytest.mark.parametrize("who", ["nobody", "closed"])
def test_who_has_no_account_waits_for_a_hash_like_whoever_has_one(client, sari, monkeypatch, who):
    """Otherwise the time of the answer says who has an account."""
    set_active(user=sari, is_active=False, by=SYSTEM)
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda user, password: hashed.append(password))
    sign_in(client, {"nobody": "tidak-ada", "closed": "sari"}[who])
    assert hashed == [make.PASSWORD]


def test_nobody_ends_the_device_of_another(client, sari):
    sign_in(client)
    other = make.user("rina")
    client.logout()
    client.force_login(other)
    device = Device.objects.get(user=sari)
    assert client.post(reverse("accounts:end-device", args=[device.pk])).status_code == 404


def test_office_roles_must_set_up_a_second_factor(client, sari, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    place = make.region("32", "Jawa Barat")
    make.grant(sari, "team_provinsi", place)
    sign_in(client)
    assert client.get("/tugas/")["Location"] == reverse("accounts:enrol")
    page = client.get(reverse("accounts:enrol"))
    assert page.status_code == 200
    device = sari.totpdevice_set.get()
    code = f"{TOTP(device.bin_key, device.step, device.t0, device.digits).token():06d}"
    assert client.post(reverse("accounts:enrol"), {"token": code}).status_code == 200
    assert client.get("/tugas/").status_code == 200


def test_a_kader_needs_no_second_factor(client, sari, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    place = make.region("32", "Jawa Barat")
    make.grant(sari, "kader_posyandu", unit=make.posyandu(place))
    sign_in(client)
    assert client.get("/tugas/").status_code == 200


def test_changing_the_password_signs_other_devices_out(client, sari):
    sign_in(client)
    new = "bunga anyelir di kebun"
    given = {"present": make.PASSWORD, "password": new, "again": new}
    assert client.post(reverse("accounts:password"), given).status_code == 302
    sari.refresh_from_db()
    assert sari.check_password(new)
    assert AuditEntry.objects.filter(actor_id=sari.pk, verb__contains="password").exists()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            {"present": "bukan ini", "password": "bunga anyelir 15", "again": "bunga anyelir 15"},
            "belum cocok",
        ),
        ({"present": make.PASSWORD, "password": "pendek", "again": "pendek"}, "10"),
        ({"present": make.PASSWORD, "password": "bunga anyelir 15", "again": "lain"}, "Belum sama"),
    ],
)
def test_a_bad_new_password_is_explained(client, sari, given, reason):
    client.force_login(sari)
    answer = client.post(reverse("accounts:password"), given)
    assert answer.status_code == 422 and reason in answer.content.decode()
