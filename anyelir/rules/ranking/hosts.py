"""Which host fits a visitor: hard filters first, then a score whose parts are all shown.

Source: handbook, matching and ranking [D]; weights are rows of ``match_weights.csv``, so a movement may
weigh otherwise, and people may choose otherwise with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.dates import add_months
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.ranking.freshness import Unrankable, unrankable
from anyelir.rules.ranking.funnel import ranking_rules

TOP_TIER = 4


class NotNow(StrEnum):
    """Why a host cannot be visited by this unit now."""

    SAME_UNIT = "same_unit"
    NOT_OPTED_IN = "not_opted_in"
    NO_OPEN_SLOT = "no_open_slot"
    QUOTA_FULL = "quota_full"
    VISITED_RECENTLY = "visited_recently"


@dataclass(frozen=True)
class Parts:
    """What a match is made of, each 0..1, None when it is not known (and then counts as 0).

    ``better``: P(host better by d); ``improvement``: P(host truly gets better); ``context``: Gower
    similarity; ``practice``: evidence tier / 4; ``nearness``: 1 here, 0 far away. Raises ValueError for a
    part outside 0..1.
    """

    better: float | None
    improvement: float | None
    context: float | None
    practice: float | None
    nearness: float | None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and not 0 <= value <= 1:
                raise ValueError(f"{field.name} lies between 0 and 1")

    def points(self, on: dt.date) -> dict[str, float]:
        """Each part times its weight; their sum is the score."""
        weights = tables.load("match_weights").nearest(on)
        return {name: float(row["weight"]) * (getattr(self, name) or 0.0) for name, row in weights.items()}


@dataclass(frozen=True)
class Host:
    """A unit that could be visited.

    ``visits_this_quarter`` of at most ``quota``: the burden; ``last_visited_on``: by this visitor, None if
    never; ``people``, ``coverage``, ``last_period_end``: behind its figure.
    """

    unit: str
    parts: Parts
    opted_in: bool
    open_slots: int
    visits_this_quarter: int
    quota: int
    last_visited_on: dt.date | None
    people: float
    coverage: float
    last_period_end: dt.date


@dataclass(frozen=True)
class Match:
    """A host that may be visited: ``score`` 0..1 and the ``points`` it is the sum of."""

    unit: str
    score: float
    points: Mapping[str, float]
    parts: Parts


@dataclass(frozen=True)
class Matches:
    """Hosts by falling score (ties by unit), and why the others are out.

    ``enough``: whether as many can be shown as the visit procedure asks for.
    """

    hosts: tuple[Match, ...]
    excluded: Mapping[str, tuple[NotNow | Unrankable, ...]]
    enough: bool


def match(visitor: str, candidates: Sequence[Host], on: dt.date) -> Matches:
    """Hosts for a visitor on a day."""
    excluded = {host.unit: reasons for host in candidates if (reasons := obstacles(visitor, host, on))}
    possible = [_scored(host, on) for host in candidates if host.unit not in excluded]
    possible.sort(key=lambda scored: (-scored.score, scored.unit))
    return Matches(tuple(possible), excluded, len(possible) >= ranking_rules(on)["candidates_shown"])


def obstacles(visitor: str, host: Host, on: dt.date) -> tuple[NotNow | Unrankable, ...]:
    """Every reason why this host is out for this visitor on this day."""
    months = int(ranking_rules(on)["revisit_after_months"])
    recently = host.last_visited_on is not None and on < add_months(host.last_visited_on, months)
    in_the_way = {
        NotNow.SAME_UNIT: host.unit == visitor,
        NotNow.NOT_OPTED_IN: not host.opted_in,
        NotNow.NO_OPEN_SLOT: host.open_slots < 1,
        NotNow.QUOTA_FULL: host.visits_this_quarter >= host.quota,
        NotNow.VISITED_RECENTLY: recently,
    }
    figure = unrankable(
        people=host.people, coverage=host.coverage, last_period_end=host.last_period_end, on=on
    )
    return (*(reason for reason, holds in in_the_way.items() if holds), *figure)


@finite_numbers
def gower(
    visitor: Mapping[str, float | str | None],
    host: Mapping[str, float | str | None],
    ranges: Mapping[str, float],
) -> float | None:
    """Gower similarity of two contexts, 0..1: numbers by distance over the range, words by being equal.

    ``ranges``: largest minus smallest value of each number among all units. Features that either side lacks
    are left out; None when nothing can be compared. Source: Gower 1971 [B].
    """
    scores = []
    for name, visitor_value in visitor.items():
        host_value = host.get(name)
        if visitor_value is None or host_value is None:
            continue
        reach = ranges.get(name, 0.0)
        if visitor_value == host_value:
            scores.append(1.0)
        elif isinstance(visitor_value, str) or isinstance(host_value, str) or reach <= 0:
            scores.append(0.0)
        else:
            scores.append(max(0.0, 1 - abs(visitor_value - host_value) / reach))
    return sum(scores) / len(scores) if scores else None


@finite_numbers
def practice_part(tier: int) -> float:
    """Evidence tier 0..4 as a part of the score; raises ValueError for another tier."""
    if not 0 <= tier <= TOP_TIER:
        raise ValueError("evidence tiers are 0 to 4")
    return tier / TOP_TIER


@finite_numbers
def nearness(distance_km: float, on: dt.date) -> float:
    """1 on the spot, falling evenly to 0 at the distance that counts as far; raises ValueError below 0."""
    if distance_km < 0:
        raise ValueError("a distance is zero or more")
    return max(0.0, 1 - distance_km / ranking_rules(on)["far_km"])


def _scored(host: Host, on: dt.date) -> Match:
    points = host.parts.points(on)
    return Match(host.unit, sum(points.values()), points, host.parts)
