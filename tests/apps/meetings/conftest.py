"""A meeting of TP PKK Ciriung today, its secretary, and women who belong to it."""

from __future__ import annotations

import pytest

from tests import factories as make


@pytest.fixture
def body(world):
    return world.body


@pytest.fixture
def hendra(world):
    return world.user("secretary")


@pytest.fixture
def client_of_hendra(sign_in, hendra):
    return sign_in(hendra)


@pytest.fixture
def meeting(world):
    return world.activity


@pytest.fixture
def eti(body):
    return make.body_member(body, "Eti Rohaeti")
