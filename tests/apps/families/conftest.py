"""A desa with two RW and somebody who works in it."""

from __future__ import annotations

import pytest

from tests import factories as make

CARD = "3201011203150007"
# Born 3 February 1990, a woman, in Kab. Bogor.
NIK = "3201014302900001"


def person_data(**changes):
    """A whole form of a member."""
    given = {
        "name": "Siti Rahma",
        "sex": "F",
        "birth_day": "3",
        "birth_month": "2",
        "birth_year": "1990",
        "relation": "head",
        "nik": "",
    }
    return given | changes


def home_data(place, **changes):
    """A whole form of a new family."""
    return person_data() | {"place": place.code} | changes


@pytest.fixture
def desa(db):
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
        make.region(code, name)
    return make.region("32.01.01.1010", "Ciriung")


@pytest.fixture
def rw(desa):
    return make.region("32.01.01.1010/RW014", "RW 014")


@pytest.fixture
def next_rw(desa):
    return make.region("32.01.01.1010/RW015", "RW 015")


@pytest.fixture
def secretary(desa):
    user = make.user("hendra", "Hendra")
    make.grant(user, "village_secretary", desa)
    return user


@pytest.fixture
def office(client, secretary):
    client.force_login(secretary)
    return client
