"""Group-time effects put together: one number, by cohort, by calendar period, by time since the start.

Weights are the sizes of the cohorts, and the error of these weights is part of the standard error.
Source: Callaway and Sant'Anna 2021, section 3 [B].
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from anyelir.rules.evidence.panel import BoolArray, FloatArray, IntArray
from anyelir.rules.evidence.staggered import GroupTimeEffects, standard_error


class By(StrEnum):
    """How cells are grouped before they are averaged."""

    GROUP = "group"
    CALENDAR = "calendar"
    DYNAMIC = "dynamic"


@dataclass(frozen=True)
class Effect:
    """A weighted effect and its standard error, in the unit of the outcome.

    ``n_treated`` and ``n_comparison``: units of the smallest cohort and of the smallest comparison that it is made of;
    they decide whether the error may be told (:func:`anyelir.rules.evidence.verdict.may_tell_error`).
    """

    effect: float
    se: float
    n_treated: int
    n_comparison: int


@dataclass(frozen=True)
class Aggregated:
    """``overall`` and its parts: ``parts`` maps cohort index, period index or event time to an effect."""

    overall: Effect
    parts: dict[int, Effect]


@dataclass(frozen=True)
class _Mean:
    value: float
    influence: FloatArray
    fewest: IntArray


def simple(effects: GroupTimeEffects) -> Effect:
    """The mean of all effects at or after treatment, each cell weighted by its cohort's size."""
    return _closed(effects, _cohort_mean(effects, ~effects.is_lead))


def aggregate(effects: GroupTimeEffects, by: By) -> Aggregated:
    """Effects by cohort, by calendar period, or by time since treatment began (the event study).

    The event study also has the leads (negative event times); ``overall`` never counts them.
    """
    key = _keys(effects, by)
    wanted = np.ones(len(key), dtype=bool) if by is By.DYNAMIC else ~effects.is_lead
    means = {}
    for part in np.unique(key[wanted]):
        chosen = (key == part) & wanted
        means[int(part)] = _plain_mean(effects, chosen) if by is By.GROUP else _cohort_mean(effects, chosen)
    return Aggregated(
        _closed(effects, _overall(effects, by, means)),
        {part: _closed(effects, mean) for part, mean in means.items()},
    )


def _overall(effects: GroupTimeEffects, by: By, means: dict[int, _Mean]) -> _Mean:
    counted = [mean for part, mean in means.items() if by is not By.DYNAMIC or part >= 0]
    values = np.array([mean.value for mean in counted])
    influence = np.array([mean.influence for mean in counted])
    fewest = np.min([mean.fewest for mean in counted], axis=0)
    if by is not By.GROUP:
        return _Mean(float(values.mean()), influence.mean(axis=0), fewest)
    membership = np.array([effects.panel.first_treated == group for group in means])
    return _Mean(*_weighted(values, influence, membership), fewest)


def _keys(effects: GroupTimeEffects, by: By) -> np.ndarray:
    key = {
        By.GROUP: [cell.group for cell in effects.cells],
        By.CALENDAR: [cell.time for cell in effects.cells],
        By.DYNAMIC: [cell.event_time for cell in effects.cells],
    }
    return np.array(key[by])


def _plain_mean(effects: GroupTimeEffects, chosen: BoolArray) -> _Mean:
    fewest = effects.compared[chosen].min(axis=0)
    return _Mean(float(effects.effect[chosen].mean()), effects.influence[chosen].mean(axis=0), fewest)


def _cohort_mean(effects: GroupTimeEffects, chosen: BoolArray) -> _Mean:
    groups = [cell.group for cell, taken in zip(effects.cells, chosen, strict=True) if taken]
    membership = np.array([effects.panel.first_treated == group for group in groups])
    mean = _weighted(effects.effect[chosen], effects.influence[chosen], membership)
    return _Mean(*mean, effects.compared[chosen].min(axis=0))


def _weighted(values: FloatArray, influence: FloatArray, membership: BoolArray) -> tuple[float, FloatArray]:
    """Mean weighted by cohort size; the sizes are estimates too, so they add to the influence."""
    share = membership.mean(axis=1)
    total = share.sum()
    deviation = membership - share[:, None]
    of_weights = deviation / total - np.outer(share, deviation.sum(axis=0)) / total**2
    weight = share / total
    return float(weight @ values), weight @ influence + values @ of_weights


def _closed(effects: GroupTimeEffects, mean: _Mean) -> Effect:
    error = standard_error(mean.influence, effects.cluster)
    return Effect(mean.value, error, int(mean.fewest[0]), int(mean.fewest[1]))
