"""The numbers of disclosure control, by audience and day: how small is small, how fine is too fine.

Source: ``disclosure_cells.csv`` and ``disclosure_grain.csv``; k 5 inside, 10 published [D].
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables

LEVELS = ("provinsi", "kabkota", "kecamatan", "desakel", "dusun", "rw", "rt", "dasawisma")


class Audience(StrEnum):
    """Who will see the table."""

    INTERNAL = "internal"
    PUBLISHED = "published"


class TableSubject(StrEnum):
    """What the table counts."""

    PROTECTION = "protection"
    OTHER = "other"


class GrainProblem(StrEnum):
    """Why a table is too fine to leave the house."""

    LEVEL_TOO_LOW = "level_too_low"
    PERIOD_TOO_SHORT = "period_too_short"
    TOO_MANY_CUTS = "too_many_cuts"


@dataclass(frozen=True)
class CellLimit:
    """``k``: counts from 1 to k - 1 are small; ``min_interval``: how wide the range of values must be that
    others can work out for any hidden count. Both in people. Raises ValueError for k or interval below 1."""

    k: int
    min_interval: int

    def __post_init__(self) -> None:
        if self.k < 1 or self.min_interval < 1:
            raise ValueError("k and the interval are at least 1")

    def is_small(self, count: float) -> bool:
        """Whether a count, or a change of one, may not be shown; zero may, nobody is in it."""
        return 0 < abs(count) < self.k


def cell_limit(audience: Audience, on: dt.date) -> CellLimit:
    """The limit for an audience on a day; before the first rule the first one, because no day is without."""
    row = tables.load("disclosure_cells").nearest(on)[audience.value]
    return CellLimit(row["k"], row["min_interval"])


def grain_problems(
    *, audience: Audience, subject: TableSubject, level: str, months: int, cuts: int, on: dt.date
) -> tuple[GrainProblem, ...]:
    """Why a table of this level, period length and number of crossed breakdowns may not be given out.

    Raises ValueError for an unknown level.
    """
    row = tables.load("disclosure_grain").nearest(on)[audience.value, subject.value]
    problems = {
        GrainProblem.LEVEL_TOO_LOW: LEVELS.index(level) > LEVELS.index(row["lowest_level"]),
        GrainProblem.PERIOD_TOO_SHORT: months < row["min_months"],
        GrainProblem.TOO_MANY_CUTS: cuts > row["most_cuts"],
    }
    return tuple(problem for problem, holds in problems.items() if holds)
