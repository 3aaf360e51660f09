"""The team of Kelurahan Ciriung, its secretary, and an activity of tomorrow."""

from __future__ import annotations

import datetime as dt

import pytest

from tests import factories as make


@pytest.fixture
def body(world):
    return world.body


@pytest.fixture
def hendra(world):
    return world.user("secretary")


@pytest.fixture
def tomorrow():
    return make.today() + dt.timedelta(days=1)


@pytest.fixture
def meeting(body, tomorrow):
    hours = {"starts_at": dt.time(9), "ends_at": dt.time(11, 30)}
    return make.activity(body, title="Rapat bulanan", on=tomorrow, place="Aula, lantai 2", **hours)
