"""The kit of all charts: values to pixels, round steps, words that do not collide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.core.charts import Axis, Frame, Tick, moved_apart, outward, polyline, round_step, steps_between

FRAME = Frame(330, 230, left=34, right=230, top=14, bottom=204)


def test_an_axis_leads_from_its_ends_to_its_ends():
    up = FRAME.up(0, 100)
    assert (up.at(0), up.at(100), up.at(50)) == (204, 14, 109)
    across = FRAME.across(0, 11)
    assert (across.at(0), across.at(11)) == (34, 230)
    assert Axis(5, 5, 10, 20).at(5) == 10


def test_words_stay_inside_the_field():
    assert FRAME.beside_edges(132, "9,1 kg") == 132
    half = len("9,1 kg hari ini") * 3.7
    assert FRAME.beside_edges(34, "9,1 kg hari ini") == 34 + half
    assert FRAME.beside_edges(230, "9,1 kg hari ini") == 230 - half
    assert Tick(100, "9").below == 104


@pytest.mark.parametrize(
    ("span", "most", "step"), [(4, 5, 1), (6, 5, 2), (51, 5, 20), (500, 5, 100), (9_999, 5, 100)]
)
def test_a_round_step_cuts_into_few_parts(span, most, step):
    assert round_step(span, (1, 2, 5, 10, 20, 25, 50, 100), most) == step


def test_steps_hold_both_ends():
    assert outward(3.2, 17, 5) == (0, 20)
    assert steps_between(0, 20, 5) == [0, 5, 10, 15, 20]
    assert polyline([(1, 2.5), (3, 4)]) == "1,2.5 3,4"


@given(st.lists(st.floats(0, 300), max_size=6))
def test_names_at_the_ends_never_collide_and_never_move_up(places):
    moved = moved_apart(places, 17)
    assert all(after >= before for before, after in zip(places, moved, strict=True))
    ordered = sorted(moved)
    assert all(after - before >= 17 - 1e-9 for before, after in zip(ordered, ordered[1:], strict=False))
