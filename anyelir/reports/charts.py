"""Geometry of the server-side charts: numbers in, coordinates out. Templates draw them with the chart classes.

Every chart is laid out for a width in pixels and drawn twice (330 and 560), so that text is never scaled small.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDE, NARROW = 560, 330
LABEL_ROOM = 100


@dataclass(frozen=True)
class LabelledBar:
    """A horizontal bar with the letter and words in front of it."""

    letter: str
    label: str
    value: int
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
class Plot:
    """A line chart: frame, grid, ticks and lines, in pixels of ``width`` x ``height``."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    grid: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[SeriesLine, ...]
    goal: tuple[float, float] | None


def bars(items: Sequence[tuple[str, str, int, str]], width: int = WIDE, room: int = 86) -> list[LabelledBar]:
    """Bars from zero, ``items`` as (letter, label, value, fill); the longest ends ``room`` before the edge."""
    most = max((value for _, _, value, _ in items), default=0)
    scale = (width - 28 - room) / most if most else 0
    return [
        LabelledBar(
            letter, label, value, 18 + 52 * row, round(max(value * scale, 1.5 if value else 0), 1), fill
        )
        for row, (letter, label, value, fill) in enumerate(items)
    ]


def nice_range(values: Sequence[float], goal: float | None = None, low: float = 0, high: float = 100):
    """Bottom, top and step of an axis with four to six grid lines that holds all values and the goal."""
    known = [*values, *([goal] if goal is not None else [])]
    if not known:
        return low, high, 25
    bottom, top = min(known), max(known)
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100) if (top - bottom) / s <= 5 or s == 100)
    bottom, top = math.floor(bottom / step) * step, math.ceil(top / step) * step
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
    left, right, base = 34, width - LABEL_ROOM, height - 26

    def x(position: int) -> float:
        return round(left + (right - left) * position / max(len(months) - 1, 1), 1)

    def y(value: float) -> float:
        return round(base - (base - 14) * (value - bottom) / ((top - bottom) or 1), 1)

    steps = [bottom + step * line for line in range(int((top - bottom) / step) + 1)]
    every = 3 if width == WIDE else 4
    shown = [i for i in range(len(months)) if (len(months) - 1 - i) % every == 0]
    lines = [_line(name, css, points, x, y) for name, css, points in series]
    return Plot(
        width,
        height,
        left,
        right,
        base,
        tuple((y(value), f"{value:g}") for value in steps),
        tuple((x(i), months[i]) for i in shown),
        tuple(_apart(lines)),
        None if goal is None else (y(goal), goal),
    )


def _line(name, css, points, x, y) -> SeriesLine:
    pieces, piece = [], []
    for position, value in enumerate(points):
        if value is None:
            pieces.append(piece)
            piece = []
        else:
            piece.append((x(position), y(value)))
    pieces.append(piece)
    known = [point for piece in pieces for point in piece]
    last = next((value for value in reversed(points) if value is not None), None)
    drawn = tuple(" ".join(f"{a},{b}" for a, b in piece) for piece in pieces if len(piece) > 1)
    alone = tuple(piece[0] for piece in pieces if len(piece) == 1)
    return SeriesLine(name, css, drawn, alone, known[-1][1] if known else 0, last)


def _apart(lines: list[SeriesLine], gap: float = 17) -> list[SeriesLine]:
    """Move the names at the line ends apart where they would cover each other."""
    order = sorted(range(len(lines)), key=lambda i: lines[i].end_y)
    ends = [line.end_y for line in lines]
    for before, after in zip(order, order[1:], strict=False):
        ends[after] = max(ends[after], ends[before] + gap)
    return [
        SeriesLine(line.name, line.css, line.pieces, line.dots, end, line.last)
        for line, end in zip(lines, ends, strict=True)
    ]


def sparkline(values: Sequence[float | None], width: int = 92, height: int = 30) -> tuple[str, str]:
    """Points of a small line and of its last dot ("x y"), both empty when fewer than two values are known."""
    known = [(i, value) for i, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return "", ""
    low, high = min(v for _, v in known), max(v for _, v in known)
    spread = (high - low) or 1

    def point(i: int, value: float) -> tuple[float, float]:
        across = 2 + (width - 8) * i / max(len(values) - 1, 1)
        return round(across, 1), round(height - 4 - (height - 8) * (value - low) / spread, 1)

    points = [point(i, value) for i, value in known]
    return " ".join(f"{a},{b}" for a, b in points), f"{points[-1][0]} {points[-1][1]}"


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
