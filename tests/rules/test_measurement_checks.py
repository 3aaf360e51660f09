"""Questions about unusual measurements: they ask, they never refuse."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import growth, measurement_checks
from anyelir.rules.measurement_checks import CheckCode, CheckedValues, check

ON = dt.date(2026, 11, 23)
LAST_MONTH = dt.date(2026, 10, 23)


def codes(warnings):
    return [warning.code for warning in warnings]


@pytest.mark.parametrize(
    ("measure", "low", "high"),
    [("weight_kg", 0.5, 40), ("height_cm", 35, 130), ("head_cm", 25, 60), ("muac_cm", 5, 30)],
)
def test_range_of_every_measure(measure, low, high):
    def codes_at(value):
        return codes(check(CheckedValues(ON, **{measure: value})))

    assert codes_at(low) == codes_at(high) == []
    assert codes_at(low - 0.01) == [CheckCode.BELOW_RANGE]
    assert codes_at(high + 0.01) == [CheckCode.ABOVE_RANGE]


@pytest.mark.parametrize(
    ("measure", "value", "suggestion"),
    [
        ("height_cm", 812, 81.2),
        ("height_cm", 8.12, 81.2),
        ("weight_kg", 91, 9.1),
        ("height_cm", 131, None),
        ("weight_kg", 410, None),
        ("head_cm", 4.5, 45),
    ],
)
def test_a_slipped_decimal_point_is_named(measure, value, suggestion):
    (warning,) = check(CheckedValues(ON, **{measure: value}))
    assert (warning.measure, warning.value, warning.suggestion) == (measure, value, suggestion)


@pytest.mark.parametrize(
    ("before", "now", "month", "expected"),
    [
        (10.0, 12.0, 12, []),
        (10.0, 12.01, 12, [CheckCode.WEIGHT_GAIN_LARGE]),
        (10.0, 8.0, 12, []),
        (10.0, 7.99, 12, [CheckCode.WEIGHT_LOSS_LARGE]),
        (3.0, 4.8, 2, []),
        (3.0, 4.81, 2, [CheckCode.WEIGHT_GAIN_LARGE]),
        (3.0, 3.61, 3, [CheckCode.WEIGHT_GAIN_LARGE]),
        (10.0, 12.01, 71, [CheckCode.WEIGHT_GAIN_LARGE]),
        (10.0, 12.01, 72, []),
        (10.0, 7.0, 0, [CheckCode.WEIGHT_LOSS_LARGE]),
        (10.0, 7.0, 72, []),
    ],
)
def test_weight_change(before, now, month, expected):
    warnings = check(
        CheckedValues(ON, weight_kg=now),
        completed_month=month,
        previous=CheckedValues(LAST_MONTH, weight_kg=before),
    )
    assert codes(warnings) == expected


@pytest.mark.parametrize(("days", "expected"), [(45, [CheckCode.WEIGHT_GAIN_LARGE]), (46, [])])
def test_weight_change_over_a_longer_gap_is_not_asked(days, expected):
    previous = CheckedValues(ON - dt.timedelta(days=days), weight_kg=10.0)
    assert codes(check(CheckedValues(ON, weight_kg=13.0), completed_month=20, previous=previous)) == expected


@pytest.mark.parametrize(
    ("before", "now", "days", "month", "expected"),
    [
        (80.0, 79.0, 30, 20, []),
        (80.0, 78.99, 30, 20, [CheckCode.HEIGHT_LOSS]),
        (80.0, 78.99, 300, 20, [CheckCode.HEIGHT_LOSS]),
        (80.0, 85.0, 30, 20, []),
        (80.0, 85.01, 30, 20, [CheckCode.HEIGHT_GAIN_LARGE]),
        (80.0, 85.01, 10, 20, [CheckCode.HEIGHT_GAIN_LARGE]),
        (80.0, 89.0, 61, 20, []),
        (60.0, 65.5, 30, 5, []),
        (60.0, 50.0, 30, 0, [CheckCode.HEIGHT_LOSS]),
        (110.0, 100.0, 30, 71, [CheckCode.HEIGHT_LOSS]),
        (110.0, 100.0, 30, 72, []),
        (110.0, 116.0, 30, 71, [CheckCode.HEIGHT_GAIN_LARGE]),
        (110.0, 116.0, 30, 72, []),
        (60.0, 65.5, 30, 6, [CheckCode.HEIGHT_GAIN_LARGE]),
    ],
)
def test_height_change(before, now, days, month, expected):
    previous = CheckedValues(ON - dt.timedelta(days=days), height_cm=before)
    assert (
        codes(check(CheckedValues(ON, height_cm=now), completed_month=month, previous=previous)) == expected
    )


@pytest.mark.parametrize("days", [0, -5])
def test_no_change_without_time_between(days):
    previous = CheckedValues(ON - dt.timedelta(days=days), weight_kg=5.0, height_cm=90.0)
    assert (
        check(CheckedValues(ON, weight_kg=12.0, height_cm=80.0), completed_month=20, previous=previous) == ()
    )


def assessed(**change):
    child = {"age_days": 400, "weight_kg": 9.0, "height_cm": 74.0, "posture": "recumbent", **change}
    return growth.assess(sex="F", **child)


def test_implausible_scores_are_asked_by_index():
    warnings = check(CheckedValues(ON), assessment=assessed(height_cm=100.0))
    assert [(warning.code, warning.measure) for warning in warnings] == [
        (CheckCode.IMPLAUSIBLE_Z, "haz"),
        (CheckCode.IMPLAUSIBLE_Z, "whz"),
        (CheckCode.IMPLAUSIBLE_Z, "baz"),
    ]


@pytest.mark.parametrize(("age_days", "expected"), [(273, [CheckCode.STANDING_UNDER_9_MONTHS]), (274, [])])
def test_standing_under_nine_months(age_days, expected):
    result = assessed(age_days=age_days, weight_kg=8.0, height_cm=69.0, posture="standing")
    assert codes(check(CheckedValues(ON), assessment=result)) == expected


def test_an_ordinary_child_raises_no_question():
    values = CheckedValues(ON, weight_kg=9.0, height_cm=74.0, head_cm=45.0, muac_cm=14.0)
    previous = CheckedValues(LAST_MONTH, weight_kg=8.8, height_cm=73.0)
    assert check(values, completed_month=13, previous=previous, assessment=assessed()) == ()


numbers = st.none() | st.floats(-10, 1000) | st.floats()
values = st.builds(
    CheckedValues,
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)) | st.dates(),
    weight_kg=numbers,
    height_cm=numbers,
    head_cm=numbers,
    muac_cm=numbers,
)


@given(values, st.none() | values, st.none() | st.integers(-1, 80))
def test_nothing_raises_and_every_warning_names_its_field(now, before, month):
    for warning in check(now, completed_month=month, previous=before):
        assert warning.measure in measurement_checks.MEASURES
        assert getattr(now, warning.measure) == warning.value
