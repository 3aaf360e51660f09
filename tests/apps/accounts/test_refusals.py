"""What an account refuses, and what a new password makes void."""

from __future__ import annotations

import pytest

from anyelir.accounts import actions, hashers, second_factor
from anyelir.accounts.models import Device, SignInCode
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari():
    return make.user("sari")


@pytest.fixture
def hendra():
    return make.user("hendra")


def test_without_an_authenticator_no_digits_open(sari):
    assert code_of(second_factor.check, user=sari, typed="123456") == "no_authenticator"
    second_factor.begin(sari)
    assert code_of(second_factor.check, user=sari, typed="123456") == "no_authenticator"


def test_a_closed_account_gets_no_code(sari, hendra):
    actions.set_active(user=sari, is_active=False, by=hendra)
    assert code_of(actions.issue_code, user=sari, by=hendra) == "user_inactive"
    assert not SignInCode.objects.exists()


def test_the_old_password_is_no_new_one(sari):
    actions.change_password(user=sari, password="kembang sepatu 27", by=sari)
    assert (
        code_of(actions.change_password, user=sari, password="kembang sepatu 27", by=sari) == "same_password"
    )


def test_who_waits_too_long_at_the_hashing_is_told_so(monkeypatch):
    monkeypatch.setattr(hashers, "WAIT_SECONDS", 0.01)
    with hashers._hashing:
        assert code_of(hashers.QueuedArgon2PasswordHasher().encode, "anyelir", "x" * 16) == "sign_in_busy"
    assert hashers._line._value == hashers.AT_ONCE + hashers.IN_LINE, "the place in the line is free again"


def test_a_new_password_makes_open_codes_and_other_phones_void(client, sari, hendra):
    """Whoever found the slip of paper, or holds the old phone, is out."""
    client.post("/masuk/", {"username": "sari", "password": make.PASSWORD})
    code = actions.issue_code(user=sari, by=hendra)
    actions.change_password(user=sari, password="kembang sepatu 27", by=sari)
    assert client.get("/tugas/").status_code == 302
    assert not Device.objects.filter(user=sari, ended_at=None).exists()
    for secret, status in [(code, 422), (make.PASSWORD, 422), ("kembang sepatu 27", 302)]:
        assert client.post("/masuk/", {"username": "sari", "password": secret}).status_code == status
