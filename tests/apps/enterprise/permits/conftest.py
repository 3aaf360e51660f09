"""The companion of RW 14, the owner of Keripik Seruni, the dinas of the kabupaten, and a day that stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.enterprise.permits import actions
from anyelir.enterprise.permits.actions import PermitFacts

# The day on which these tests are.
TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def address():
    return lambda name, *args: reverse(f"permits:{name}", args=args)


@pytest.fixture
def save(world, companion):
    """A P-IRT as the companion writes it down; keywords change the facts."""

    def act(permit=None, *, kind="pirt", products=(), helper=None, business=None, by=None, **facts):
        return actions.save_permit(
            business=business or world.business,
            kind=kind,
            facts=PermitFacts(**facts),
            products=list(products),
            helper=helper,
            permit=permit,
            by=by or companion,
        )

    return act
