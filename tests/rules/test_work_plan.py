"""Months of a plan as bits, and what became of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.work_plan import (
    WHOLE_YEAR,
    PlanMonth,
    month_bits,
    month_states,
    months_in,
    months_over,
)

MONTH_SETS = st.sets(st.integers(1, 12))


@given(MONTH_SETS)
def test_months_and_bits_lead_to_each_other(months):
    assert set(months_in(month_bits(months))) == months


@given(st.integers(0, WHOLE_YEAR))
def test_bits_and_months_lead_to_each_other(bits):
    assert month_bits(months_in(bits)) == bits


@given(MONTH_SETS, MONTH_SETS)
def test_a_set_of_bits_joins_as_sets_do(some, others):
    assert month_bits(some) | month_bits(others) == month_bits(some | others)
    assert month_bits(some) & month_bits(others) == month_bits(some & others)


def test_bits_are_those_that_stand_in_the_database():
    assert (month_bits([1]), month_bits([2]), month_bits([12]), month_bits(range(1, 13))) == (
        1,
        2,
        2048,
        4095,
    )


@pytest.mark.parametrize("wrong", [0, 13, -1])
def test_no_month_is_refused(wrong):
    with pytest.raises(ValueError, match="no month"):
        month_bits([wrong])


@pytest.mark.parametrize("wrong", [-1, 4096])
def test_bits_of_no_month_are_refused(wrong):
    with pytest.raises(ValueError, match="no months"):
        months_in(wrong)


@pytest.mark.parametrize(
    ("today", "over"),
    [((2025, 12), 0), ((2026, 1), 0), ((2026, 2), 1), ((2026, 12), 11), ((2027, 1), 12), ((2030, 6), 12)],
)
def test_a_month_is_over_when_the_next_has_begun(today, over):
    assert months_over(2026, *today) == over


def states(planned, done, over):
    """Month -> state, of those that say something."""
    named = month_states(month_bits(planned), done, over)
    return {month: state.value for month, state in enumerate(named, start=1) if state != PlanMonth.FREE}


def test_a_month_is_planned_done_late_caught_up_or_extra():
    assert states([3, 6, 9], [], 0) == {3: "planned", 6: "planned", 9: "planned"}
    assert states([3, 6, 9], [3], 6) == {3: "done", 6: "late", 9: "planned"}
    assert states([3, 6], [4], 6) == {3: "caught_up", 4: "done", 6: "late"}
    assert states([6], [4], 6) == {4: "extra", 6: "late"}
    # Two missed and one made up: the first of them counts as done.
    assert states([1, 2], [5], 6) == {1: "caught_up", 2: "late", 5: "done"}


@given(MONTH_SETS, st.data(), st.integers(0, 12))
def test_each_month_that_was_done_settles_one_planned_month_at_most(planned, data, over):
    """Nothing is done in a month to come; what is counted as done is never more than what was done."""
    done = data.draw(st.sets(st.integers(1, min(12, over + 1))))
    named = month_states(month_bits(planned), done, over)
    kinds = {kind: {m for m in range(1, 13) if named[m - 1] == kind} for kind in PlanMonth}
    assert planned & done <= kinds[PlanMonth.DONE]
    settled = (kinds[PlanMonth.DONE] & planned) | kinds[PlanMonth.CAUGHT_UP]
    assert len(settled) + len(kinds[PlanMonth.EXTRA]) == len(done)
    assert settled | kinds[PlanMonth.LATE] | kinds[PlanMonth.PLANNED] == planned
    assert all(month <= over for month in kinds[PlanMonth.LATE])
    assert all(month > over for month in kinds[PlanMonth.PLANNED])
    assert kinds[PlanMonth.DONE] | kinds[PlanMonth.EXTRA] == done
