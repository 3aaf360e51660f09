"""The growth chart: bands in order, the child inside the frame, two widths, nothing drawn from nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.families.models import Person
from anyelir.posyandu.care.growth_chart import growth_charts
from anyelir.posyandu.day.models import Measurement

BORN = dt.date(2024, 1, 1)
RAKA = Person(name="Raka Pratama", sex="M", born_on=BORN)


def row(days: int, weight: str | None = "9.1", height: str | None = "76.4") -> Measurement:
    return Measurement(
        measured_on=BORN + dt.timedelta(days=days),
        age_days=days,
        weight_kg=D(weight) if weight else None,
        corrected_height_cm=D(height) if height else None,
    )


def charts(index: str, *rows: Measurement, on: dt.date | None = None):
    return growth_charts(RAKA, index, list(rows), on or rows[-1].measured_on)


def pairs(points: str) -> list[tuple[float, float]]:
    return [tuple(map(float, point.split(","))) for point in points.split()]


@pytest.mark.parametrize("index", ["waz", "haz", "whz"])
def test_two_widths_with_the_child_inside_the_frame(index):
    narrow, wide = charts(index, row(400), row(430, "9.4", "77"))
    assert (narrow.width, wide.width) == (328, 620)
    for chart in (narrow, wide):
        for x, y in [*chart.dots, chart.last]:
            assert chart.left <= x <= chart.right and chart.top <= y <= chart.bottom
        assert chart.sentence.endswith("2 titik, terakhir 9,4 kg.") or index == "haz"


@pytest.mark.parametrize("index", ["waz", "haz", "whz"])
def test_bands_lie_on_each_other_without_a_gap(index):
    chart = charts(index, row(430))[0]
    for lower, upper in zip(chart.bands, chart.bands[1:], strict=False):
        half = len(pairs(lower.points)) // 2
        assert pairs(lower.points)[half:][::-1] == pairs(upper.points)[:half]


def test_no_point_no_chart():
    assert charts("waz", row(430, None)) == []
    assert charts("whz", row(430, "9.1", None)) == []
    assert growth_charts(RAKA, "waz", [], BORN) == []


def test_a_child_past_sixty_months_has_a_chart_that_ends_at_its_last_weight():
    narrow, _wide = charts("waz", row(1700), row(1829))
    assert narrow.last[0] == narrow.right and len(narrow.dots) == 1
    assert max(x for x, _y in pairs(narrow.bands[0].points)) < narrow.right


def test_only_the_value_of_that_day_is_called_todays():
    assert charts("waz", row(430))[0].label.text == "9,1 kg hari ini"
    assert charts("waz", row(430), on=BORN + dt.timedelta(days=431))[0].label.text == "9,1 kg terakhir"
    assert charts("waz", row(430), row(460, None))[0].label.text == "9,1 kg terakhir"


def test_the_last_month_of_the_table_is_drawn():
    chart = charts("waz", row(1826, "18"))[0]
    assert chart.last[0] <= chart.right and [tick.text for tick in chart.xs][-1] == "60"


@pytest.mark.parametrize(("days", "table"), [(730, "recumbent"), (731, "standing")])
def test_the_table_of_weight_for_length_follows_the_posture(days, table):
    """The two tables differ by 0.7 cm; the median at the same length is heavier on the standing one."""
    other = 731 if days == 730 else 730
    measured, counter = charts("whz", row(days, "12", "86"))[0], charts("whz", row(other, "12", "86"))[0]
    lower = pairs(measured.lines[2][1])[10][1] > pairs(counter.lines[2][1])[10][1]
    assert lower == (table == "recumbent")


def test_words_of_the_label_stay_inside():
    for chart in charts("waz", row(0, "3.1")) + charts("waz", row(1800, "30")):
        half = len(chart.label.text) * 3.7
        assert chart.left <= chart.label.at[0] - half + 0.1 and chart.label.at[0] + half - 0.1 <= chart.width


@given(
    st.lists(
        st.tuples(st.integers(0, 1826), st.decimals(D("1"), D("40"), places=1), st.integers(40, 125)),
        max_size=8,
    )
)
def test_any_history_can_be_drawn(history):
    rows = [row(days, str(weight), str(height)) for days, weight, height in sorted(history)]
    for index in ("waz", "haz", "whz"):
        for chart in growth_charts(RAKA, index, rows, BORN):
            # A length far outside the table leaves a short stretch of the axis: both of its ends are labelled.
            assert chart.last is not None and len(chart.xs) >= 2 and len(chart.ys) >= 3
