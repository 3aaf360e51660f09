"""The authenticator: set-up, the code at sign-in, recovery codes, and what a lost one costs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from anyelir.accounts import second_factor as factor
from anyelir.accounts.models import RecoveryCode
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ratna():
    return make.user("ratna", "Ratna Komala")


def digits(device: TOTPDevice, steps: int = 0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.t0 -= steps * device.step
    return f"{totp.token():06d}"


def enrolled(user) -> tuple[TOTPDevice, list[str]]:
    codes = factor.confirm(user=user, token=digits(factor.begin(user)))
    device = TOTPDevice.objects.get(user=user, confirmed=True)
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
    return device, codes


def sign_in(client):
    return client.post("/masuk/", {"username": "ratna", "password": make.PASSWORD})


def test_set_up_shows_a_picture_and_a_key_and_keeps_them_on_reload(client, ratna):
    sign_in(client)
    first = client.get(reverse("accounts:enrol")).content.decode()
    again = client.get(reverse("accounts:enrol")).content.decode()
    device = TOTPDevice.objects.get(user=ratna)
    assert factor.written_key(device) in first and factor.written_key(device) in again
    assert "data:image/svg+xml" in first


def test_a_wrong_code_does_not_turn_it_on(client, ratna):
    sign_in(client)
    answer = client.post(reverse("accounts:enrol"), {"token": "000000x"})
    assert answer.status_code == 422 and not factor.has_authenticator(ratna)


def test_after_set_up_sign_in_asks_for_the_code_everywhere(client, ratna):
    device, _codes = enrolled(ratna)
    sign_in(client)
    assert client.get("/tugas/")["Location"] == reverse("accounts:second-factor")
    assert client.get("/saya/autentikator/")["Location"] == reverse("accounts:second-factor")
    assert client.post(reverse("accounts:second-factor"), {"token": "1"}).status_code == 422
    spaced = f"{digits(device)[:3]} {digits(device)[3:]}"
    assert client.post(reverse("accounts:second-factor"), {"token": spaced}).status_code == 302
    assert client.get("/tugas/").status_code == 200


def test_the_wanted_page_waits_for_the_code(client, ratna):
    device, _codes = enrolled(ratna)
    client.post("/masuk/?next=/jejak/", {"username": "ratna", "password": make.PASSWORD})
    answer = client.post(reverse("accounts:second-factor"), {"token": digits(device)})
    assert answer["Location"] == "/jejak/"


def test_a_code_works_once(ratna):
    device, _codes = enrolled(ratna)
    token = digits(device)
    factor.check(user=ratna, typed=token)
    with pytest.raises(Refused, match="belum cocok"):
        factor.check(user=ratna, typed=token)


def test_a_recovery_code_stands_in_once_and_is_noted(client, ratna):
    _device, codes = enrolled(ratna)
    assert len(set(codes)) == 10
    sign_in(client)
    assert client.post(reverse("accounts:second-factor"), {"token": codes[0].lower()}).status_code == 302
    assert AuditEntry.objects.filter(verb="second_factor.recovery").count() == 1
    with pytest.raises(Refused):
        factor.check(user=ratna, typed=codes[0])


def test_new_recovery_codes_end_the_old_ones(client, ratna):
    _device, codes = enrolled(ratna)
    client.force_login(ratna)
    session = client.session
    session["proved_at"] = timezone.now().timestamp()
    session.save()
    assert client.post(reverse("accounts:recovery-codes"))["Location"] == reverse("accounts:enrol")
    assert RecoveryCode.objects.filter(user=ratna).count() == 10
    factor.new_recovery_codes(user=ratna)
    with pytest.raises(Refused):
        factor.check(user=ratna, typed=codes[1])


def test_five_wrong_tries_make_one_wait_and_the_recovery_codes_do_not_wait(ratna):
    device, codes = enrolled(ratna)
    for _ in range(5):
        with pytest.raises(Refused, match="belum cocok"):
            factor.check(user=ratna, typed="000000")
    with pytest.raises(Refused) as refused:
        factor.check(user=ratna, typed=digits(device))
    assert refused.value.status == 429
    assert factor.check(user=ratna, typed=codes[0]) == device
    assert AuditEntry.objects.filter(verb="second_factor.failed").count() == 5


def test_wrong_recovery_codes_wait_by_themselves(ratna):
    device, codes = enrolled(ratna)
    for _ in range(5):
        with pytest.raises(Refused, match="belum cocok"):
            factor.check(user=ratna, typed="BCDFG-23456")
    with pytest.raises(Refused) as refused:
        factor.check(user=ratna, typed=codes[0])
    assert refused.value.code == "token_wait"
    assert factor.check(user=ratna, typed=digits(device)) == device


def test_digits_of_one_moment_are_spent_once_also_by_two_who_read_the_same_row(ratna):
    """The second reads the device before the first has written it: the statement decides."""
    device = TOTPDevice.objects.get(pk=enrolled(ratna)[0].pk)
    stale = TOTPDevice.objects.get(pk=device.pk)
    token = digits(device)
    assert factor._spend_token(device, token)
    assert not factor._spend_token(stale, token)


# SQLite in memory is one connection.
@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_counted_each():
    person = make.user("ratna")
    enrolled(person)

    def wrong(_number: int) -> str:
        try:
            factor.check(user=person, typed="000000")
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(wrong, range(16)))
    assert got.count("wrong_token") == 5 and got.count("token_wait") == 11


def test_a_second_device_replaces_the_first(ratna):
    first, _codes = enrolled(ratna)
    factor.confirm(user=ratna, token=digits(factor.begin(ratna)))
    assert not TOTPDevice.objects.filter(pk=first.pk).exists()
    assert TOTPDevice.objects.filter(user=ratna).count() == 1


def test_the_level_above_takes_a_lost_one_away(client, ratna):
    enrolled(ratna)
    factor.remove_second_factor(user=ratna, by=make.user("ani"))
    assert not RecoveryCode.objects.filter(user=ratna).exists()
    sign_in(client)
    assert client.get("/tugas/").status_code == 200


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(client, ratna):
    answer = client.get(
        "/masuk/?next=/cari/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/tugas/?a=1"},
    )
    assert answer["HX-Redirect"] == "/masuk/?next=/tugas/"
