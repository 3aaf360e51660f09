"""The child that a person chose among those who may be meant: only one whom she may see."""

from __future__ import annotations

import pytest
from django.http import Http404

from anyelir.posyandu.day.asking import recognised
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_whoever_may_see_the_child_recognises_it(world):
    child = make.child(world.family, "Dewi Kirana", age_months=20)
    make.enrolment(world.posyandu, child)
    assert recognised(world.user("kader"), child.pk) == child


def test_a_merged_record_leads_to_the_one_that_stands_where_that_may_be_seen(world):
    """The record that was merged is asked about; whether its survivor may be seen decides."""
    gone, stands = (make.child(world.family, "Dewi Kirana", age_months=20) for _each in range(2))
    make.enrolment(world.posyandu, stands)
    gone.merged_into = stands
    gone.save()
    assert recognised(world.user("kader"), gone.pk) == stands
    with pytest.raises(Http404):
        recognised(world.user("next_kader"), gone.pk)


@pytest.mark.parametrize("role", ["stranger", "next_kader"])
def test_a_key_of_a_child_out_of_sight_is_no_child(world, role):
    child = make.child(world.family, "Dewi Kirana", age_months=20)
    make.enrolment(world.posyandu, child)
    with pytest.raises(Http404):
        recognised(world.user(role), child.pk)
