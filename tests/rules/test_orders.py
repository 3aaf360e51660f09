"""When an unpaid order is told, and by when pieces are ready."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import orders

ON = dt.date(2026, 11, 12)


def test_fourteen_days_after_the_delivery_it_is_late():
    assert orders.pay_by(ON) == dt.date(2026, 11, 26)
    assert not ON < orders.late_before(dt.date(2026, 11, 26))
    assert ON < orders.late_before(dt.date(2026, 11, 27))


@pytest.mark.parametrize(
    ("quantity", "lead_days", "capacity", "days"),
    [(10, 3, 300, 3), (30, 3, 300, 3), (31, 3, 300, 4), (300, 0, 300, 30), (1, 0, 300, 1), (1, 7, 1, 30)],
)
def test_pieces_take_the_lead_time_or_the_pace_of_a_month(quantity, lead_days, capacity, days):
    assert orders.days_to_make(quantity, lead_days, capacity, ON) == days


@pytest.mark.parametrize(("days", "pieces"), [(-1, 0), (0, 0), (2, 0), (3, 30), (30, 300)])
def test_before_the_lead_time_nothing_is_ready(days, pieces):
    assert orders.pieces_by(days, 3, 300, ON) == pieces


@given(st.integers(1, 10**6), st.integers(0, 400), st.integers(1, 10**6))
def test_what_takes_so_many_days_is_ready_then_and_not_a_day_before(quantity, lead_days, capacity):
    days = orders.days_to_make(quantity, lead_days, capacity, ON)
    assert orders.pieces_by(days, lead_days, capacity, ON) >= quantity
    assert orders.pieces_by(days - 1, lead_days, capacity, ON) < quantity


@pytest.mark.parametrize(("quantity", "lead_days", "capacity"), [(0, 1, 1), (1, -1, 1), (1, 1, 0)])
def test_impossible_numbers_are_refused(quantity, lead_days, capacity):
    with pytest.raises(ValueError, match="capacity"):
        orders.days_to_make(quantity, lead_days, capacity, ON)


def test_nothing_is_ready_by_a_pace_of_nothing():
    for lead_days, capacity in ((1, 0), (-1, 1)):
        with pytest.raises(ValueError, match="capacity"):
            orders.pieces_by(1, lead_days, capacity, ON)
