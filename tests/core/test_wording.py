"""Numbers, shares and dates in words, in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from anyelir.core import wording

DAY = dt.date(2026, 11, 10)
MOMENT = dt.datetime(2026, 11, 10, 1, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (26618, 0, "26.618"),
        (1234.5, 1, "1.234,5"),
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (0.05, 1, "0,1"),
        (0.04, 1, "0,0"),
        (Decimal("9.10"), 1, "9,1"),
        (None, 0, "belum ada"),
    ],
)
def test_number(value, decimals, text):
    assert wording.number(value, decimals) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "text"),
    [
        (824, 1000, 1, "82,4%"),
        (1, 3, 1, "33,3%"),
        (1, 3, 0, "33%"),
        (0, 7, 1, "0,0%"),
        (7, 7, 1, "100,0%"),
        (5, 0, 1, "belum ada"),
        (0, 0, 1, "belum ada"),
        (None, 7, 1, "belum ada"),
        (7, None, 1, "belum ada"),
    ],
)
def test_percent_is_never_a_zero_that_nobody_counted(numerator, denominator, decimals, text):
    assert wording.percent(numerator, denominator, decimals) == text


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (wording.rupiah, 25000, "Rp 25.000"),
        (wording.weekday, DAY, "Selasa, 10 November 2026"),
        (wording.day, DAY, "10 November 2026"),
        (wording.short_day, DAY, "10 Nov 2026"),
        (wording.month, DAY, "November 2026"),
        (wording.clock, MOMENT, "08.05 WIB"),
        (wording.moment, MOMENT, "10 November 2026, 08.05 WIB"),
    ],
)
def test_dates_and_money(write, value, text):
    assert write(value) == text
    assert write(None) == "belum ada"


def test_a_moment_belongs_to_the_local_day():
    """20.00 UTC is already tomorrow in Jakarta."""
    assert wording.day(dt.datetime(2026, 11, 9, 20, 0, tzinfo=dt.UTC)) == "10 November 2026"


def test_english_has_its_own_points_and_months():
    with translation.override("en"):
        assert wording.number(1234.5, 1) == "1,234.5"
        assert wording.weekday(dt.date(2026, 5, 12)) == "Tuesday, 12 May 2026"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Yanti", "Y"), ("Ambar Dewi Pratiwi", "AP"), ("dr. 3 Sari", "DS"), ("", ""), ("  ", ""), ("7", "")],
)
def test_initials(name, letters):
    assert wording.initials(name) == letters


@given(st.integers(-(10**12), 10**12))
def test_a_number_reads_back(value):
    assert int(wording.number(value).replace(".", "")) == value
