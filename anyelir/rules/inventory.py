"""Pieces of a thing by condition (form 4.12): which changes there are, and how few pieces there were since a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anyelir.rules.finiteness import check_fields

GOOD, LIGHT, HEAVY = "good", "light", "heavy"
# From the best to the worst; what breaks goes on in it, what is repaired back.
CONDITIONS = (GOOD, LIGHT, HEAVY)


@dataclass(frozen=True)
class StockStep:
    """One change of a day: "" for ``source`` when pieces came, for ``target`` when they left."""

    on: dt.date
    count: int
    source: str
    target: str

    def __post_init__(self) -> None:
        check_fields(self)


def is_possible(reason: str, source: str, target: str) -> bool:
    """Whether what happened fits the conditions before and after."""
    if source == target or not {source, target} <= {"", *CONDITIONS}:
        return False
    if reason == "received":
        return not source
    if reason in ("given", "lost"):
        return not target
    if reason in ("broken", "repaired"):
        if not (source and target):
            return False
        is_worse = CONDITIONS.index(target) > CONDITIONS.index(source)
        return is_worse == (reason == "broken")
    return False


def pieces(steps: Iterable[StockStep], until: dt.date = dt.date.max) -> Mapping[str, int]:
    """How many pieces there were in each condition at the end of a day."""
    counts = dict.fromkeys(CONDITIONS, 0)
    for step in steps:
        if step.on <= until:
            _count(counts, step)
    return counts


def least_since(steps: Iterable[StockStep], condition: str, since: dt.date) -> int:
    """The fewest pieces in a condition at the end of that day and of each day after it.

    Within a day nothing has an order: what came and left on one day counts by its sum.
    """
    by_day: dict[dt.date, int] = defaultdict(int)
    for step in steps:
        by_day[max(step.on, since)] += step.count * ((step.target == condition) - (step.source == condition))
    by_day.setdefault(since, 0)
    counted, sums = 0, []
    for on in sorted(by_day):
        counted += by_day[on]
        sums.append(counted)
    return min(sums)


def _count(counts: dict[str, int], step: StockStep) -> None:
    if step.source:
        counts[step.source] -= step.count
    if step.target:
        counts[step.target] += step.count
