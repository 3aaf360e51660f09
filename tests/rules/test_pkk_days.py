"""Days and months that the movement keeps."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import tables
from anyelir.rules.pkk_days import TABLE, pkk_days_of


def names(year: int, month: int) -> list[str]:
    return [day.name for day in pkk_days_of(dt.date(year, month, 10))]


def test_the_day_of_the_movement_is_the_fourth_of_march():
    [hkg] = [day for day in pkk_days_of(dt.date(2026, 3, 1)) if day.slug == "hkg"]
    assert (hkg.first, hkg.last, hkg.is_one_day, hkg.is_confirmed) == (
        dt.date(2026, 3, 4),
        dt.date(2026, 3, 4),
        True,
        True,
    )


def test_before_it_was_moved_there_it_is_not_listed():
    assert "Hari Kesatuan Gerak PKK" not in names(2010, 3)


def test_a_month_ends_with_its_own_last_day():
    [vitamin] = pkk_days_of(dt.date(2027, 2, 14))
    assert (vitamin.first, vitamin.last) == (dt.date(2027, 2, 1), dt.date(2027, 2, 28))
    assert not vitamin.is_one_day and not vitamin.is_confirmed


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_all_days_lie_in_their_month(day):
    for kept in pkk_days_of(day):
        assert (kept.first.year, kept.first.month) == (day.year, day.month)
        assert kept.first <= kept.last and kept.last.month == day.month


def test_every_row_of_today_is_a_day_of_one_month():
    year = [day.slug for month in range(1, 13) for day in pkk_days_of(dt.date(2026, month, 1))]
    assert sorted(year) == sorted(rule["slug"] for rule in tables.load(TABLE).as_of(dt.date(2026, 12, 31)))
