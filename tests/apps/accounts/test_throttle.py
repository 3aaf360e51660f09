"""Who may try how often: guessers wait, nobody waits because of another, and no header makes a new address."""

from __future__ import annotations

import datetime as dt
from ipaddress import ip_network

import pytest
from django.test import Client, RequestFactory

from anyelir import env
from anyelir.accounts import throttle
from anyelir.accounts.address import budget_address, client_address
from anyelir.core.models import AuditEntry, Budget
from tests import factories as make

pytestmark = pytest.mark.django_db


def asked(peer: str, forwarded: str | None = None):
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=peer, **headers)


@pytest.mark.parametrize(
    ("count", "forwarded", "address"),
    [
        (0, None, "10.0.0.9"),
        (0, "1.2.3.4", "10.0.0.9"),
        (1, None, "10.0.0.9"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "8.8.8.8, 203.0.113.7", "203.0.113.7"),
        (1, "8.8.8.8, nonsense, 203.0.113.7", "203.0.113.7"),
        (2, "8.8.8.8, 203.0.113.7, 10.0.0.8", "203.0.113.7"),
        (2, "203.0.113.7", "203.0.113.7"),
        (1, "203.0.113.7:4711", "203.0.113.7"),
        (1, '"[2001:db8::1]:4711"', "2001:db8::1"),
        (1, "::ffff:203.0.113.7", "203.0.113.7"),
        (1, "nonsense", "10.0.0.9"),
        (1, " , ,", "10.0.0.9"),
    ],
)
def test_the_address_is_the_one_that_the_nearest_proxies_saw(settings, count, forwarded, address):
    settings.PROXY_COUNT, settings.PROXY_NETWORKS = count, []
    assert client_address(asked("10.0.0.9", forwarded)) == address


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("10.0.0.9", "8.8.8.8, 203.0.113.7, 10.0.0.8", "203.0.113.7"),
        ("10.0.0.9", "203.0.113.7", "203.0.113.7"),
        # Somebody who reaches the site past the proxy tells what he likes.
        ("198.51.100.1", "203.0.113.7", "198.51.100.1"),
        ("10.0.0.9", "10.0.0.7", "10.0.0.7"),
    ],
)
def test_named_proxies_are_believed_and_nobody_else(settings, peer, forwarded, address):
    settings.PROXY_COUNT, settings.PROXY_NETWORKS = 0, [ip_network("10.0.0.0/24")]
    assert client_address(asked(peer, forwarded)) == address


def test_one_customer_of_ipv6_is_one_address():
    assert budget_address(asked("2001:db8::1")) == budget_address(asked("2001:db8::ffff:2"))
    assert budget_address(asked("2001:db8:0:1::1")) != budget_address(asked("2001:db8::1"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", (0, [])),
        ("2", (2, [])),
        ("10.0.0.1, fd00::/8", (0, [ip_network("10.0.0.1"), ip_network("fd00::/8")])),
    ],
)
def test_the_setting_is_a_number_or_addresses(monkeypatch, value, expected):
    monkeypatch.setenv("ANYELIR_PROXIES", value)
    assert env.proxies("ANYELIR_PROXIES") == expected


def test_a_setting_that_is_neither_stops_the_start(monkeypatch):
    monkeypatch.setenv("ANYELIR_PROXIES", "satu")
    with pytest.raises(env.BadSetting):
        env.proxies("ANYELIR_PROXIES")


def try_to_sign_in(client, username, password, address, **headers):
    given = {"username": username, "password": password}
    return client.post("/masuk/", given, REMOTE_ADDR=address, **headers)


def test_who_tries_many_names_from_one_address_waits_as_a_whole():
    make.user("sari")
    limit = throttle.ADDRESS.limit
    answers = [
        try_to_sign_in(Client(), f"nama{n}", "x" * 9, "203.0.113.7").status_code for n in range(limit + 1)
    ]
    assert answers[:-2] == [422] * (limit - 1) and answers[-2:] == [429, 429]
    assert try_to_sign_in(Client(), "sari", make.PASSWORD, "203.0.113.7").status_code == 429
    assert try_to_sign_in(Client(), "sari", make.PASSWORD, "203.0.113.8").status_code == 302


def test_many_who_sign_in_rightly_share_an_address_without_waiting():
    for number in range(throttle.ADDRESS.limit + 3):
        make.user(f"kader{number}")
        assert try_to_sign_in(Client(), f"kader{number}", make.PASSWORD, "203.0.113.7").status_code == 302


def test_a_known_phone_signs_in_although_others_at_its_address_made_the_name_wait():
    make.user("sari")
    phone, guesser = Client(), Client()
    assert try_to_sign_in(phone, "sari", make.PASSWORD, "203.0.113.7").status_code == 302
    phone.post("/keluar/")
    for number in range(throttle.ADDRESS.limit):
        try_to_sign_in(guesser, ["sari", "rina"][number % 2], "salah sekali", "203.0.113.7")
    assert try_to_sign_in(Client(), "sari", make.PASSWORD, "203.0.113.7").status_code == 429
    assert try_to_sign_in(phone, "sari", make.PASSWORD, "203.0.113.7").status_code == 302
    phone.post("/keluar/")
    answers = [try_to_sign_in(phone, "sari", "salah sekali", "203.0.113.7").status_code for _ in range(5)]
    assert answers == [422] * 4 + [429], "it has tries of its own, no more"


def test_a_known_phone_is_known_for_its_owner_until_the_password_changes():
    sari, rina = make.user("sari"), make.user("rina")
    phone = Client()
    try_to_sign_in(phone, "sari", make.PASSWORD, "203.0.113.7")
    request = RequestFactory().get("/")
    request.COOKIES = {"perangkat": phone.cookies["perangkat"].value}
    assert throttle._known_device(request, sari) and not throttle._known_device(request, rina)
    sari.set_password("kata sandi yang lain")
    assert not throttle._known_device(request, sari)
    for forged in ("", "x", f"{request.COOKIES['perangkat']}x"):
        request.COOKIES = {"perangkat": forged}
        assert not throttle._known_device(request, sari)


def test_a_shared_phone_is_not_remembered():
    make.user("sari")
    phone = Client()
    phone.post("/masuk/", {"username": "sari", "password": make.PASSWORD, "is_shared": "on"})
    assert "perangkat" not in phone.cookies and phone.get("/saya/").status_code == 200


def test_a_failed_try_is_in_the_trail_at_the_place_of_the_person_without_what_was_typed(world):
    for _ in range(5):
        try_to_sign_in(Client(), "kader", "salah sekali", "203.0.113.7")
    try_to_sign_in(Client(), "anyelir mekar 14", "salah sekali", "203.0.113.7")
    lines = AuditEntry.objects.order_by("at", "id")
    assert [line.verb for line in lines] == [
        *["user.sign_in_failed"] * 4,
        "user.locked",
        "user.sign_in_failed",
    ]
    assert {line.region_code for line in lines[:5]} == {world.rw.code}
    assert lines[0].object_id == str(world.user("kader").pk) and lines[5].object_id == ""
    assert not any("mekar" in str(vars(line)) or "203.0" in str(vars(line)) for line in lines)


def test_after_a_quarter_of_an_hour_the_tries_are_new(client):
    from django.utils import timezone

    make.user("sari")
    for _ in range(5):
        answer = try_to_sign_in(client, "sari", "salah sekali", "203.0.113.7")
    assert answer.status_code == 429 and answer["Retry-After"] == "900"
    Budget.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert try_to_sign_in(client, "sari", make.PASSWORD, "203.0.113.7").status_code == 302
