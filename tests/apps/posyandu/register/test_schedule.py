"""The fixed day of a posyandu as dates and words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.posyandu.register.models import Posyandu
from anyelir.posyandu.register.schedule import coming_open_day, next_open_day, open_day_of, schedule_words


def at(week: int | None, weekday: int | None, opens_at: dt.time | None = None) -> Posyandu:
    return Posyandu(name="Anyelir", schedule_week=week, schedule_weekday=weekday, opens_at=opens_at)


@pytest.mark.parametrize(
    ("week", "weekday", "expected"),
    [(2, 1, 10), (1, 6, 1), (1, 0, 2), (5, 0, 30), (5, 1, 24), (4, 6, 22)],
)
def test_days_of_november_2026(week, weekday, expected):
    assert open_day_of(at(week, weekday), dt.date(2026, 11, 15)) == dt.date(2026, 11, expected)


@given(st.integers(1, 5), st.integers(0, 6), st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_always_that_weekday_in_that_month(week, weekday, day):
    open_day = open_day_of(at(week, weekday), day)
    assert (open_day.weekday(), open_day.year, open_day.month) == (weekday, day.year, day.month)


def test_the_next_weighing_is_in_the_next_calendar_month():
    assert next_open_day(at(2, 1), dt.date(2026, 11, 1)) == dt.date(2026, 12, 8)
    assert next_open_day(at(2, 1), dt.date(2026, 12, 31)) == dt.date(2027, 1, 12)


@pytest.mark.parametrize(
    ("weighed", "expected"), [(28, (2026, 12, 8)), (29, (2027, 1, 12)), (30, (2027, 1, 12))]
)
def test_a_day_so_soon_that_no_gain_can_be_read_is_passed_over(weighed, expected):
    """Weighed late in November: nine days to the second Tuesday of December are no month."""
    assert next_open_day(at(2, 1), dt.date(2026, 11, weighed)) == dt.date(*expected)


@pytest.mark.parametrize(("today", "expected"), [(9, (11, 10)), (10, (11, 10)), (11, (12, 8))])
def test_the_coming_day_may_be_today(today, expected):
    assert coming_open_day(at(2, 1), dt.date(2026, 11, today)) == dt.date(2026, *expected)


def test_without_a_fixed_day_there_is_none():
    assert coming_open_day(at(None, None), dt.date(2026, 11, 1)) is None
    assert schedule_words(at(None, None)) == ""


@pytest.mark.parametrize(
    ("posyandu", "text"),
    [(at(2, 1), "Selasa minggu ke-2"), (at(1, 6, dt.time(8)), "Minggu minggu ke-1, jam 08.00")],
)
def test_words(posyandu, text):
    assert schedule_words(posyandu) == text


@pytest.mark.parametrize(
    ("closed_on", "today", "expected"),
    [
        (dt.date(2026, 11, 10), dt.date(2026, 11, 10), dt.date(2026, 11, 10)),
        (dt.date(2026, 11, 9), dt.date(2026, 11, 9), None),
        (dt.date(2026, 12, 8), dt.date(2026, 11, 11), dt.date(2026, 12, 8)),
        (dt.date(2025, 1, 1), dt.date(2026, 11, 1), None),
    ],
)
def test_a_posyandu_that_ended_has_no_day_to_come(closed_on, today, expected):
    post = at(2, 1)
    post.closed_on = closed_on
    assert coming_open_day(post, today) == expected
