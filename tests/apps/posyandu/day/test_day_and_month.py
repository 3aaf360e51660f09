"""Open days, the steps of a visit, closing and opening a month."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.core.models import AuditEntry, DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import MonthClosing, PosyanduSession, Visit
from anyelir.posyandu.day.queries.closings import closing_of, is_genuine, is_month_closed
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def kader(world):
    return world.user("kader")


@pytest.fixture
def empty(world):
    """A posyandu without any open day."""
    return make.posyandu(world.rt, "Melati", world.puskesmas)


def refused(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


def test_opens_once_a_day(empty, kader):
    first = actions.open_session(posyandu=empty, held_on=today(), by=kader, kader_on_duty=5)
    assert actions.open_session(posyandu=empty, held_on=today(), by=kader) == first
    assert PosyanduSession.objects.filter(posyandu=empty).count() == 1
    assert DirtyLeaf.objects.filter(unit_key=str(empty.pk), period=today().replace(day=1)).exists()


@pytest.mark.parametrize(
    ("held_on", "code"),
    [(today() + DAY, "date_in_future"), (dt.date(1999, 12, 31), "date_too_old")],
)
def test_refuses_odd_days(empty, kader, held_on, code):
    error = refused(actions.open_session, posyandu=empty, held_on=held_on, by=kader)
    assert (error.code, error.field, error.status) == (code, "held_on", 422)


def test_the_first_day_of_2000_is_not_odd(empty, kader):
    assert actions.open_session(posyandu=empty, held_on=dt.date(2000, 1, 1), by=kader).pk


def test_a_posyandu_that_ended_opens_no_more(empty, kader):
    empty.closed_on = today() - DAY
    assert refused(actions.open_session, posyandu=empty, held_on=today(), by=kader).code == "posyandu_closed"
    assert actions.open_session(posyandu=empty, held_on=today() - DAY, by=kader).pk


def test_a_closed_day_opens_again_only_on_purpose(empty, kader):
    session = actions.open_session(posyandu=empty, held_on=today(), by=kader)
    session = actions.close_session(session=session, by=kader, kader_on_duty=4)
    assert (session.closed_by, session.kader_on_duty) == (kader.pk, 4)
    assert refused(actions.close_session, session=session, by=kader).code == "session_closed"
    assert refused(actions.open_session, posyandu=empty, held_on=today(), by=kader).code == "session_closed"
    assert actions.open_session(posyandu=empty, held_on=today(), by=kader, source="eppgbm") == session
    assert actions.reopen_session(session=session, by=kader).closed_at is None


def test_registering_twice_is_one_visit(world, kader):
    child = make.child(world.family, "Raka")
    make.enrolment(world.posyandu, child)
    first = actions.register_visit(session=world.session, child=child, by=kader)
    assert actions.register_visit(session=world.session, child=child, by=kader) == first
    assert AuditEntry.objects.filter(verb="visit.register", object_id=str(first.pk)).count() == 1


def test_registering_follows_the_rules_of_measuring(world, kader):
    assert (
        refused(actions.register_visit, session=world.session, child=world.next_child, by=kader).code
        == "child_not_enrolled"
    )
    closed = actions.close_session(session=world.session, by=kader)
    assert (
        refused(actions.register_visit, session=closed, child=world.child, by=kader).code == "session_closed"
    )


@pytest.mark.parametrize("step", ["served", "counselled"])
def test_a_step_is_dated_once(world, kader, step):
    actions.mark_step(visit=world.visit, step=step, by=kader)
    first = getattr(Visit.objects.get(pk=world.visit.pk), f"{step}_at")
    actions.mark_step(visit=Visit.objects.get(pk=world.visit.pk), step=step, by=kader)
    assert getattr(Visit.objects.get(pk=world.visit.pk), f"{step}_at") == first
    assert AuditEntry.objects.filter(verb=f"visit.{step}").count() == 1


def test_there_is_no_sixth_step(world, kader):
    with pytest.raises(ValueError, match="danced"):
        actions.mark_step(visit=world.visit, step="danced", by=kader)


def test_a_month_is_signed_and_any_change_shows(empty, kader):
    closing = actions.close_month(posyandu=empty, month=today(), count=lambda: {"S": 41, "D": 36}, by=kader)
    closing.refresh_from_db()
    assert closing.month == today().replace(day=1) and closing.version == 1
    assert closing.snapshot["numbers"] == {"S": 41, "D": 36} and is_genuine(closing)
    closing.snapshot["numbers"]["D"] = 41
    assert not is_genuine(closing)


def test_a_forged_hash_does_not_help(empty, kader):
    closing = actions.close_month(posyandu=empty, month=today(), count=lambda: {"D": 1}, by=kader)
    other = actions.close_month(
        posyandu=make.posyandu(empty.region, "Kenanga"), month=today(), count=lambda: {"D": 2}, by=kader
    )
    closing.snapshot, closing.sha256 = other.snapshot, other.sha256
    assert not is_genuine(closing)


def test_a_month_closes_once_and_opens_with_a_reason(empty, kader):
    closing = actions.close_month(posyandu=empty, month=today(), count=dict, by=kader)
    assert (
        refused(actions.close_month, posyandu=empty, month=today(), count=dict, by=kader).code
        == "month_closed"
    )
    assert refused(actions.open_session, posyandu=empty, held_on=today(), by=kader).code == "month_closed"
    assert refused(actions.reopen_month, closing=closing, reason=" ", by=kader).code == "reason_missing"
    actions.reopen_month(closing=closing, reason="Dua anak tertinggal.", by=kader)
    assert refused(actions.reopen_month, closing=closing, reason="Lagi.", by=kader).code == "month_open"
    assert actions.open_session(posyandu=empty, held_on=today(), by=kader)


def test_the_old_snapshot_stays_beside_the_new_one(empty, kader):
    first = actions.close_month(posyandu=empty, month=today(), count=lambda: {"D": 1}, by=kader)
    actions.reopen_month(closing=first, reason="Dua anak tertinggal.", by=kader)
    second = actions.close_month(posyandu=empty, month=today(), count=lambda: {"D": 3}, by=kader)
    assert second.version == 2 and closing_of(empty, today()) == second
    assert MonthClosing.objects.get(pk=first.pk).snapshot["numbers"] == {"D": 1}


def test_a_running_day_and_a_month_to_come_do_not_close(world, empty, kader):
    assert (
        refused(actions.close_month, posyandu=world.posyandu, month=today(), count=dict, by=kader).code
        == "session_open"
    )
    following = (today().replace(day=28) + 7 * DAY).replace(day=1)
    assert (
        refused(actions.close_month, posyandu=empty, month=following, count=dict, by=kader).code
        == "date_in_future"
    )


def test_another_month_stays_open(empty, kader):
    last_month = today().replace(day=1) - DAY
    actions.close_month(posyandu=empty, month=last_month, count=dict, by=kader)
    assert is_month_closed(empty, last_month) and not is_month_closed(empty, today())
    assert actions.open_session(posyandu=empty, held_on=today(), by=kader)
