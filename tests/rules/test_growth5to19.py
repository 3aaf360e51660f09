"""WHO 2007: limits of age, results of WHO's own software, one child and columns alike."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import growth5to19
from anyelir.rules.growth import formula, lms
from anyelir.rules.growth5to19 import SchoolAgeReason
from tests.rules.golden import cases

CHILD = {"sex": "M", "age_months": 100.0, "weight_kg": 26.0, "height_cm": 128.0}


@pytest.mark.parametrize(("child", "expected"), cases("growth5to19"))
def test_golden(child, expected):
    result = growth5to19.assess(**child)
    for index in growth5to19.INDICES:
        score = getattr(result, index)
        assert {"z": score.z, "flag": score.flag, "reason": score.reason} == expected[index], index


@pytest.mark.parametrize(
    ("age", "weight", "height", "wfa", "bfa", "hfa"),
    [(60.32, 18.7, 113.8, 0.21, -0.58, 0.96), (60.911701, 20.5, 113.6, 0.79, 0.42, 0.85)],
)
def test_values_of_who_anthroplus(age, weight, height, wfa, bfa, hfa):
    result = growth5to19.assess(sex="F", age_months=age, weight_kg=weight, height_cm=height)
    assert (result.wfa.z, result.bfa.z, result.hfa.z) == (wfa, bfa, hfa)


@pytest.mark.parametrize(
    ("age", "index", "reason"),
    [
        (59.99, "hfa", SchoolAgeReason.AGE_BELOW_TABLE),
        (60, "hfa", None),
        (60, "wfa", None),
        (60, "bfa", None),
        (120, "wfa", None),
        (120.01, "wfa", SchoolAgeReason.AGE_ABOVE_TABLE),
        (120.01, "bfa", None),
        (228, "hfa", None),
        (228, "bfa", None),
        (228.01, "hfa", SchoolAgeReason.AGE_ABOVE_TABLE),
        (228.01, "bfa", SchoolAgeReason.AGE_ABOVE_TABLE),
        (None, "hfa", SchoolAgeReason.AGE_UNKNOWN),
        (math.nan, "bfa", SchoolAgeReason.AGE_UNKNOWN),
    ],
)
def test_limits_of_age(age, index, reason):
    child = {**CHILD, "age_months": age, "height_cm": 150.0, "weight_kg": 40.0}
    result = getattr(growth5to19.assess(**child), index)
    assert result.reason in (reason, SchoolAgeReason.IMPLAUSIBLE if reason is None else reason)
    assert (result.z is None) == (reason is not None)


@pytest.mark.parametrize(
    ("change", "index", "reason"),
    [
        ({"weight_kg": None}, "wfa", SchoolAgeReason.WEIGHT_MISSING),
        ({"weight_kg": 0.0}, "bfa", SchoolAgeReason.WEIGHT_MISSING),
        ({"height_cm": None}, "bfa", SchoolAgeReason.HEIGHT_MISSING),
        ({"height_cm": -1.0}, "hfa", SchoolAgeReason.HEIGHT_MISSING),
        ({"oedema": True}, "wfa", SchoolAgeReason.OEDEMA),
        ({"oedema": True}, "bfa", SchoolAgeReason.OEDEMA),
        ({"oedema": True}, "hfa", None),
        ({"weight_kg": 120.0}, "wfa", SchoolAgeReason.IMPLAUSIBLE),
        ({"height_cm": 60.0}, "hfa", SchoolAgeReason.IMPLAUSIBLE),
    ],
)
def test_reasons(change, index, reason):
    result = getattr(growth5to19.assess(**{**CHILD, **change}), index)
    assert result.reason == reason
    assert (result.flag is True) == (reason is SchoolAgeReason.IMPLAUSIBLE)


def test_median_of_the_tables_is_zero():
    result = growth5to19.assess(sex="M", age_months=60, weight_kg=18.3328, height_cm=109.7265)
    assert (result.wfa.z, result.hfa.z) == (0.0, 0.0)


def test_height_is_not_restricted_and_weight_is():
    """3 SD of height stays linear; a weight at 3 SD plus one step of 2-3 SD is 4."""
    row = lms.rows("waz_month")["M"][40]
    sd3, sd2 = formula.sd_value(row, 3), formula.sd_value(row, 2)
    result = growth5to19.assess(sex="M", age_months=100, weight_kg=2 * sd3 - sd2, height_cm=128)
    assert result.wfa.z == 4.0


def test_unknown_sex_is_refused():
    with pytest.raises(ValueError, match="sex"):
        growth5to19.assess(**{**CHILD, "sex": "x"})


children = st.fixed_dictionaries(
    {
        "sex": st.sampled_from("MF"),
        "age_months": st.floats(55, 235) | st.integers(58, 230).map(float),
        "weight_kg": st.none() | st.floats(5, 150),
        "height_cm": st.none() | st.floats(50, 210),
        "oedema": st.booleans(),
    }
)


@given(st.lists(children, min_size=1, max_size=30))
def test_columns_equal_one_child_at_a_time(many):
    def column(name):
        return np.array([np.nan if child[name] is None else child[name] for child in many], dtype=float)

    z = growth5to19.assess_many(
        sex=np.array([" MF".index(child["sex"]) for child in many]),
        age_months=column("age_months"),
        weight_kg=column("weight_kg"),
        height_cm=column("height_cm"),
        oedema=np.array([child["oedema"] for child in many]),
    )
    for index in growth5to19.INDICES:
        one_by_one = [getattr(growth5to19.assess(**child), index).z for child in many]
        for score, expected in zip(z[index], one_by_one, strict=True):
            assert math.isnan(score) if expected is None else abs(score - expected * 100) <= 1e-6


def test_unknown_sex_has_no_score_in_columns():
    z = growth5to19.assess_many(
        sex=np.array([0]),
        age_months=np.array([100.0]),
        weight_kg=np.array([26.0]),
        height_cm=np.array([128.0]),
    )
    assert all(np.isnan(values).all() for values in z.values())


@given(st.sampled_from("MF"), st.floats(60, 228), st.floats(0, 1e6), st.floats(0, 1e6))
def test_nothing_raises(sex, age, weight, height):
    growth5to19.assess(sex=sex, age_months=age, weight_kg=weight, height_cm=height)
