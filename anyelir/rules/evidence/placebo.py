"""Inference for few treated units: the same estimate for donors that had no programme.

Placebo in space gives p and a standard error, leaving donors out shows how much hangs on one of them, and
placebo in time (a start before the real one) is the lead test.
Source: Abadie, Diamond and Hainmueller 2010; Arkhangelsky et al. 2021, algorithm 4 [B].
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from anyelir.rules.evidence.panel import FloatArray, IntArray, Panel
from anyelir.rules.evidence.synthetic import (
    FEWEST_PRE,
    Donors,
    SyntheticEstimate,
    SyntheticMethod,
    estimate,
    starts,
    together,
)
from anyelir.rules.finiteness import finite_numbers

PERIODS_BEFORE_FAKE_START = 2 / 3


@dataclass(frozen=True, eq=False)
class Placebo:
    """What the estimator finds where nothing happened.

    ``p_value`` = (1 + number of placebos at least as large as the estimate) / (placebos + 1), None without any
    placebo; ``se`` is the spread of the placebos; ``n_donors`` decides how far a verdict may go (p <= .05 needs 19).
    """

    p_value: float | None
    se: float
    effects: FloatArray
    n_donors: int


@finite_numbers
def placebo_in_space(
    panel: Panel, estimated: SyntheticEstimate, *, steps: int | None = 10_000, draws: int = 500, seed: int = 0
) -> Placebo:
    """Give the treatment to donors instead, with as many units and the same starts.

    One treated unit: every donor takes its place once (``draws`` of them, drawn by ``seed``, when there
    are more). Several: ``draws`` random choices. The treated units themselves stay out.
    """
    problems = [(donors, len(rows)) for donors, rows in starts(panel, estimated.method, steps)]
    n_donors = len(problems[0][0].outcome)
    n_treated = sum(count for _, count in problems)
    effects = np.array(
        [_effect(problems, picked) for picked in _choices(n_donors, n_treated, draws, seed)], dtype=np.float64
    )
    p_value = rank_p_value(estimated.effect, effects) if len(effects) else None
    return Placebo(p_value, _spread(effects), effects, n_donors)


@finite_numbers
def rank_p_value(effect: float, placebos: FloatArray) -> float:
    """p of ``effect`` among B ``placebos`` (one effect each): (1 + #{|placebo| >= |effect|}) / (B + 1).

    Differences in the last digits of the arithmetic count as equal.
    """
    as_large = np.abs(placebos) >= abs(effect) * (1 - 1e-12)
    return float((1 + as_large.sum()) / (len(placebos) + 1))


@finite_numbers
def leave_one_out(
    panel: Panel, estimated: SyntheticEstimate, *, steps: int | None = 10_000
) -> tuple[float, float]:
    """Smallest and largest effect when one donor with a weight is left out; the effect itself if none can."""
    weighted = estimated.unit_weights
    effects = [estimated.effect]
    for name in weighted:
        keep = np.array([unit != name for unit in panel.units])
        if (keep & ~panel.is_treated).sum() >= 2:
            effects.append(estimate(panel.select_units(keep), estimated.method, steps=steps).effect)
    return min(effects), max(effects)


@finite_numbers
def placebo_in_time(
    panel: Panel, method: SyntheticMethod = SyntheticMethod.SDID, *, steps: int | None = 10_000, seed: int = 0
) -> Placebo | None:
    """The lead test: pretend that treatment began after two thirds of the periods before the first start.

    A small p says that the treated units moved apart before the programme. None when too few periods
    are left to try.
    """
    first = panel.cohorts[0] if panel.cohorts else 0
    fake = round(first * PERIODS_BEFORE_FAKE_START)
    if fake < FEWEST_PRE or fake >= first:
        return None
    earlier = panel.without_periods(panel.periods[first:])
    earlier = replace(earlier, first_treated=np.where(panel.is_treated, fake, earlier.never).astype(np.int64))
    estimated = estimate(earlier, method, steps=steps)
    return placebo_in_space(earlier, estimated, steps=steps, seed=seed)


def _choices(n_donors: int, n_treated: int, draws: int, seed: int) -> list[IntArray]:
    rng = np.random.default_rng(seed)
    if n_donors < n_treated + 2:
        return []
    if n_treated == 1:
        order = np.arange(n_donors) if n_donors <= draws else rng.permutation(n_donors)[:draws]
        return [np.array([row]) for row in order]
    return [rng.permutation(n_donors)[:n_treated] for _ in range(draws)]


def _effect(problems: list[tuple[Donors, int]], picked: IntArray) -> float:
    """The effect when the ``picked`` donors take the places of the treated units, start by start."""
    fits, used = [], 0
    for donors, count in problems:
        placed = picked[used : used + count]
        fits.append(donors.without(picked).fit(donors.outcome[placed].mean(axis=0), count))
        used += count
    return together(tuple(fits))


def _spread(effects: FloatArray) -> float:
    return float(effects.std()) if len(effects) > 1 else float("nan")
