"""By what a surplus is divided among members: days of savings and charges, on both sides of each border."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.fund.surplus import split_by_weight
from anyelir.rules.fund.weights import joined_weights, savings_days

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))
MOVES = st.lists(st.tuples(DAYS, st.integers(-(10**6), 10**6)), max_size=12)
WEIGHTS = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**7)), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([], 0),
        ([(dt.date(2025, 6, 1), 100)], 36_500),
        ([(FIRST, 100)], 36_500),
        ([(dt.date(2026, 1, 2), 100)], 36_400),
        ([(LAST, 100)], 100),
        ([(dt.date(2027, 1, 1), 100)], 0),
        ([(FIRST, 100), (dt.date(2026, 12, 22), -100)], 35_500),
        ([(LAST, 100), (LAST, -100)], 0),
    ],
)
def test_days_of_savings(moves, expected):
    assert savings_days(moves, FIRST, LAST) == expected


@given(MOVES)
def test_days_of_savings_are_the_sum_of_the_balances_of_all_days(moves):
    days = [FIRST + dt.timedelta(days=step) for step in range(365)]
    balances = (sum(amount for on, amount in moves if on <= day) for day in days)
    assert savings_days(moves, FIRST, LAST) == sum(balances)


def test_both_weights_are_joined_by_the_percentage():
    """Half by savings (3 : 1), half by charges (0 : 1)."""
    assert joined_weights([300, 100], [0, 50], 50) == (Fraction(3, 8), Fraction(5, 8))
    assert joined_weights([300, 100], [0, 50], 100) == (Fraction(3, 4), Fraction(1, 4))
    assert joined_weights([300, 100], [0, 50], 0) == (0, 1)


def test_where_one_measure_is_missing_the_other_decides():
    assert joined_weights([300, 100], [0, 0], 50) == (Fraction(3, 4), Fraction(1, 4))
    assert joined_weights([0, 0], [20, 60], 50) == (Fraction(1, 4), Fraction(3, 4))
    assert joined_weights([0, -5], [0, 0], 50) == (0, 0)


@pytest.mark.parametrize(
    ("savings", "charges", "percent"), [([1], [1], 101), ([1], [1], -1), ([1, 2], [1], 50)]
)
def test_wrong_measures_are_refused(savings, charges, percent):
    with pytest.raises(ValueError):
        joined_weights(savings, charges, percent)


@given(WEIGHTS, st.integers(0, 100), st.integers(1, 10**9))
def test_the_parts_are_whole_and_sum_to_the_surplus(members, percent, surplus):
    weights = joined_weights([saved for saved, _paid in members], [paid for _saved, paid in members], percent)
    assert sum(weights) in (0, 1) and min(weights) >= 0
    parts = split_by_weight(surplus, weights)
    assert sum(parts) == surplus and min(parts) >= 0
    # Nobody gets less than whoever saved less and paid less.
    for (saved, paid), part in zip(members, parts, strict=True):
        for (other_saved, other_paid), other in zip(members, parts, strict=True):
            if saved >= other_saved and paid >= other_paid:
                assert part >= other - 1
