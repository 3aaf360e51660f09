"""Labels of time: in the order of time, or without an order."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.dates_id import MONTH_NAMES, long_date
from anyelir.rules.evidence.panel import PanelError, PanelProblem, period_order
from anyelir.rules.evidence.time_labels import ordered

SHORT = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()

IN_ORDER = [
    ["2024-1", "2024-2", "2024-9", "2024-10", "2024-11", "2025-1"],
    ["2024/1", "2024/2", "2024/10"],
    ["1-2024", "2-2024", "10-2024", "1-2025"],
    ["2024.1", "2024.2", "2024.10"],
    SHORT,
    list(MONTH_NAMES),
    "January February March April May June July August September October November December".split(),
    ["Des 2023", "Jan 2024", "Feb 2024", "Agt 2024"],
    ["Des-23", "Jan-24", "Feb-24"],
    ["2023 Nopember", "2024 Pebruari"],
    ["2023Q4", "2024Q1", "2024Q3"],
    ["Q4 2023", "Q1 2024"],
    ["Triwulan IV Tahun 2023", "Triwulan I Tahun 2024", "Triwulan II Tahun 2024"],
    ["TW 1", "TW 2", "TW 10"],
    ["2023-W50", "2024-W05", "2024-W11"],
    ["Minggu 5", "Minggu 12"],
    ["Semester 2 2023", "Semester 1 2024", "Semester 2 2024"],
    ["Semester II 2023", "Semester I 2024"],
    ["Semester 1", "Semester 2", "Semester 10"],
    ["Bulan ke-1", "Bulan ke-2", "Bulan ke-10"],
    ["t1", "t2", "t10"],
    ["2023/2024", "2024/2025"],
    ["31/01/2024", "28/02/2024", "01/03/2024"],
    ["12/31/2023", "1/30/2024", "2/28/2024"],
    ["1/1/2024", "2/1/2024", "1/2/2025"],
    ["2 Des 2023", "1 Januari 2024"],
    ["2024-01-31T08:00", "2024-02-01T07:00"],
    ["31-01-2024 08:00", "01-02-2024 07:00"],
    ["-2", "-1", "0", "1"],
    ["2004.25", "2004.5", "2004.75"],
    ["202312", "202401"],
    ["sebelum", "sesudah"],
    ["awal", "akhir"],
    ["Jan", "Apr", "Jul", "Okt"],
]
UNCLEAR = [
    ["Okt", "Nov", "Des", "Jan"],
    ["01/02/2024", "02/01/2024"],
    ["24-01", "24-02", "23-12"],
    ["2024.1", "2024.2", "2024.11"],
    ["012024", "022024", "012025"],
    ["31012024", "01022024"],
    ["1", "01"],
    ["2024-1", "2024-01"],
    ["nan", "1"],
    ["inf", "1"],
    ["1e3", "5"],
    ["Senin", "Selasa"],
    ["gelombang pertama", "gelombang kedua"],
    ["2024-1", "Q2 2024"],
    ["", "1"],
]


@pytest.mark.parametrize("labels", IN_ORDER, ids=" ".join)
def test_labels_sort_as_time_whatever_their_order_in_the_file(labels):
    for seed in range(5):
        mixed = random.Random(seed).sample(labels, len(labels))
        assert ordered(mixed) == labels


@pytest.mark.parametrize("labels", UNCLEAR, ids=" ".join)
def test_labels_that_nobody_can_order_for_sure_are_refused(labels):
    assert ordered(labels) is None
    with pytest.raises(PanelError) as error:
        period_order(labels)
    assert error.value.problem is PanelProblem.TIME_UNCLEAR and sorted(labels)[0] in error.value.detail


DAYS = st.lists(st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31)), min_size=2, max_size=12, unique=True)


@given(DAYS)
def test_dates_in_every_spelling_sort_as_dates_or_not_at_all(days):
    days = sorted(days)
    for spell in ("{:%Y-%m-%d}", "{:%d/%m/%Y}", "{:%Y%m%d}", "{:%Y.%m.%d}"):
        labels = [spell.format(day) for day in days]
        assert ordered(set(labels)) in (labels, None) or "/" in spell
    named = [long_date(day) for day in days]
    assert ordered(set(named)) == named
    assert ordered({f"{day:%Y-%m-%d}" for day in days}) == [f"{day:%Y-%m-%d}" for day in days]


@given(st.sets(st.tuples(st.integers(1950, 2060), st.integers(1, 12)), min_size=2, max_size=20))
def test_months_in_every_spelling_sort_as_months(months):
    ordered_months = sorted(months)
    for spell in ("{0}-{1}", "{0}-{1:02}", "{1}/{0}", "{0} bulan {1}", "bulan {1} tahun {0}"):
        labels = [spell.format(*month) for month in ordered_months]
        assert ordered(set(labels)) == labels
    named = [f"{MONTH_NAMES[month - 1]} {year}" for year, month in ordered_months]
    assert ordered(set(named)) == named


@given(st.lists(st.text(max_size=8), max_size=5, unique=True))
def test_any_text_has_an_order_or_none(labels):
    order = ordered(labels)
    assert order is None or sorted(order) == sorted(labels)
