"""People around Keripik Seruni: the companion of RW 14, its owner, the dinas of the kabupaten; and files of a test."""

from __future__ import annotations

import pytest

from tests import factories as make


@pytest.fixture
def companion(world):
    return world.user("dasawisma")


@pytest.fixture
def office(world):
    return world.user("kabupaten")


@pytest.fixture
def owner(world):
    user = make.user("nursiah", "Nursiah Rahman")
    make.grant(user, "business_owner", unit=world.business)
    return user


@pytest.fixture
def kept(settings, tmp_path):
    """Files of the test stay in its folder."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
