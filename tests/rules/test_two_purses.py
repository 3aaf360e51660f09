"""Kitchen and business: worked examples on both sides of every border, and that no rupiah is made or lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.two_purses import PurseState, TwoPurses

IDR = st.integers(0, 10**9)


def purses(sales=1_500_000, materials=800_000, expenses=200_000, taken=0, home_in=0, home_out=0) -> TwoPurses:
    return TwoPurses(sales, materials, expenses, taken, home_in, home_out)


def test_a_month_of_bolu():
    """1,500,000 sold; 800,000 of flour, eggs and boxes, 200,000 of gas: 1,000,000 goes back, 500,000 is profit."""
    month = purses(taken=300_000, home_in=2_000_000, home_out=2_150_000)
    assert (month.capital_idr, month.profit_idr, month.kept_idr) == (1_000_000, 500_000, 200_000)
    assert (month.business_left_idr, month.home_left_idr) == (1_200_000, 150_000)


@pytest.mark.parametrize(
    ("month", "state", "eaten"),
    [
        (purses(0, 0, 0), PurseState.NO_SALES, 0),
        (purses(0, 0, 0, home_in=5, home_out=9), PurseState.NO_SALES, 0),
        (purses(0, 0, 0, taken=1), PurseState.CAPITAL_EATEN, 1),
        (purses(sales=999_999), PurseState.LOSS, 0),
        (purses(sales=999_999, taken=50), PurseState.LOSS, 50),
        (purses(sales=1_000_000), PurseState.WITHIN_PROFIT, 0),
        (purses(taken=500_000), PurseState.WITHIN_PROFIT, 0),
        (purses(taken=500_001), PurseState.CAPITAL_EATEN, 1),
    ],
)
def test_what_the_purses_say(month, state, eaten):
    assert (month.state, month.eaten_idr) == (state, eaten)


@given(IDR, IDR, IDR, IDR, IDR, IDR)
def test_every_rupiah_is_somewhere(sales, materials, expenses, taken, home_in, home_out):
    month = TwoPurses(sales, materials, expenses, taken, home_in, home_out)
    assert month.business_left_idr + month.home_left_idr == sales + home_in - home_out
    assert month.spare_idr + month.eaten_idr == taken + month.kept_idr
    # What is left in the purse of the business buys the same again, but for a loss and what the kitchen ate.
    assert month.business_left_idr == month.capital_idr + month.kept_idr - month.eaten_idr + min(
        month.profit_idr, 0
    )


def test_an_amount_that_is_no_number_is_refused():
    with pytest.raises(ValueError):
        purses(sales=float("nan"))
