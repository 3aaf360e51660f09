"""Months named by their first day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import months
from anyelir.rules.periods import PeriodKind, period_of

DATES = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))


@given(DATES)
def test_a_month_is_the_same_month_as_a_period(day):
    period = period_of(PeriodKind.MONTH, day)
    assert months.first_of_month(day) == period.first_on
    assert months.last_day(day) == period.last_on
    assert months.previous_month(day) == period.shifted(-1).first_on


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-30", "2026-11-01", ["2026-11-01"]),
        ("2026-11-30", "2027-01-01", ["2026-11-01", "2026-12-01", "2027-01-01"]),
        ("2026-11-01", "2026-10-31", []),
    ],
)
def test_months_between(first, last, expected):
    first, last = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert [month.isoformat() for month in months.months_between(first, last)] == expected


@given(DATES, st.integers(0, 400))
def test_as_many_months_as_asked_without_a_gap(day, count):
    first = months.first_of_month(day)
    last = first
    for _ in range(count):
        last = months.previous_month(last)
    between = months.months_between(last, day)
    assert len(between) == count + 1 and between[0] == last and between[-1] == first
    assert all(
        months.previous_month(later) == month for month, later in zip(between, between[1:], strict=False)
    )


@given(st.dates())
def test_nothing_raises_at_the_ends_of_the_calendar(day):
    assert months.previous_month(day) <= months.first_of_month(day) <= day <= months.last_day(day)
    assert months.months_between(day, day) == [months.first_of_month(day)]
