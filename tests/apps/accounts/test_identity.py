"""Whom a typed text means, codes that are read aloud, and user names made of names."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from anyelir.accounts import actions
from anyelir.accounts.backend import UsernameOrPhoneBackend, use_code
from anyelir.accounts.codes import ALPHABET, index_of, new_code
from anyelir.accounts.identity import USERNAME, find_user, suggest_username
from anyelir.accounts.models import SignInCode
from anyelir.accounts.sessions import label_of
from anyelir.core.refusal import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_name_wins_over_a_phone_and_nonsense_is_nobody():
    user = make.user("sari", phone="+6281255500147")
    assert find_user(" SARI ") == user == find_user("0812 5550 0147")
    for text in ("", " ", "a\0b", "x" * 121, "0812 5550 0148", "sari wulandari"):
        assert find_user(text) is None


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Sari Wulandari", "sari.wulandari"),
        ("Hj. Siti Aminah, S.Pd.", "siti.aminah"),
        ("Ni Made Ayu Lestari", "ni.made"),
        ("Li", "likader"),
        ("", "kader"),
        ("123", "kader"),
    ],
)
def test_a_user_name_is_made_of_the_name(name, username):
    assert suggest_username(name) == username


def test_a_taken_name_gets_the_next_number():
    for number in ("", "2", "4"):
        make.user(f"sari.wulandari{number}")
    assert suggest_username("Sari Wulandari") == "sari.wulandari3"


@given(st.text(max_size=60))
def test_a_suggestion_is_always_a_good_name(name):
    from unittest import mock

    with mock.patch("anyelir.accounts.identity.User.objects.filter") as rows:
        rows.return_value.values_list.return_value = []
        assert USERNAME.fullmatch(suggest_username(name))


def test_a_code_has_no_letters_that_look_alike():
    codes = {new_code() for _number in range(200)}
    assert len(codes) == 200
    assert not set("0O1IL") & set("".join(codes)) and set("".join(codes)) <= {*ALPHABET, "-"}
    assert index_of("bcdfg 23456", "x") == index_of("BCDFG-23456", "x") != index_of("BCDFG-23456", "y")


def test_a_code_opens_once_and_asks_for_a_password(client):
    user, by = make.user("sari"), make.user("hendra")
    code = actions.issue_code(user=user, by=by)
    assert client.post("/masuk/", {"username": "sari", "password": code.lower()}).status_code == 302
    assert client.get("/tugas/")["Location"] == "/saya/kata-sandi/"
    new = "bunga anyelir di kebun"
    assert client.post("/saya/kata-sandi/", {"password": new, "again": new}).status_code == 302
    assert client.get("/tugas/").status_code == 200, "the device stays signed in"
    user.refresh_from_db()
    assert user.check_password(new) and not use_code(user, code)


def test_a_new_code_ends_the_one_before_and_a_code_lives_two_days():
    user, by = make.user("sari"), make.user("hendra")
    first, second = actions.issue_code(user=user, by=by), actions.issue_code(user=user, by=by)
    assert not use_code(user, first)
    row = SignInCode.objects.get(user=user, expires_at__gt=timezone.now())
    left = row.expires_at - timezone.now()
    assert dt.timedelta(hours=47) < left <= dt.timedelta(hours=48)
    SignInCode.objects.filter(pk=row.pk).update(expires_at=timezone.now())
    assert not use_code(user, second)


def test_the_code_of_another_opens_nothing():
    sari, rina, by = make.user("sari"), make.user("rina"), make.user("hendra")
    code = actions.issue_code(user=sari, by=by)
    assert UsernameOrPhoneBackend().authenticate(None, username="rina", password=code) is None
    assert use_code(sari, code) and not use_code(rina, code)


def test_a_closed_account_opens_with_nothing(client):
    user, by = make.user("sari"), make.user("hendra")
    client.post("/masuk/", {"username": "sari", "password": make.PASSWORD})
    code = actions.issue_code(user=user, by=by)
    actions.set_active(user=user, is_active=False, by=by)
    assert client.get("/tugas/").status_code == 302, "the open session ended"
    for secret in (make.PASSWORD, code):
        assert client.post("/masuk/", {"username": "sari", "password": secret}).status_code == 422
    with pytest.raises(Refused, match="dinonaktifkan"):
        actions.issue_code(user=user, by=by)


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"username": "ab"}, "username_shape"),
        ({"username": "1sari"}, "username_shape"),
        ({"username": "sari wulan"}, "username_shape"),
        ({"username": "Sari"}, "username_taken"),
        ({"name": "   "}, "name_missing"),
        ({"phone": "12"}, "phone_shape"),
        ({"phone": "0812-5550-0147"}, "phone_taken"),
        ({"password": "pendek"}, "weak_password"),
    ],
)
def test_a_bad_account_is_refused_with_its_field(given_, code):
    make.user("sari", phone="+6281255500147")
    values = {"username": "baru", "name": "Orang Baru", "by": make.user("hendra"), **given_}
    with pytest.raises(Refused) as refused:
        actions.create_user(**values)
    assert refused.value.code == code and refused.value.field in given_


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (Linux; Android 10) Chrome/120.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox"),
        ("", "Perangkat lain"),
    ],
)
def test_a_device_is_named_in_words(agent, label):
    assert label_of(agent) == label
