"""From when to when a child belongs to a posyandu, at the edges of days, birthdays and time zones."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.posyandu.register import actions
from anyelir.posyandu.register.models import Enrolment
from anyelir.posyandu.register.queries import belonging
from anyelir.posyandu.register.queries.register import serving_on
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
BORN = dt.date(2024, 2, 29)
# Half past midnight in Sentani (WIT), half past eleven in Denpasar (WITA), half past ten in the evening in Bogor.
LATE = dt.datetime(2026, 2, 28, 15, 30, tzinfo=dt.UTC)


def at_moment(monkeypatch, moment=LATE):
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def child(world):
    return make.child(world.family, "Raka Pratama", sex="M", born_on=BORN)


@pytest.fixture
def before(world, child):
    """``before(since, on)``: a weighing on a day before what was known turned up at Posyandu Anyelir."""

    def run(since: dt.date, on: dt.date, **given) -> Enrolment:
        call = {"posyandu": world.posyandu, "child": child, "by": world.user("bidan"), **given}
        return actions.enrol_before(since=since, on=on, **call)

    return run


@pytest.mark.parametrize(
    ("on", "is_one"),
    [
        (BORN - DAY, False),
        (BORN, True),
        (dt.date(2029, 2, 27), True),
        (dt.date(2029, 3, 1), False),
    ],
)
def test_under_five_is_from_the_day_of_birth_to_the_day_before_the_fifth_birthday(child, on, is_one):
    assert belonging.is_under_five(child, on) is is_one


def test_a_child_of_unknown_birth_is_taken_for_one_under_five(world):
    assert belonging.is_under_five(make.child(world.family, born_on=None), make.today())


@pytest.mark.parametrize(("days", "belongs"), [(-1, False), (0, True), (10, True), (11, False)])
def test_both_days_of_an_enrolment_are_part_of_it(world, child, days, belongs):
    since = dt.date(2025, 2, 18)
    make.enrolment(world.posyandu, child, since=since, until=since + 10 * DAY)
    on = since + days * DAY
    assert belonging.is_enrolled(world.posyandu, child, on) is belongs
    assert (child in belonging.members(world.posyandu, on)) is belongs
    assert not belonging.is_enrolled(world.next_posyandu, child, on)


@pytest.mark.parametrize("field", ["died_on", "moved_on"])
@pytest.mark.parametrize(("days", "belongs"), [(-1, True), (0, False), (1, False)])
def test_nobody_is_awaited_from_the_day_of_death_or_moving_away(world, child, field, days, belongs):
    gone = dt.date(2025, 12, 31)
    make.enrolment(world.posyandu, child)
    setattr(child, field, gone)
    child.save()
    assert (child in belonging.members(world.posyandu, gone + days * DAY)) is belongs


def test_a_merged_record_is_no_member(world, child):
    make.enrolment(world.posyandu, child)
    child.merged_into = world.child
    child.save()
    assert child not in belonging.members(world.posyandu, make.today())


@pytest.mark.parametrize(
    ("code", "day", "is_refused"),
    [("32.01.01.1010", 28, False), ("32.01.01.1010", 1, True), ("91", 1, False), ("91", 2, True)],
)
def test_the_future_begins_where_the_child_lives(world, monkeypatch, code, day, is_refused):
    """The first of March has begun in Sentani and not yet in Bogor."""
    at_moment(monkeypatch)
    place = make.region(code, "Papua")
    child = make.child(make.family(place), born_on=dt.date(2025, 5, 1))
    since = dt.date(2026, 2 if day == 28 else 3, day)
    enrol = {"posyandu": world.posyandu, "child": child, "since": since, "by": world.user("bidan")}
    if is_refused:
        assert code_of(actions.enrol_child, **enrol) == "date_in_future"
        assert not child.enrolments.exists()
    else:
        assert actions.enrol_child(**enrol).since == since


@pytest.mark.parametrize(("on", "is_refused"), [(dt.date(2024, 3, 29), False), (dt.date(2024, 4, 29), True)])
def test_the_month_after_the_fifth_birthday_still_passes(world, on, is_refused):
    child = make.child(world.family, born_on=dt.date(2019, 3, 29))
    enrol = {"posyandu": world.posyandu, "child": child, "since": on, "by": world.user("bidan")}
    if is_refused:
        assert code_of(actions.enrol_child, **enrol) == "not_under_five"
        assert not child.enrolments.exists()
    else:
        assert actions.enrol_child(**enrol).since == on


def test_a_child_may_enter_on_the_day_of_death_and_not_after(world, child):
    child.died_on = dt.date(2025, 6, 30)
    enrol = {"posyandu": world.posyandu, "child": child, "by": world.user("bidan")}
    assert code_of(actions.enrol_child, since=child.died_on + DAY, **enrol) == "child_died"
    assert actions.enrol_child(since=child.died_on, **enrol).since == child.died_on


def test_an_earlier_weighing_of_the_same_posyandu_moves_its_start(world, child, before):
    later = make.enrolment(world.posyandu, child, since=dt.date(2025, 3, 1))
    enrolment = before(dt.date(2024, 12, 1), dt.date(2024, 12, 31))
    assert (enrolment, enrolment.since, enrolment.until) == (later, dt.date(2024, 12, 1), None)
    line = AuditEntry.objects.get(verb="child.enrol")
    assert line.detail["was"] == "2025-03-01"


def test_an_earlier_weighing_elsewhere_ends_the_day_before_the_known_time(world, child, before):
    later = make.enrolment(world.next_posyandu, child, since=dt.date(2025, 3, 1))
    enrolment = before(dt.date(2024, 12, 1), dt.date(2025, 1, 15))
    assert (enrolment.posyandu, enrolment.since) == (world.posyandu, dt.date(2024, 12, 1))
    assert (enrolment.until, enrolment.end_reason) == (dt.date(2025, 2, 28), "transferred")
    later.refresh_from_db()
    assert (later.since, later.until) == (dt.date(2025, 3, 1), None)


def test_a_wished_beginning_waits_for_the_end_of_what_came_before(world, child, before):
    make.enrolment(world.next_posyandu, child, since=BORN, until=dt.date(2024, 12, 31))
    make.enrolment(world.next_posyandu, child, since=dt.date(2025, 6, 1))
    enrolment = before(BORN, dt.date(2025, 2, 10))
    assert (enrolment.since, enrolment.until) == (dt.date(2025, 1, 1), dt.date(2025, 5, 31))


def test_a_day_within_the_known_time_gives_what_is_known_or_is_refused(world, child, before):
    known = make.enrolment(world.posyandu, child, since=BORN, until=dt.date(2024, 12, 31))
    assert before(BORN, dt.date(2024, 12, 31)) == known
    assert code_of(before, BORN, dt.date(2024, 12, 31), posyandu=world.next_posyandu) == "enrolment_overlaps"
    assert child.enrolments.count() == 1


def test_without_anything_later_the_child_belongs_from_then_on(world, child, before):
    enrolment = before(BORN - 30 * DAY, dt.date(2024, 5, 1))
    assert (enrolment.since, enrolment.until, enrolment.end_reason) == (BORN, None, "")


def test_a_second_transfer_on_the_same_day_moves_on(world, child):
    """Noticed at once that it was the wrong posyandu: one day stays, and the child goes on."""
    make.enrolment(world.posyandu, child, since=dt.date(2025, 1, 1))
    move = {"child": child, "on": make.today(), "by": world.user("bidan")}
    actions.transfer_child(to=world.next_posyandu, **move)
    back = actions.transfer_child(to=world.posyandu, **move)
    spans = list(child.enrolments.order_by("since", "until").values_list("posyandu", "until"))
    assert back.until is None and len(spans) == 3
    assert child.enrolments.filter(until=None).get() == back


def test_a_transfer_sent_twice_is_one_transfer(world, child):
    make.enrolment(world.posyandu, child, since=dt.date(2025, 1, 1))
    move = {"child": child, "to": world.next_posyandu, "on": make.today(), "by": world.user("bidan")}
    first = actions.transfer_child(**move, op_id=(key := uuid7()))
    assert actions.transfer_child(**move, op_id=key) == first
    assert child.enrolments.count() == 2
    assert AuditEntry.objects.filter(verb="child.leave", detail__child=str(child.pk)).count() == 1


@pytest.mark.parametrize("reason", Enrolment.EndReason.values)
def test_an_end_says_why_and_may_fall_on_the_first_day(world, child, reason):
    enrolment = make.enrolment(world.posyandu, child, since=dt.date(2025, 1, 31))
    ended = actions.end_enrolment(
        enrolment=enrolment, until=enrolment.since, reason=reason, by=world.user("kader")
    )
    ended.refresh_from_db()
    assert (ended.until, ended.end_reason) == (dt.date(2025, 1, 31), reason)
    line = AuditEntry.objects.get(verb="child.leave")
    assert (line.detail["reason"], line.region_code) == (reason, world.posyandu.region_id)
    assert "was" not in line.detail


def test_an_end_that_is_corrected_leaves_the_old_day_in_the_trail(world, child):
    enrolment = make.enrolment(world.posyandu, child, since=BORN, until=dt.date(2025, 1, 31))
    end = {"enrolment": enrolment, "reason": "moved", "by": world.user("kader")}
    actions.end_enrolment(until=dt.date(2025, 2, 28), **end)
    assert AuditEntry.objects.get(verb="child.leave").detail["was"] == "2025-01-31"


def test_who_serves_on_a_day_is_said_by_name(world):
    on = dt.date(2025, 3, 31)
    for name, since, until in [
        ("Yanti", on, on),
        ("Aminah", dt.date(2020, 1, 1), None),
        ("Ended", dt.date(2020, 1, 1), on - DAY),
        ("Later", on + DAY, None),
    ]:
        make.service(world.next_posyandu, make.kader(world.rw, name), since=since, until=until)
    assert serving_on(world.next_posyandu, on) == ["Aminah", "Yanti"]
