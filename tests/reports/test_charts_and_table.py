"""Geometry of the charts and the comparison table."""

from __future__ import annotations

import datetime as dt
import re

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.care.sheets import SKDN
from anyelir.reports import charts, columns, comparing, table
from anyelir.reports.cells import Cells
from anyelir.reports.presenting import Seen
from anyelir.reports.queries import NumbersRow

MONTH = dt.date(2026, 10, 1)
PERCENT = st.one_of(st.none(), st.floats(0, 100))


def row(name, weighed, target):
    counts = {"weighed": weighed, "target_children": target, "posyandu_count": 1, "posyandu_reporting": 1}
    return NumbersRow(name, name, Seen(Cells(CATALOGUE, counts)))


@given(st.lists(PERCENT, min_size=1, max_size=13))
def test_every_point_of_a_line_lies_inside_the_frame(values):
    plot = charts.line_plot([str(i) for i in range(len(values))], [("D/S", "l1", values)], goal=80)
    points = [pair.split(",") for line in plot.lines for piece in line.pieces for pair in piece.split()]
    for x, y in points:
        assert plot.left <= float(x) <= plot.right
        assert 13.9 <= float(y) <= plot.bottom + 0.1


def test_a_month_without_a_number_is_a_gap_not_a_zero():
    plot = charts.line_plot(list("abcde"), [("D/S", "l1", [70, 71, None, 73, 74])])
    assert len(plot.lines[0].pieces) == 2


def test_names_at_the_line_ends_do_not_cover_each_other():
    plot = charts.line_plot(list("ab"), [("D/S", "l1", [70, 74]), ("N", "l2", [70, 74.2])])
    ends = sorted(line.end_y for line in plot.lines)
    assert ends[1] - ends[0] >= 17


@given(st.lists(st.tuples(st.just("S"), st.just("x"), st.integers(0, 10**8), st.just("q")), max_size=4))
def test_bars_start_at_zero_and_end_before_the_edge(items):
    for bar, (_letter, _label, value, _fill) in zip(charts.bars(items), items, strict=True):
        assert 0 <= bar.width <= charts.WIDE - 28
        assert (bar.width == 0) == (value == 0)


def test_a_bar_of_nothing_known_has_no_number():
    drawn = charts.bars(
        [("S", "Sasaran", 40, "q"), ("K", "Punya KMS: belum ada", None, "q"), ("N", "Naik", 0, "q")]
    )
    assert [bar.value for bar in drawn] == [40, None, 0] and drawn[1].width == 0
    page = render_to_string("reports/_bars.html", {"bars": drawn, "width": 560, "label": "SKDN"})
    assert [text.strip() for text in re.findall(r'fs-lg"[^>]*>([^<]*)<', page)] == ["40", "", "0"]


def test_a_sparkline_needs_two_numbers():
    assert charts.sparkline([None, 5, None]) == ("", "")
    assert charts.sparkline([1, None, 2])[0].count(",") == 2


def test_sorting_puts_unknown_values_last_in_both_directions():
    rows = [row("a", 0, 0), row("b", 5, 10), row("c", 9, 10)]
    names = [line.row.name for line in table.sorted_table(CATALOGUE, rows, MONTH, "ds").lines]
    assert names == ["b", "c", "a"]
    names = [line.row.name for line in table.sorted_table(CATALOGUE, rows, MONTH, "-ds").lines]
    assert names == ["c", "b", "a"]


def test_an_unknown_order_is_the_order_of_places():
    rows = [row("b", 1, 2), row("a", 1, 2)]
    assert [line.row.name for line in table.sorted_table(CATALOGUE, rows, MONTH, "hapus").lines] == ["b", "a"]


def test_places_without_numbers_stand_apart():
    sorted_rows = table.sorted_table(CATALOGUE, [row("a", 1, 2), NumbersRow("b", "b", None)], MONTH, "")
    assert [line.row.name for line in sorted_rows.lines] == ["a"]
    assert [silent.name for silent in sorted_rows.silent] == ["b"]


def test_only_a_share_outside_the_usual_spread_is_flagged():
    rows = [row(f"r{i}", 75, 100) for i in range(9)] + [row("low", 40, 100), row("tiny", 2, 4)]
    by_key = comparing.standings(CATALOGUE, rows, MONTH)
    named = {
        key: [reason.code for reason in standing.reasons]
        for key, standing in by_key.items()
        if standing.reasons
    }
    assert named == {"low": ["posyandu.d_s"]} and by_key["low"].needs_help


def test_few_places_are_not_compared():
    by_key = comparing.standings(CATALOGUE, [row("a", 1, 100), row("b", 99, 100)], MONTH)
    assert [standing.compared for standing in by_key.values()] == [0, 0]


def test_kader_nobody_counted_are_not_zero_kader():
    column = next(
        column for column in columns.load(CATALOGUE, SKDN.form).columns if column.code == "kader_on_duty"
    )
    assert column.shown(Seen(Cells(CATALOGUE, {"sessions_held": 10}))).value is None
    assert column.shown(Seen(Cells(CATALOGUE, {"sessions_held": 1, "sessions_with_kader": 1}))).value == 0
    assert column.shown(Seen(Cells(CATALOGUE, {"sessions_with_kader": 1, "kader_on_duty": 5}))).value == 5
    assert column.shown(None).value is None
