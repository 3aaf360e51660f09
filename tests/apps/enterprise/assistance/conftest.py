"""The companion of RW 14, another one, the owner of Keripik Seruni, the dinas of the kabupaten."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.enterprise.assistance.models import Assistance
from tests import factories as make


@pytest.fixture(autouse=True)
def _no_help_yet(world):
    """Here the business begins without any."""
    Assistance.objects.all().delete()


@pytest.fixture
def companion(world):
    return world.user("dasawisma")


@pytest.fixture
def colleague(world):
    user = make.user("wida", "Wida Nurlela")
    make.grant(user, "business_companion", world.kelurahan)
    return user


@pytest.fixture
def office(world):
    return world.user("kabupaten")


@pytest.fixture
def owner(world):
    user = make.user("nursiah", "Nursiah Rahman")
    make.grant(user, "business_owner", unit=world.business)
    return user


@pytest.fixture
def address():
    return lambda name, *args: reverse(f"assistance:{name}", args=args)


@pytest.fixture
def kept(settings, tmp_path):
    """Files of the test stay in its folder."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
