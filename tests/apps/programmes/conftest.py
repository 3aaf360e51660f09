"""TP PKK Ciriung with its secretary Hendra, its chair who signs, and a number that it promised."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as make
from tests import programmes


@pytest.fixture
def team(world):
    return world.body


@pytest.fixture
def hendra(world):
    return world.user("secretary")


@pytest.fixture
def desk(world, sign_in, hendra):
    return sign_in(hendra)


@pytest.fixture
def signer(world):
    """Whoever signs for Ciriung."""
    user = make.user("wulan", "Wulan Sari")
    make.grant(user, "team_chair", world.kelurahan)
    return user


@pytest.fixture
def number(team):
    """1,001 companions without a day."""
    return programmes.target(programmes.programme(team))


@pytest.fixture
def address():
    return lambda name, *args: reverse(f"programmes:{name}", args=args)
