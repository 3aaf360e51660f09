"""Geometry of the charts of an overview: numbers in, coordinates out. Templates draw them with the chart classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from anyelir.core.charts import (
    Axis,
    Frame,
    Point,
    Tick,
    moved_apart,
    outward,
    polyline,
    round_step,
    steps_between,
)

WIDE, NARROW = 560, 330
LABEL_ROOM = 100


@dataclass(frozen=True)
class LabelledBar:
    """A horizontal bar with the letter and words in front of it."""

    letter: str
    label: str
    # None where nobody knows, or where the reader may not: no bar and no number.
    value: int | None
    y: int
    width: float
    fill: str

    @property
    def end(self) -> float:
        """Where the number behind the bar begins."""
        return round(28 + self.width + 8, 1)


@dataclass(frozen=True)
class SeriesLine:
    """A polyline of one series; ``points`` are pieces, because a month without a number leaves a gap."""

    name: str
    css: str
    pieces: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    end_y: float
    last: float | None


@dataclass(frozen=True)
class Plot(Frame):
    """A line chart: frame, ticks and lines; ``goal`` as (height in pixels, value)."""

    ys: tuple[Tick, ...]
    xs: tuple[Tick, ...]
    lines: tuple[SeriesLine, ...]
    goal: tuple[float, float] | None


def bars(
    items: Sequence[tuple[str, str, int | None, str]], width: int = WIDE, room: int = 86
) -> list[LabelledBar]:
    """Bars from zero, ``items`` as (letter, label, value, fill); the longest ends ``room`` before the edge."""
    most = max((value or 0 for _, _, value, _ in items), default=0)
    scale = (width - 28 - room) / most if most else 0
    return [
        LabelledBar(
            letter,
            label,
            value,
            18 + 52 * row,
            round(max((value or 0) * scale, 1.5 if value else 0), 1),
            fill,
        )
        for row, (letter, label, value, fill) in enumerate(items)
    ]


def nice_range(values: Sequence[float], goal: float | None = None, low: float = 0, high: float = 100):
    """Bottom, top and step of an axis with four to six grid lines that holds all values and the goal."""
    known = [*values, *([goal] if goal is not None else [])]
    if not known:
        return low, high, 25
    bottom, top = min(known), max(known)
    step = round_step(top - bottom, (1, 2, 5, 10, 20, 25, 50, 100), 5)
    bottom, top = outward(bottom, top, step)
    if top == bottom:
        bottom, top = max(low, bottom - step), top + step
    return max(low, bottom), min(high, top) if high > bottom else top, step


def line_plot(
    months: Sequence[str],
    series: Sequence[tuple[str, str, Sequence[float | None]]],
    *,
    width: int = WIDE,
    height: int = 230,
    goal: float | None = None,
) -> Plot:
    """A chart of percentages by month; ``series`` as (name, css class, values), None where nothing is known."""
    values = [value for _, _, points in series for value in points if value is not None]
    bottom, top, step = nice_range(values, goal)
    frame = Frame(width, height, left=34, right=width - LABEL_ROOM, top=14, bottom=height - 26)
    across, up = frame.across(0, max(len(months) - 1, 1)), frame.up(bottom, top)
    every = 3 if width == WIDE else 4
    shown = [i for i in range(len(months)) if (len(months) - 1 - i) % every == 0]
    return Plot(
        **vars(frame),
        ys=tuple(Tick(up.at(value), f"{value:g}") for value in steps_between(bottom, top, step)),
        xs=tuple(Tick(across.at(i), months[i]) for i in shown),
        lines=tuple(_apart([_line(*named_values, across, up) for named_values in series])),
        goal=None if goal is None else (up.at(goal), goal),
    )


def _line(name: str, css: str, points: Sequence[float | None], across: Axis, up: Axis) -> SeriesLine:
    pieces: list[list[Point]] = [[]]
    for position, value in enumerate(points):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((across.at(position), up.at(value)))
    known = [point for piece in pieces for point in piece]
    last = next((value for value in reversed(points) if value is not None), None)
    drawn = tuple(polyline(piece) for piece in pieces if len(piece) > 1)
    alone = tuple(piece[0] for piece in pieces if len(piece) == 1)
    return SeriesLine(name, css, drawn, alone, known[-1][1] if known else 0, last)


def _apart(lines: list[SeriesLine], gap: float = 17) -> list[SeriesLine]:
    """Move the names at the line ends apart where they would cover each other."""
    ends = moved_apart([line.end_y for line in lines], gap)
    return [replace(line, end_y=end) for line, end in zip(lines, ends, strict=True)]


def sparkline(values: Sequence[float | None], width: int = 92, height: int = 30) -> tuple[str, str]:
    """Points of a small line and of its last dot ("x y"), both empty when fewer than two values are known."""
    known = [(i, value) for i, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return "", ""
    across = Axis(0, len(values) - 1, 2, width - 6)
    up = Axis(min(v for _, v in known), max(v for _, v in known), height - 4, 4)
    points = [(across.at(i), up.at(value)) for i, value in known]
    return polyline(points), f"{points[-1][0]} {points[-1][1]}"


@dataclass(frozen=True)
class MapPlace:
    """What the map needs of a place: position in degrees, size (area), class of colour, words."""

    key: str
    name: str
    latitude: float
    longitude: float
    size: int
    band: int | None
    value: str
    text: str
    page: str = ""


@dataclass(frozen=True)
class Bubble:
    """A place on the bubble map."""

    key: str
    name: str
    x: float
    y: float
    radius: float
    band: int | None
    value: str
    text: str
    page: str

    @property
    def name_y(self) -> float:
        """Base line of the name, under the bubble."""
        return round(self.y + self.radius + 13, 1)

    @property
    def value_y(self) -> float:
        """Base line of the value, under the name."""
        return round(self.name_y + 14, 1)


@dataclass(frozen=True)
class BubbleMap:
    """Bubbles, the largest first so that none is hidden, in a frame as high as they need."""

    width: int
    height: int
    bubbles: tuple[Bubble, ...]


MAP_WIDE = 700
# Room for half a name beside the outermost middle, for a bubble above and its two words below, in pixels.
BESIDE, ABOVE, BELOW = 62, 34, 62
HIGHEST = {MAP_WIDE: 420, NARROW: 330}


def bubble_map(places: Sequence[MapPlace], width: int = MAP_WIDE) -> BubbleMap:
    """Places at their position, area by size, fitted into ``width``; degrees of longitude are shortened."""
    lats, lons = [place.latitude for place in places], [place.longitude for place in places]
    shorter = math.cos(math.radians((max(lats) + min(lats)) / 2))
    wide, tall = (max(lons) - min(lons)) * shorter, max(lats) - min(lats)
    room, high = width - 2 * BESIDE, HIGHEST[width] - ABOVE - BELOW
    scale = min(room / (wide or 0.01), high / (tall or 0.01))
    margin = (width - wide * scale) / 2
    most = max(place.size for place in places) or 1
    largest = 26 if width == MAP_WIDE else 18
    made = [
        Bubble(
            place.key,
            place.name,
            round(margin + (place.longitude - min(lons)) * shorter * scale, 1),
            round(ABOVE + (max(lats) - place.latitude) * scale, 1),
            round(largest * (0.25 + 0.75 * math.sqrt(place.size / most)), 1),
            place.band,
            place.value,
            place.text,
            place.page,
        )
        for place in places
    ]
    made.sort(key=lambda bubble: -bubble.radius)
    return BubbleMap(width, math.ceil(tall * scale) + ABOVE + BELOW, tuple(made))
