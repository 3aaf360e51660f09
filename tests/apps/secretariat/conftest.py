"""The team of Kelurahan Ciriung and its secretary."""

from __future__ import annotations

import pytest


@pytest.fixture
def body(world):
    return world.body


@pytest.fixture
def hendra(world):
    return world.user("secretary")


@pytest.fixture
def client_of_hendra(sign_in, hendra):
    return sign_in(hendra)
