"""The steps on the running site that are about signing in and about roles."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.case("site 13", "that address waits; the owner elsewhere signs in")
def test_behind_a_proxy_the_guesser_waits_and_the_owner_signs_in(settings):
    settings.PROXY_COUNT = 1
    make.user("sari")

    def from_(address, password, forged=""):
        header = f"{forged}, {address}" if forged else address
        return Client().post(
            "/masuk/", {"username": "sari", "password": password}, HTTP_X_FORWARDED_FOR=header
        )

    answers = [from_("203.0.113.7", "salah sekali").status_code for _ in range(6)]
    assert answers == [422] * 4 + [429] * 2
    for forged in ("1.1.1.1", "198.51.100.20", "127.0.0.1"):
        assert from_("203.0.113.7", make.PASSWORD, forged).status_code == 429, (
            "a forged header is no new address"
        )
    assert from_("198.51.100.20", make.PASSWORD).status_code == 302
