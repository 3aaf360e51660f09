"""A child of Posyandu Anyelir that was not measured yet, on today's open day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.posyandu.day import actions
from anyelir.rules.dates import add_months
from tests import factories as make


@pytest.fixture
def raka(world):
    """Fourteen months old, his mother is Bu Rina."""
    child = make.child(world.family, "Raka Pratama", sex="M", age_months=14, mother_name="Rina Marlina")
    make.enrolment(world.posyandu, child)
    return child


@pytest.fixture
def kader(world, sign_in):
    return sign_in(world.user("kader"))


@pytest.fixture
def weigh(world):
    """``weigh(child, "9.1", months_ago=1)`` on the tenth of that month (today for 0)."""

    def run(child, weight_kg, *, months_ago=0, **values):
        today = timezone.localdate()
        day = (
            today if not months_ago else add_months(today.replace(day=1), -months_ago) + dt.timedelta(days=9)
        )
        session = world.session if not months_ago else make.session(world.posyandu, day)
        values = {"height_cm": "76", "posture": "recumbent", **values}
        return actions.record_measurement(
            session=session, child=child, weight_kg=weight_kg, by=world.user("kader"), **values
        )

    return run
