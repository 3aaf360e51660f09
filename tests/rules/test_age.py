"""Ages in days and completed months."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import age

DATES = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        ("2024-05-10", "2024-06-09", 0),
        ("2024-05-10", "2024-06-10", 1),
        ("2024-01-31", "2024-02-29", 0),
        ("2024-01-31", "2024-03-01", 1),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
        ("2024-05-10", "2029-05-09", 59),
        ("2024-05-10", "2029-05-10", 60),
        ("2024-05-10", "2024-05-09", -1),
    ],
)
def test_completed_months(born, on, months):
    assert age.completed_months(dt.date.fromisoformat(born), dt.date.fromisoformat(on)) == months


@pytest.mark.parametrize(("on", "years"), [("2029-05-09", 4), ("2029-05-10", 5)])
def test_completed_years(on, years):
    assert age.completed_years(dt.date(2024, 5, 10), dt.date.fromisoformat(on)) == years


@pytest.mark.parametrize(
    ("months", "days"),
    [(0, 0), (1, 30), (9, 274), (8.99, 274), (24, 731), (59.99, 1826), (60, 1826), (12.5, 380)],
)
def test_days_from_months(months, days):
    assert age.days_from_months(months) == days


@pytest.mark.parametrize("months", [-0.1, math.nan, math.inf])
def test_days_from_impossible_months(months):
    with pytest.raises(ValueError, match="months"):
        age.days_from_months(months)


@given(DATES, DATES, st.integers(0, 400))
def test_ages_never_fall(born, on, later):
    after = on + dt.timedelta(days=later)
    assert age.age_days(born, after) - age.age_days(born, on) == later
    assert age.completed_months(born, after) >= age.completed_months(born, on)


@given(DATES, st.integers(0, 1900))
def test_completed_months_stay_near_who_months(born, days):
    on = born + dt.timedelta(days=days)
    assert abs(age.months_from_days(days) - age.completed_months(born, on)) < 1.2


@pytest.mark.parametrize(
    ("days", "gestation", "corrected"),
    [
        (100, 258, 78),
        (100, 259, None),
        (100, 280, None),
        (100, None, None),
        (0, 196, -84),
        (730, 245, 695),
        (731, 245, None),
    ],
)
def test_corrected_days(days, gestation, corrected):
    assert age.corrected_days(days, gestation, dt.date(2026, 11, 23)) == corrected


def test_no_correction_before_the_rule():
    assert age.corrected_days(100, 200, dt.date(2019, 12, 31)) is None
