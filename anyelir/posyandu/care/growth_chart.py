"""Growth charts as geometry: the bands of the card, the lines, the child. The template draws them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.charts import Axis, Frame, Point, Tick, outward, polyline, round_step, steps_between
from anyelir.families.models import Person
from anyelir.posyandu.day.growth import FIRST_STANDING_DAY
from anyelir.posyandu.day.models import Measurement
from anyelir.rules.age import DAYS_PER_MONTH
from anyelir.rules.growth import Curve, curve

NARROW, WIDE = 328, 620
LEFT, RIGHT, TOP, BOTTOM = 28, 12, 22, 34
MONTHS_SHOWN = (12, 18, 24, 36, 48, 60)
# A chart ends at least this many months after the last point, so that its label has room.
ROOM_MONTHS = 2
LAST_MONTH = 60


@dataclass(frozen=True)
class ChartIndex:
    """One index: its name, the SD lines that bound its bands (low, high, css, word), the lines that are drawn."""

    index: str
    title: str | Promise
    unit: str
    bands: tuple[tuple[int, int, str, str | Promise], ...]
    lines: tuple[tuple[int, str], ...]
    value: Callable[[Measurement], Any]


GREEN, YELLOW, ORANGE = gettext_lazy("hijau"), gettext_lazy("kuning"), gettext_lazy("jingga")
KINDS = {
    "waz": ChartIndex(
        "waz",
        gettext_lazy("Berat menurut umur"),
        "kg",
        ((-3, -2, "pos-ky", YELLOW), (-2, 1, "pos-hj", GREEN), (1, 3, "pos-jg", ORANGE)),
        ((-3, "pos-red"), (1, "pos-org"), (0, "pos-med")),
        lambda row: row.weight_kg,
    ),
    "haz": ChartIndex(
        "haz",
        gettext_lazy("Panjang atau tinggi menurut umur"),
        "cm",
        ((-3, -2, "pos-ky", YELLOW), (-2, 3, "pos-hj", GREEN)),
        ((-3, "pos-red"), (0, "pos-med")),
        lambda row: row.corrected_height_cm,
    ),
    "whz": ChartIndex(
        "whz",
        gettext_lazy("Berat menurut panjang atau tinggi"),
        "kg",
        ((-3, -2, "pos-ky", YELLOW), (-2, 1, "pos-hj", GREEN), (1, 3, "pos-jg", ORANGE)),
        ((-3, "pos-red"), (1, "pos-org"), (0, "pos-med")),
        lambda row: row.weight_kg,
    ),
}


@dataclass(frozen=True)
class ChartBand:
    css: str
    points: str
    word: str
    word_at: Point


@dataclass(frozen=True)
class ChartLabel:
    text: str
    at: Point
    anchor: str
    lead: tuple[float, float, float, float]


@dataclass(frozen=True)
class GrowthChart(Frame):
    """Everything a template needs to draw one chart; pixels from the top left."""

    key: str
    title: str
    sentence: str
    unit: str
    across_words: str
    bands: tuple[ChartBand, ...]
    lines: tuple[tuple[str, str], ...]
    xs: tuple[Tick, ...]
    ys: tuple[Tick, ...]
    path: str
    dots: tuple[Point, ...]
    last: Point | None
    label: ChartLabel | None

    @property
    def x_words(self) -> int:
        return self.bottom + 15

    @property
    def x_title(self) -> int:
        return self.height - 2


@dataclass(frozen=True)
class _Field:
    """The frame with its two axes."""

    frame: Frame
    x: Axis
    y: Axis

    def at(self, point: Point) -> Point:
        return self.x.at(point[0]), self.y.at(point[1])

    def points(self, xs: Sequence[float], ys: Sequence[float]) -> str:
        return polyline(self.at(point) for point in zip(xs, ys, strict=True))


def growth_charts(child: Person, index: str, rows: Sequence[Measurement], on: dt.date) -> list[GrowthChart]:
    """The narrow and the wide drawing of one index; empty where the chart would show nothing.

    ``rows`` are the chosen measurements, oldest first; a last one of ``on`` is labelled as today's.
    """
    kind = KINDS[index]
    rows = [row for row in rows if kind.value(row) is not None]
    points = _points(child, kind, rows)
    if not points:
        return []
    is_lying = (rows[-1].age_days or 0) < FIRST_STANDING_DAY
    grid = _length_grid(points, is_lying) if index == "whz" else _age_grid(points)
    if index == "whz":  # a table of lengths ends; a chart by age goes on to a child who has left the standard
        points = [point for point in points if grid and grid[0] <= point[0] <= grid[-1]]
    if not points:
        return []
    lines = _lines(child, kind, grid, is_lying)
    return [_drawn(child, kind, points, lines, width, rows[-1].measured_on == on) for width in (NARROW, WIDE)]


def _points(child: Person, kind: ChartIndex, rows: Sequence[Measurement]) -> list[Point]:
    """Months (or centimetres) across, the measured value up; rows without one of them are left out."""
    points = []
    for row in rows:
        across = row.corrected_height_cm if kind.index == "whz" else _months(child, row)
        value = kind.value(row)
        if across is not None and value is not None:
            points.append((float(across), float(value)))
    return points


def _months(child: Person, row: Measurement) -> float | None:
    return None if row.age_days is None else row.age_days / DAYS_PER_MONTH


def _age_grid(points: list[Point]) -> list[float]:
    """Quarter months from birth to the end of the chart, at most to the end of the standard."""
    last = max(x for x, _y in points) + ROOM_MONTHS
    end = next((months for months in MONTHS_SHOWN if last <= months), LAST_MONTH)
    return [step / 4 for step in range(end * 4 + 1)]


def _length_grid(points: list[Point], is_lying: bool) -> list[float]:
    """Whole centimetres around the measured lengths, at least 20 of them, within the table."""
    shortest, longest = (45, 110) if is_lying else (65, 120)
    low, high = min(x for x, _y in points), max(x for x, _y in points)
    middle, half = (low + high) / 2, max((high - low) / 2 + 4, 10)
    return [
        float(step)
        for step in range(max(shortest, int(middle - half)), min(longest, int(middle + half) + 1) + 1)
    ]


def _lines(child: Person, kind: ChartIndex, grid: list[float], is_lying: bool) -> Curve:
    """The SD lines over the grid; weight for length or for height by how the child is measured now."""
    if kind.index == "whz":
        return curve("wfl" if is_lying else "wfh", child.sex, grid)
    by_age = curve(kind.index, child.sex, [round(month * DAYS_PER_MONTH) for month in grid])
    return Curve(by_age.index, by_age.sex, by_age.unit, tuple(grid[: len(by_age.at)]), by_age.lines)


def _drawn(
    child: Person, kind: ChartIndex, points: list[Point], curves: Curve, width: int, is_today: bool
) -> GrowthChart:
    height = 300 if width == NARROW else 360
    frame = Frame(width, height, LEFT, width - RIGHT, TOP, height - BOTTOM)
    field = _field(kind, points, curves, frame)
    at = field.at(points[-1])
    is_by_length = kind.index == "whz"
    return GrowthChart(
        **vars(frame),
        key=f"{kind.index}-{width}",
        title=str(kind.title),
        sentence=_sentence(child, kind, points),
        unit=kind.unit,
        across_words=_("panjang atau tinggi (cm)") if is_by_length else _("umur (bulan)"),
        bands=tuple(_band(field, curves, *band) for band in kind.bands),
        lines=tuple((css, field.points(curves.at, curves.lines[k])) for k, css in kind.lines),
        xs=tuple(_ticks_across(kind, field.x)),
        ys=tuple(_ticks_up(field.y)),
        path="" if is_by_length else polyline(map(field.at, points)),
        dots=tuple(map(field.at, points[:-1])),
        last=at,
        label=_label(kind, points[-1], at, frame, is_today),
    )


def _field(kind: ChartIndex, points: list[Point], curves: Curve, frame: Frame) -> _Field:
    values = [y for _x, y in points]
    low = min(*curves.lines[-3], *values)
    # The upper third line would waste half of a chart by age; the child itself always fits.
    top_line = curves.lines[3] if kind.index != "waz" else curves.lines[2]
    high = max(*top_line, *values)
    # An older child's chart ends at its own last weight, a little beyond the lines.
    x_to = curves.at[-1] if kind.index == "whz" else max(curves.at[-1], points[-1][0])
    up = outward(low, high, _step(low, high))
    return _Field(frame, frame.across(curves.at[0], x_to), frame.up(*up))


def _band(field: _Field, curves: Curve, low: int, high: int, css: str, word: Any) -> ChartBand:
    there = field.points(curves.at, curves.lines[low])
    back = field.points(curves.at[::-1], curves.lines[high][::-1])
    middle = (curves.lines[low][-1] + curves.lines[high][-1]) / 2
    frame = field.frame
    y = min(max(field.y.at(middle) + 4, frame.top + 12), frame.bottom - 4)
    return ChartBand(css, f"{there} {back}", str(word), (frame.right - 4, y))


def _label(kind: ChartIndex, value: Point, at: Point, frame: Frame, is_today: bool) -> ChartLabel:
    """The last value in words, below the point where there is room, else above; never over the edge."""
    number = number_format(round(value[1], 2))
    text = (_("%s hari ini") if is_today else _("%s terakhir")) % f"{number} {kind.unit}"
    below = at[1] + 78
    y = below if below < frame.bottom - 8 else max(at[1] - 70, frame.top + 12)
    lead = (at[0], at[1] + 9, at[0], y - 14) if y > at[1] else (at[0], at[1] - 9, at[0], y + 5)
    return ChartLabel(text, (round(frame.beside_edges(at[0], text), 1), round(y, 1)), "middle", lead)


def _sentence(child: Person, kind: ChartIndex, points: list[Point]) -> str:
    """What a person who cannot see the chart is told."""
    params = {
        "child": child.name,
        "title": str(kind.title).lower(),
        "count": len(points),
        "value": f"{number_format(round(points[-1][1], 2))} {kind.unit}",
    }
    return _("Grafik %(title)s %(child)s: %(count)d titik, terakhir %(value)s.") % params


def _ticks_across(kind: ChartIndex, axis: Axis) -> list[Tick]:
    step = 5 if kind.index == "whz" else int(round_step(axis.high - axis.low, (2, 3, 6, 12), 7))
    first = int(-(-axis.low // step)) * step
    return [Tick(axis.at(value), str(value)) for value in range(first, int(axis.high) + 1, step)]


def _ticks_up(axis: Axis) -> list[Tick]:
    values = steps_between(axis.low, axis.high, _step(axis.low, axis.high))
    return [Tick(axis.at(value), number_format(round(value))) for value in values]


def _step(low: float, high: float) -> float:
    return round_step(high - low, (1, 2, 5, 10, 20), 8)
