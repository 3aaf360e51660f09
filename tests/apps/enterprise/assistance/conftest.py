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
def colleague(world):
    user = make.user("wida", "Wida Nurlela")
    make.grant(user, "business_companion", world.kelurahan)
    return user


@pytest.fixture
def address():
    return lambda name, *args: reverse(f"assistance:{name}", args=args)
