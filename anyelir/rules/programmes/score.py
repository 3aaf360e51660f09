"""Points of a scorecard as an interval: what nobody could assess counts nothing at the low end, which ranks.

Leaving such an item out would reward hiding it. Points are the only input: no count of reports or incidents
enters here, so that silence can never be worth more than a channel that works.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.finiteness import check_fields, finite_numbers

PERCENT = 100


@dataclass(frozen=True)
class ScorePoints:
    """Points of an item of at most ``most``; None: not assessable. Without a working gate no high word is said."""

    points: int | None
    most: int
    is_gate: bool = False

    def __post_init__(self) -> None:
        check_fields(self)
        if self.most < 1 or not 0 <= (self.points or 0) <= self.most:
            raise ValueError(f"{self.points} of {self.most} points")


@dataclass(frozen=True)
class ScoreInterval:
    """Whole points of 100, rounded down."""

    low: int
    high: int

    def __post_init__(self) -> None:
        check_fields(self)


@finite_numbers
def score(lines: Sequence[ScorePoints]) -> ScoreInterval:
    """What is sure, and what it could be if everything not assessed were in order; 0 to 100 without any line."""
    most = sum(line.most for line in lines)
    if not most:
        return ScoreInterval(0, PERCENT)
    sure = sum(line.points or 0 for line in lines)
    open_points = sum(line.most for line in lines if line.points is None)
    return ScoreInterval(PERCENT * sure // most, PERCENT * (sure + open_points) // most)


@finite_numbers
def score_word(lines: Sequence[ScorePoints], on: dt.date) -> str:
    """The key of ``score_words`` for the low end; a word that asks for the gate is not said without it."""
    low = score(lines).low
    gate = score([line for line in lines if line.is_gate]).low
    rules = sorted(tables.load("score_words").nearest(on).values(), key=lambda rule: -int(rule["least"]))
    fitting = (rule for rule in rules if low >= rule["least"] and gate >= rule["gate_least"])
    return str(next(fitting)["word"])
