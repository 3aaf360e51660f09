"""The ladder of posyandu strata, and what keeps a posyandu on its step."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import strata
from tests.rules.golden import cases

ON = dt.date(2026, 11, 23)


@pytest.mark.parametrize(("values", "expected"), cases("strata"))
def test_golden(values, expected):
    on = dt.date.fromisoformat(values["on"])
    inputs = strata.Inputs(**{name: value for name, value in values.items() if name != "on"})
    stage, blocked_by = strata.assess(inputs, on=on)
    assert stage == expected["stage"]
    assert [[blocker.stage, blocker.indicator, blocker.reason] for blocker in blocked_by] == expected[
        "blocked_by"
    ]


def test_a_blocker_tells_what_was_needed():
    blocker = strata.assess(strata.Inputs(weighing_days=12, mean_kader=4.9), on=ON).blocked_by[0]
    assert (blocker.needed, blocker.actual) == (Decimal(5), Decimal("4.9"))


def test_before_the_first_rule():
    with pytest.raises(ValueError, match="2010"):
        strata.assess(strata.Inputs(), on=dt.date(2010, 12, 31))


shares = st.none() | st.floats() | st.floats(0, 100) | st.decimals(0, 100)
inputs = st.builds(
    strata.Inputs,
    weighing_days=st.none() | st.integers(),
    mean_kader=st.none() | st.floats(),
    attendance_share=shares,
    mch_share=shares,
    family_planning_share=shares,
    immunisation_share=shares,
    extra_programme=st.sampled_from([None, False, True]),
    health_fund_share=shares,
)


@given(inputs)
def test_blocked_by_the_next_gate_unless_at_the_top(values):
    stage, blocked_by = strata.assess(values, on=ON)
    assert (stage == "mandiri") == (blocked_by == ())
    assert all(strata.STAGES.index(blocker.stage) == strata.STAGES.index(stage) + 1 for blocker in blocked_by)


@given(inputs)
def test_curing_the_blockers_lifts_by_at_least_one_stage(values):
    stage, blocked_by = strata.assess(values, on=ON)
    cured = {**vars(values), **{blocker.indicator: blocker.needed for blocker in blocked_by}}
    after = strata.assess(strata.Inputs(**cured), on=ON).stage
    if blocked_by:
        assert strata.STAGES.index(after) > strata.STAGES.index(stage)
