"""Whatever a posyandu does in whatever order: one measurement of a visit counts, and nothing is ever lost."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.core.refusal import Refused
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement
from tests import factories as make
from tests.people import build

WEIGHTS = st.sampled_from([None, "8.9", "9.1", "19.1"])
HEIGHTS = st.sampled_from([None, "75.5", "76"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), WEIGHTS, HEIGHTS),
        st.tuples(st.just("correct"), st.integers(0, 9), WEIGHTS, HEIGHTS),
        st.tuples(st.just("choose"), st.integers(0, 9)),
        st.tuples(st.just("withdraw"), st.integers(0, 9)),
        st.tuples(st.just("repeat"), st.integers(0, 9)),
    ),
    max_size=10,
)


def has_values(row: Measurement) -> bool:
    return row.weight_kg is not None or row.height_cm is not None


class AnyOrder(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = build()
        cls.by = cls.world.user("kader")
        cls.child = make.child(cls.world.family, "Raka Pratama", sex="M")
        make.enrolment(cls.world.posyandu, cls.child)

    def rows(self) -> list[Measurement]:
        return list(Measurement.objects.filter(child=self.child).order_by("created_at", "id"))

    def take(self, step) -> None:
        kind, *what = step
        rows = self.rows()
        if kind == "record":
            weight, height = what
            self.record(uuid.uuid4(), weight, height)
            return
        if not rows:
            return
        row = rows[what[0] % len(rows)]
        if kind == "correct":
            actions.correct_measurement(
                measurement=row, weight_kg=what[1], height_cm=what[2], reason="Salah ketik.", by=self.by
            )
        elif kind == "choose":
            actions.choose_measurement(measurement=row, by=self.by)
        elif kind == "withdraw":
            actions.withdraw_measurement(measurement=row, reason="Salah anak.", by=self.by)
        else:
            self.repeat(row)

    def record(self, op_id: uuid.UUID, weight, height) -> Measurement:
        row = actions.record_measurement(
            session=self.world.session,
            child=self.child,
            weight_kg=weight,
            height_cm=height,
            by=self.by,
            op_id=op_id,
        )
        self.sent[row.pk] = (op_id, weight, height)
        return row

    def repeat(self, row: Measurement) -> None:
        """The same sending comes once more, however much happened since."""
        if row.pk in self.sent:
            assert self.record(*self.sent[row.pk]) == row

    @settings(max_examples=150, deadline=None)
    @given(STEPS)
    def test_one_of_what_stands_is_chosen(self, steps):
        kept: dict[uuid.UUID, tuple] = {}
        self.sent: dict[uuid.UUID, tuple] = {}
        for step in steps:
            try:
                self.take(step)
            except Refused:
                pass
            rows = self.rows()
            standing = [row for row in rows if not hasattr(row, "superseded_by") and has_values(row)]
            chosen = [row for row in rows if row.is_chosen]
            assert len(chosen) == (1 if standing else 0)
            assert not chosen or chosen[0] in standing
            now = {row.pk: (row.weight_kg, row.height_cm) for row in rows}
            assert {pk: now.get(pk) for pk in kept} == kept, "a row was lost or rewritten"
            kept = now


@pytest.mark.django_db
def test_a_weight_is_never_unchosen_by_a_row_without_one(world):
    child = make.child(world.family, "Raka")
    make.enrolment(world.posyandu, child)
    call = {"session": world.session, "child": child, "by": world.user("kader")}
    first = actions.record_measurement(weight_kg="9", **call)
    actions.record_measurement(height_cm="75", **call)
    assert Measurement.objects.get(child=child, is_chosen=True) == first


@pytest.mark.django_db
def test_an_earlier_withdrawal_does_not_hide_what_still_stands(world):
    child = make.child(world.family, "Raka")
    make.enrolment(world.posyandu, child)
    call = {"session": world.session, "child": child, "by": world.user("kader")}
    first, second, third = (
        actions.record_measurement(weight_kg=weight, **call) for weight in ("9", "9.1", "9.2")
    )
    for row in (second, third):
        actions.withdraw_measurement(measurement=row, reason="Salah anak.", by=world.user("kader"))
    assert Measurement.objects.get(child=child, is_chosen=True) == first


@pytest.mark.django_db
def test_a_withdrawal_can_be_taken_back_by_a_correction(world):
    child = make.child(world.family, "Raka")
    make.enrolment(world.posyandu, child)
    by = world.user("kader")
    row = actions.record_measurement(session=world.session, child=child, weight_kg="9", by=by)
    gone = actions.withdraw_measurement(measurement=row, reason="Salah anak.", by=by)
    back = actions.correct_measurement(measurement=gone, weight_kg="9", reason="Ternyata benar.", by=by)
    assert Measurement.objects.get(child=child, is_chosen=True) == back
