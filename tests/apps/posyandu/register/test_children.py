"""Enrolment: which posyandu counts a child, and moving between two."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.core.models import AuditEntry, DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.register import actions as register_actions
from anyelir.posyandu.register.models import Enrolment
from anyelir.rules.dates import add_months
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def child(world):
    return make.child(world.family, "Raka Pratama", sex="M", age_months=20)


@pytest.fixture
def enrol(world, child):
    def run(since=None, at=None):
        return register_actions.enrol_child(
            posyandu=at or world.posyandu, child=child, since=since or today(), by=world.user("kader")
        )

    return run


def refused(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


def test_enrols_once_and_marks_every_month_since(enrol, world):
    start = add_months(today().replace(day=1), -4)
    assert enrol(start) == enrol(start)
    marked = set(DirtyLeaf.objects.filter(unit_key=str(world.posyandu.pk)).values_list("period", flat=True))
    assert marked == {add_months(start, step) for step in range(5)}


def test_an_earlier_weighing_moves_the_start_back(enrol):
    enrolment = enrol()
    assert enrol(today() + DAY * 0) == enrolment
    assert enrol(today() - 30 * DAY).since == today() - 30 * DAY
    assert enrol().since == today() - 30 * DAY


def test_never_before_birth(enrol, child):
    assert enrol(child.born_on - DAY).since == child.born_on


def test_another_posyandu_needs_a_transfer(enrol, world):
    enrol()
    assert refused(enrol, at=world.next_posyandu).code == "enrolled_elsewhere"


def test_refuses_the_future_the_dead_and_the_merged(enrol, child, world):
    assert refused(enrol, today() + DAY).code == "date_in_future"
    child.died_on = today() - DAY
    assert refused(enrol).code == "child_died"
    child.died_on, child.merged_into = None, world.child
    assert refused(enrol).code == "child_merged"


def test_a_transfer_keeps_both_pasts_and_both_see_it(enrol, child, world):
    old = enrol(today() - 60 * DAY)
    new = register_actions.transfer_child(
        child=child, to=world.next_posyandu, on=today(), by=world.user("kader")
    )
    old.refresh_from_db()
    assert (old.until, old.end_reason) == (today() - DAY, "transferred")
    assert (new.since, new.until, new.posyandu) == (today(), None, world.next_posyandu)
    regions = AuditEntry.objects.filter(detail__child=str(child.pk)).values_list("region_code", flat=True)
    assert set(regions) == {world.posyandu.region_id, world.next_posyandu.region_id}


def test_a_transfer_on_the_first_day_leaves_one_day(enrol, child, world):
    old = enrol()
    register_actions.transfer_child(child=child, to=world.next_posyandu, on=today(), by=world.user("kader"))
    old.refresh_from_db()
    assert (old.since, old.until) == (today(), today())


def test_a_transfer_of_a_child_without_a_posyandu_enrols_it(child, world):
    new = register_actions.transfer_child(child=child, to=world.posyandu, on=today(), by=world.user("kader"))
    assert new == Enrolment.objects.get(child=child)


def test_a_transfer_to_the_same_posyandu_is_refused(enrol, child, world):
    enrol()
    call = {"child": child, "to": world.posyandu, "on": today(), "by": world.user("kader")}
    assert refused(register_actions.transfer_child, **call).code == "already_here"


@pytest.mark.parametrize(("days_after_weighing", "is_allowed"), [(0, False), (1, True)])
def test_a_transfer_must_be_after_the_last_weighing(enrol, child, world, days_after_weighing, is_allowed):
    enrol(today() - 60 * DAY)
    weighed_on = today() - 5 * DAY
    day = make.session(world.posyandu, weighed_on)
    day_actions.record_measurement(session=day, child=child, weight_kg="10", by=world.user("kader"))
    on = weighed_on + days_after_weighing * DAY
    call = {"child": child, "to": world.next_posyandu, "on": on, "by": world.user("kader")}
    if is_allowed:
        assert register_actions.transfer_child(**call).since == on
    else:
        assert refused(register_actions.transfer_child, **call).code == "transfer_too_early"


def test_a_transfer_before_the_enrolment_is_refused(enrol, child, world):
    enrol()
    call = {"child": child, "to": world.next_posyandu, "on": today() - DAY, "by": world.user("kader")}
    assert refused(register_actions.transfer_child, **call).code == "transfer_too_early"


def test_the_time_at_another_posyandu_is_not_taken_away(enrol, child, world):
    enrol(today() - 60 * DAY)
    register_actions.transfer_child(child=child, to=world.next_posyandu, on=today(), by=world.user("kader"))
    assert refused(enrol, today() - 30 * DAY, at=world.next_posyandu).code == "enrolment_overlaps"


def test_leaving_and_coming_back(enrol, world):
    enrolment = enrol(today() - 60 * DAY)
    leave = {"enrolment": enrolment, "reason": "moved", "by": world.user("kader")}
    assert (
        refused(register_actions.end_enrolment, until=today() - 61 * DAY, **leave).code
        == "enrolment_not_in_order"
    )
    with pytest.raises(ValueError, match="no such reason"):
        register_actions.end_enrolment(until=today() - 30 * DAY, **{**leave, "reason": "pergi"})
    register_actions.end_enrolment(until=today() - 30 * DAY, **leave)
    assert refused(enrol, today() - 40 * DAY).code == "enrolment_overlaps"
    assert enrol(today() - 30 * DAY).since == today() - 30 * DAY
