"""A desa with two RW and somebody who works in it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.families.models import Person
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


def add(office, family, **changes):
    """Send the form of a new member, a child of 2020 where nothing else is said."""
    data = person_data(name="Wulan Sari", relation="child", birth_year="2020") | changes
    return office.post(reverse("families:add-member", args=[family.pk]), data)


def edit(office, person, **changes):
    """Send the form of a person, born on 3 February 1990 where nothing else is said."""
    data = person_data(name=person.name, sex=person.sex, relation=person.relation) | changes
    return office.post(reverse("families:edit-person", args=[person.pk]), data)


def page_of(office, person) -> str:
    return office.get(reverse("families:person", args=[person.pk])).content.decode()


def only(name: str) -> Person:
    return Person.objects.get(name=name)


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


@pytest.fixture
def family(rw):
    return make.family(rw)


@pytest.fixture
def mother(family):
    return make.person(family, "Siti Rahma", relation="spouse", born_on=dt.date(1990, 2, 3))
