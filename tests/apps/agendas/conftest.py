"""A kelurahan with RW, RT and a dasawisma, and who keeps the agenda of each."""

from __future__ import annotations

import pytest

from tests import factories as make


@pytest.fixture
def team(world):
    return world.body


@pytest.fixture
def group(world):
    return make.body(world.rw)


@pytest.fixture
def dasawisma(world):
    return make.body(make.region(f"{world.rt.pk}/DW01", "Dasawisma Melati 1"))


@pytest.fixture
def hendra(world):
    """Secretary of the kelurahan."""
    return world.user("secretary")


@pytest.fixture
def yanti(world):
    """Of the group of RW 14."""
    return world.user("dasawisma")
