"""Each step exactly once: clocks that jump, acts that fail, two workers, and power that goes in the middle."""

from __future__ import annotations

import datetime as dt
import os
import signal
import time

import pytest
from django.db import connection, connections
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.accounts.models import User
from anyelir.core.audit import SYSTEM
from anyelir.core.deadlines import KINDS, DeadlineKind, Step
from anyelir.core.jobs import JOBS
from anyelir.core.models import Budget
from anyelir.deadlines import ticking
from anyelir.deadlines.keeping import set_deadline, settle_deadline, text_key
from anyelir.deadlines.models import Deadline
from anyelir.deadlines.ticking import tick
from tests import factories as make
from tests.apps.deadlines.conftest import DAY, DUE, KEY, kind, owe
from tests.parallel.conftest import all_at_once, in_a_file


@pytest.fixture
def record(db):
    return make.user("yang-ditunggu")


def test_steps_come_in_their_time_and_once(record, acts):
    owe(record)
    key = text_key(record)
    assert (tick(DUE - 4 * DAY), tick(DUE - 3 * DAY), tick(DUE - 2 * DAY)) == (0, 1, 0)
    assert (tick(DUE - dt.timedelta(seconds=1)), tick(DUE), tick(DUE + DAY)) == (0, 1, 0)
    assert (tick(DUE + 7 * DAY), tick(DUE + 70 * DAY)) == (1, 0)
    assert acts == [("soon", key), ("due", key), ("late", key)]


def test_a_clock_that_jumps_ahead_and_back_repeats_nothing(record, acts):
    owe(record)
    assert tick(DUE + 365 * DAY) == 3
    assert [step for step, _key in acts] == ["soon", "due", "late"]
    assert (tick(DUE - 30 * DAY), tick(DUE), tick(DUE + 365 * DAY)) == (0, 0, 0)


def test_after_a_pause_one_reminder_is_enough_where_the_kind_says_so(record, declared):
    acts: list = []
    declared(kind(acts, only_last=True))
    owe(record)
    assert tick(DUE + DAY) == 1 and tick(DUE + DAY) == 0
    assert [step for step, _key in acts] == ["due"]
    assert tick(DUE + 8 * DAY) == 1
    assert [step for step, _key in acts] == ["due", "late"]


def test_what_is_done_rests(record, acts):
    owe(record)
    tick(DUE - 3 * DAY)
    assert settle_deadline(Deadline, kind=KEY, record=record, by=SYSTEM)
    assert tick(DUE + 9 * DAY) == 0
    assert [step for step, _key in acts] == ["soon"]


def test_another_moment_begins_anew_and_the_same_does_not(record, acts):
    owe(record)
    tick(DUE)
    owe(record)
    assert tick(DUE) == 0
    owe(record, DUE + 30 * DAY)
    assert tick(DUE + 27 * DAY) == 1
    assert [step for step, _key in acts] == ["soon", "due", "soon"]


def test_an_act_that_fails_is_undone_tried_again_and_holds_nobody_up(record, declared, monkeypatch):
    monkeypatch.setattr(ticking, "PORTION", 2)
    done, broken = [], {text_key(record)}

    def act(deadline, now):
        Budget.objects.create(key=deadline.object_key[:43], spent=0, until=now)
        if deadline.object_key in broken:
            raise RuntimeError("no")
        done.append(deadline.object_key)

    declared(kind([], steps=(Step("due", 0 * DAY, act),)))
    others = [make.user(f"lain-{number}") for number in range(5)]
    for each in (record, *others):
        owe(each)
    assert tick(DUE) == 5 and sorted(done) == sorted(map(text_key, others))
    assert Budget.objects.count() == 5
    assert Deadline.objects.get(object_key=text_key(record)).step == ""
    broken.clear()
    assert tick(DUE) == 1 and done[-1] == text_key(record)


def test_a_step_that_somebody_else_took_is_left(record, acts, monkeypatch):
    """The row was read before the other one took the step: the conditional UPDATE alone decides."""
    owe(record)
    stale = Deadline.objects.get()
    [only] = KINDS
    assert ticking._take(stale, only.steps[0], DUE)
    read_before = Deadline.objects.get()
    read_before.step = ""
    assert not ticking._take(read_before, only.steps[0], DUE)
    assert len(acts) == 1


def test_the_worker_knows_the_job(db):
    assert JOBS["deadlines"].work() == 0


def test_steps_out_of_order_are_refused():
    def of(*steps):
        return DeadlineKind("x", "x", "x", steps, User.objects.all, str)

    assert of(Step("a", 0 * DAY), Step("b", DAY)).steps[1].key == "b"
    for steps in (
        [Step("a", DAY), Step("b", 0 * DAY)],
        [Step("a", DAY), Step("a", 2 * DAY)],
        [Step("", DAY)],
    ):
        with pytest.raises(ValueError, match="order of time"):
            of(*steps)


def test_a_kind_that_nobody_declares_is_refused(record, acts):
    with pytest.raises(KeyError):
        set_deadline(Deadline, kind="test.unknown", record=record, region="32", due_at=DUE)


class TestModel(TestCase):
    """Against a model: whatever the clock does, a step is taken when its time was reached, in order, once."""

    @given(st.lists(st.integers(-20, 40), min_size=1, max_size=12))
    def test_any_walk_of_the_clock(self, days):
        acts: list = []
        KINDS._declared[KEY] = kind(acts)
        try:
            owe(make.user())
            for day in days:
                tick(DUE + day * DAY)
        finally:
            del KINDS._declared[KEY]
        reached = max(days)
        wanted = [key for key, after in (("soon", -3), ("due", 0), ("late", 7)) if reached >= after]
        assert [step for step, _key in acts] == wanted


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that processes truly share."""
    if connection.vendor != "sqlite":
        yield
        return
    with in_a_file(tmp_path / "site.sqlite3"):
        yield


def leave_a_mark(deadline, now):
    Budget.objects.create(key=f"{deadline.step}-{deadline.object_key}"[:43], spent=0, until=now)


def marking(act=leave_a_mark):
    return kind([], steps=(Step("due", 0 * DAY, act), Step("late", 7 * DAY, act)))


@pytest.mark.django_db(transaction=True)
def test_eight_workers_take_each_step_once(shared, declared):
    declared(marking())
    for _number in range(12):
        owe(make.user())
    outcomes = all_at_once(lambda _number: tick(DUE + 8 * DAY))
    assert sum(outcomes) == 24 and Budget.objects.count() == 24


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_step_leaves_nothing_behind(shared, declared):
    declared(marking())
    owe(make.user())
    owe(make.user(), DUE + dt.timedelta(seconds=1))
    reading, writing = os.pipe()
    connections.close_all()
    child = os.fork()
    if child == 0:

        def act(deadline, now):
            leave_a_mark(deadline, now)
            if Budget.objects.count() == 2:
                os.write(writing, b"x")
                time.sleep(60)

        declared(marking(act))
        tick(DUE + DAY)
        os._exit(1)
    assert os.read(reading, 1) == b"x"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert Budget.objects.count() == 1
    assert sorted(Deadline.objects.values_list("step", flat=True)) == ["", "due"]
    assert tick(DUE + DAY) == 1 and tick(DUE + DAY) == 0
    assert Budget.objects.count() == 2
