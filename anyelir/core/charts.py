"""The kit of all charts drawn by the server: axes from values to pixels, round steps, ticks, and words that fit.

A chart is laid out for its width in pixels and drawn twice, narrow for a phone and wide, so that text is never scaled.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# How wide a letter of the small text of a chart is at most, in pixels.
LETTER = 7.4

Point = tuple[float, float]


@dataclass(frozen=True)
class Axis:
    """Values from ``low`` to ``high`` along pixels from ``start`` to ``end``; a single value stays at the start."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.start + share * (self.end - self.start), 1)


@dataclass(frozen=True)
class Tick:
    """A place on an axis with its word."""

    at: float
    text: str

    @property
    def below(self) -> float:
        """The base line of a word centred on the tick."""
        return self.at + 4


@dataclass(frozen=True)
class Frame:
    """The drawing of ``width`` x ``height`` pixels and the field inside it, pixels from the top left."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def across(self, low: float, high: float) -> Axis:
        return Axis(low, high, self.left, self.right)

    def up(self, low: float, high: float) -> Axis:
        return Axis(low, high, self.bottom, self.top)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def inner_width(self) -> int:
        return self.right - self.left

    @property
    def inner_height(self) -> int:
        return self.bottom - self.top

    @property
    def y_words(self) -> int:
        """Where words beside the field end."""
        return self.left - 6

    def beside_edges(self, middle: float, text: str) -> float:
        """The middle of a text that stays inside the field, as near to ``middle`` as it can."""
        half = len(text) * LETTER / 2
        return min(max(middle, self.left + half), self.right - half)


def polyline(points: Iterable[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def round_step(span: float, steps: Sequence[float], most: float) -> float:
    """The smallest step that cuts ``span`` into at most ``most`` parts, else the largest."""
    return next((step for step in steps if span / step <= most), steps[-1])


def outward(low: float, high: float, step: float) -> tuple[float, float]:
    """The multiples of ``step`` that hold both values."""
    return math.floor(low / step) * step, math.ceil(high / step) * step


def steps_between(low: float, high: float, step: float) -> list[float]:
    """``low`` and every step after it up to ``high``."""
    return [low + step * number for number in range(round((high - low) / step) + 1)]


def moved_apart(places: Sequence[float], gap: float) -> list[float]:
    """The same places, moved on where they lie closer than ``gap``, so that words at them do not collide."""
    moved = list(places)
    order = sorted(range(len(moved)), key=lambda index: moved[index])
    for before, after in zip(order, order[1:], strict=False):
        moved[after] = max(moved[after], moved[before] + gap)
    return moved
