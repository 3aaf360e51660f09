"""The steps on the running site that are about signing in and about roles."""

from __future__ import annotations

import re

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


@pytest.mark.case("site 14", "a second person or a waiting time with notice")
def test_an_office_makes_no_reader_of_families_alone(world, client):
    """Endang of the kecamatan makes a village secretary for herself; Hendra of the kelurahan is told."""
    client.force_login(world.user("kecamatan"))
    given = {
        "name": "Endang Kedua",
        "username": "endang2",
        "role": "village_secretary",
        "since": "2026-01-01",
    }
    page = client.post(f"/tim/pengguna/di/{world.kelurahan.code}/tambah/", given).content.decode()
    code = re.search(r'mem-code">([^<]+)<', page)[1]
    second = Client()
    assert second.post("/masuk/", {"username": "endang2", "password": code}).status_code == 302
    chosen = {"password": "hujan sore di kebun", "again": "hujan sore di kebun"}
    assert second.post("/saya/kata-sandi/", chosen).status_code == 302
    assert second.get(f"/keluarga/{world.family.pk}/").status_code in (403, 404)
    assert "Dewi Anggraini" not in second.get("/keluarga/").content.decode()
    hendra = Client()
    hendra.force_login(world.user("secretary"))
    assert "Endang Kedua" in hendra.get("/tugas/").content.decode()
