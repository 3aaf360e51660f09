"""Steps on the calendar shared by the dated rules."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import dates
from anyelir.rules.age import completed_months

NEAR = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
MONTHS = st.integers(-600, 600)


@pytest.mark.parametrize(
    ("start", "months", "contract", "age"),
    [
        ("2026-01-31", 1, "2026-02-28", "2026-03-01"),
        ("2028-01-31", 1, "2028-02-29", "2028-03-01"),
        ("2026-01-28", 1, "2026-02-28", "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28", "2027-03-01"),
        ("2026-03-31", -1, "2026-02-28", "2026-03-01"),
        ("2026-05-15", 0, "2026-05-15", "2026-05-15"),
    ],
)
def test_a_month_later_by_contract_and_by_age(start, months, contract, age):
    day = dt.date.fromisoformat(start)
    assert dates.add_months(day, months).isoformat() == contract
    assert dates.month_reached_on(day, months).isoformat() == age


@given(NEAR, st.integers(0, 1500))
def test_month_reached_is_the_first_day_of_that_age(born_on, months):
    day = dates.month_reached_on(born_on, months)
    assert completed_months(born_on, day) == months
    assert completed_months(born_on, day - dt.timedelta(1)) == months - 1


@given(NEAR, MONTHS, MONTHS)
def test_months_keep_their_order(day, first, second):
    first, second = sorted((first, second))
    for step in (dates.add_months, dates.month_reached_on):
        assert step(day, first) <= step(day, second)


@given(st.dates(), st.integers())
def test_steps_stop_at_the_ends_of_the_calendar(day, step):
    for move in (dates.add_months, dates.month_reached_on, dates.add_days):
        assert dt.date.min <= move(day, step) <= dt.date.max


@given(st.integers(1, 9999), st.integers(1, 12))
def test_days_in_month(year, month):
    assert dates.days_in_month(year, month) == calendar.monthrange(year, month)[1]
