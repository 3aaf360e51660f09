"""Numbers of cells and arguments, and numbers as people type them."""

import datetime as dt
from decimal import Decimal

import pytest

from anyelir.rules import numbers_id
from anyelir.rules.numbers_id import NumberKind, Unread, read_number


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("9,1", Decimal("9.1")),
        (9, Decimal(9)),
        (0.1, Decimal("0.1")),
        (Decimal("9.10"), Decimal("9.10")),
        (True, Unread.NO_NUMBER),
        (None, Unread.NO_NUMBER),
        (dt.date(2026, 11, 29), Unread.NO_NUMBER),
        (float("nan"), Unread.NO_NUMBER),
        (Decimal("Infinity"), Unread.NO_NUMBER),
        ("inf", Unread.NO_NUMBER),
    ],
)
def test_a_cell_holds_a_number_or_none(value, expected):
    assert numbers_id.number_of(value, NumberKind.MEASURE) == expected


@pytest.mark.parametrize(
    ("value", "text"), [(Decimal("9.10"), "9,10"), (0.1, "0,1"), (Decimal("1E+1"), "10"), (1e400, "-")]
)
def test_a_number_is_typed_with_a_comma_and_read_back(value, text):
    assert numbers_id.typed_number(value) == text
    if text != numbers_id.NO_NUMBER:
        assert read_number(text, NumberKind.MEASURE) == Decimal(str(value))
