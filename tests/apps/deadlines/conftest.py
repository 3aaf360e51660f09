"""A kind of deadline for the tests: families that somebody must visit."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.deadlines.keeping import set_deadline
from anyelir.deadlines.models import Deadline
from anyelir.families.access import visible_families

DAY = dt.timedelta(days=1)
DUE = dt.datetime(2026, 11, 10, 17, tzinfo=dt.UTC)
KEY = "test.visit"


def kind(acts, **options) -> DeadlineKind:
    """Steps three days before, at and a week after the moment; ``acts`` gathers (step, key) of what was done."""

    def act(deadline, _now):
        acts.append((deadline.step, deadline.object_key))

    steps = (Step("soon", -3 * DAY, act), Step("due", 0 * DAY, act), Step("late", 7 * DAY, act))
    return DeadlineKind(
        options.pop("key", KEY),
        "Kunjungan",
        "home",
        options.pop("steps", steps),
        visible_families,
        lambda family: Owed(
            family.head_name if hasattr(family, "head_name") else "Keluarga", "", f"/k/{family.pk}/"
        ),
        **options,
    )


@pytest.fixture
def declared(monkeypatch):
    """``declared(kind, ...)``: these kinds and no other are there."""

    def declare(*kinds):
        monkeypatch.setattr(KINDS, "_declared", {each.key: each for each in kinds})
        return kinds

    return declare


@pytest.fixture
def acts(declared):
    seen: list = []
    declared(kind(seen))
    return seen


def owe(record, due=DUE, *, key=KEY, region="32.01.01.1010/RW014") -> Deadline:
    return set_deadline(Deadline, kind=key, record=record, region=region, due_at=due)
