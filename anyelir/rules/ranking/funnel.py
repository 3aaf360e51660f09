"""Funnel: the usual spread of proportions around a target, and who lies outside. Never a league table.

Source: Spiegelhalter 2005; over-dispersion as in FunnelPlotR 0.6.0 (winsorised z, additive tau2) [B].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import bdtr, bdtrik, ndtri

from anyelir.rules import tables
from anyelir.rules.evidence.verdict import Direction
from anyelir.rules.finiteness import finite_numbers, share
from anyelir.rules.ranking.shrinkage import FloatArray

# Keeps a region whose share is exactly a limit inside it.
ROUNDING = 1e-12


class Label(StrEnum):
    """istimewa / biasa / perlu perhatian."""

    OUTSTANDING = "outstanding"
    USUAL = "usual"
    ATTENTION = "attention"


@dataclass(frozen=True, eq=False)
class FunnelLimits:
    """Lower and upper end of the usual proportions (0..1), one per region; both ends are still usual."""

    low: FloatArray
    high: FloatArray


@dataclass(frozen=True, eq=False)
class Funnel:
    """A funnel around ``target``.

    ``inner`` and ``outer``: 95 and 99.8 % limits; ``labels`` by the outer ones, ``beyond_inner`` marks what
    to keep an eye on; ``dispersion``: mean winsorised z squared, about 1 when only chance spreads;
    ``tau2``: extra variance between regions on the arcsine scale, 0 when there is none.
    """

    target: float
    inner: FunnelLimits
    outer: FunnelLimits
    labels: tuple[Label, ...]
    beyond_inner: tuple[bool, ...]
    dispersion: float
    tau2: float


@finite_numbers
def funnel(
    count: Sequence[float] | FloatArray,
    people: Sequence[float] | FloatArray,
    *,
    direction: Direction,
    on: dt.date,
    target: float | None = None,
) -> Funnel:
    """Where each region lies. ``target``: the proportion to compare with, the pooled one when None.

    Limits are exact binomial ones; with over-dispersion they are widened on the arcsine scale. Raises
    ValueError for counts outside 0..people, people below 1, or no region.
    """
    y, n = np.asarray(count, dtype=np.float64), np.asarray(people, dtype=np.float64)
    if not len(y) or y.shape != n.shape or not ((y >= 0) & (y <= n) & (n >= 1)).all():
        raise ValueError("counts lie between 0 and the people, who are at least one")
    rule = ranking_rules(on)
    centre = float(y.sum() / n.sum()) if target is None else target
    dispersion, tau2 = over_dispersion(y, n, centre, rule["winsorise"])
    inner, outer = (limits(centre, n, rule[level], tau2=tau2) for level in ("funnel_inner", "funnel_outer"))
    proportion = y / n
    low, high = proportion < outer.low - ROUNDING, proportion > outer.high + ROUNDING
    better = high if direction is Direction.HIGHER else low
    worse = low if direction is Direction.HIGHER else high
    beyond = (proportion < inner.low - ROUNDING) | (proportion > inner.high + ROUNDING)
    return Funnel(
        centre,
        inner,
        outer,
        tuple(
            Label.OUTSTANDING if good else Label.ATTENTION if bad else Label.USUAL
            for good, bad in zip(better, worse, strict=True)
        ),
        tuple(bool(each) for each in beyond),
        dispersion,
        tau2,
    )


@finite_numbers
def limits(target: float, people: FloatArray, level: float, *, tau2: float = 0.0) -> FunnelLimits:
    """Limits that hold ``level`` (0..1) of regions of this many people when all have the target.

    Exact binomial quantiles; with ``tau2`` above zero the arcsine approximation with the wider variance.
    Raises ValueError for a target outside 0..1.
    """
    if not 0 <= target <= 1:
        raise ValueError("a target proportion lies between 0 and 1")
    if tau2 < 0 or not (people >= 1).all():
        raise ValueError("people are at least one, a variance is zero or more")
    tail = (1 - share(level, "level")) / 2
    if tau2 == 0:
        return FunnelLimits(
            *(_binomial_quantile(reached, people, target) / people for reached in (tail, 1 - tail))
        )
    centre = np.arcsin(np.sqrt(target))
    reach = ndtri(1 - tail) * np.sqrt(1 / (4 * people) + tau2)
    low, high = np.clip(centre - reach, 0, np.pi / 2), np.clip(centre + reach, 0, np.pi / 2)
    return FunnelLimits(np.sin(low) ** 2, np.sin(high) ** 2)


def _binomial_quantile(reached: float, people: FloatArray, target: float) -> FloatArray:
    """The smallest count whose cumulated probability is ``reached`` (0..1), one for each number of people."""
    if target in (0, 1):
        return people * target
    whole = people.astype(np.int64)
    count = np.ceil(bdtrik(reached, people, target))
    # The continuous inverse rounds up past a count that reaches the share exactly, and has no answer where
    # already nobody at all reaches it.
    below = np.nan_to_num(np.maximum(count - 1, 0))
    quantile: FloatArray = np.where(bdtr(below, whole, target) >= reached, below, count)
    return quantile


@finite_numbers
def over_dispersion(
    count: FloatArray, people: FloatArray, target: float, winsorise: float
) -> tuple[float, float]:
    """Dispersion (mean z squared after winsorising that share at each end) and additive variance tau2."""
    if not ((count >= 0) & (count <= people) & (people >= 1)).all() or not 0 <= target <= 1:
        raise ValueError(
            "counts lie between 0 and the people, who are at least one, and the target between 0 and 1"
        )
    score = 2 * np.sqrt(people) * (np.arcsin(np.sqrt(count / people)) - np.arcsin(np.sqrt(target)))
    low, high = np.quantile(score, [winsorise, 1 - winsorise])
    dispersion = float((np.clip(score, low, high) ** 2).mean())
    weight = 4 * people
    scale = float(weight.sum() - (weight**2).sum() / weight.sum())
    excess = len(score) * dispersion - (len(score) - 1)
    return dispersion, max(0.0, excess / scale) if scale > 0 else 0.0


def ranking_rules(on: dt.date) -> Mapping[str, float]:
    """The numbers of ``ranking_rules.csv`` in force on a day, by name; the first ones before they began."""
    return {name: float(rule["value"]) for name, rule in tables.load("ranking_rules").nearest(on).items()}
