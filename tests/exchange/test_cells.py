"""Single cells: every reader either gives a value or says in words why not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.exchange import cells

ANY_CELL = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()
)
READERS = [cells.date, cells.sex, cells.posture, cells.unit_number, cells.yes, cells.text]


@pytest.mark.parametrize("reader", [*READERS, lambda value: cells.number(value, 2)])
@given(value=ANY_CELL)
def test_no_cell_breaks_a_reader(reader, value):
    try:
        reader(value)
    except cells.BadCell as error:
        assert str(error)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("10,4", "10.40"),
        ("10.4", "10.40"),
        (10.4, "10.40"),
        (10, "10.00"),
        (" 9,15 ", "9.15"),
        ("1.005", "1.01"),
        ("\u202a10,4\u202c", "10.40"),
        ("'10,4", "10.40"),
        ("10,\u00a04", "10.40"),
        ("١٠٫٤", "10.40"),
    ],
)
def test_decimal_comma_and_point(written, value):
    assert cells.number(written, 2) == Decimal(value)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2089, 12, 31)))
def test_a_date_survives_every_way_of_writing_it(day):
    ways = [
        day.isoformat(),
        f"\u202a'{day:%d-%m-%Y}\u00a0",
        f"{day:%d-%m-%Y}",
        f"{day:%d/%m/%Y}",
        (day - cells.EXCEL_EPOCH).days,
    ]
    assert {cells.date(way) for way in ways} == {day}


@pytest.mark.parametrize(
    "written", [("014", "014"), ("14", "014"), (14.0, "014"), ("RW 14", "014"), (None, ""), ("0", "")]
)
def test_rt_and_rw_numbers(written):
    given_, expected = written
    assert cells.unit_number(given_) == expected


@pytest.mark.parametrize(("written", "fits"), [("999", True), ("0999", True), ("1000", False), (1000, False)])
def test_a_place_number_has_at_most_three_digits(written, fits):
    if fits:
        assert cells.unit_number(written) == "999"
    else:
        with pytest.raises(cells.BadCell):
            cells.unit_number(written)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 32873.0, 69399.0])
def test_a_number_that_is_no_day_is_no_date(value):
    with pytest.raises(cells.BadCell):
        cells.date(value)


@pytest.mark.parametrize(("serial", "day"), [(32874, dt.date(1990, 1, 1)), (69398.9, dt.date(2089, 12, 31))])
def test_the_first_and_the_last_serial_are_dates(serial, day):
    assert cells.date(serial) == day
