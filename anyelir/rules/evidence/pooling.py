"""Several results together: false discoveries in a family of tests, and the mean over replications.

Sources: Benjamini and Hochberg 1995; DerSimonian and Laird 1986 [B], checked on the thirteen trials of the
BCG vaccine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, norm

from anyelir.rules.finiteness import finite_numbers, share


@finite_numbers
def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p of each test: reject those at or below q, and a share q of the rejected is false at most.

    Raises ValueError for a p outside 0..1.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("p values lie between 0 and 1")
    order = np.argsort(-p, kind="stable")
    rank = np.arange(len(p), 0, -1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum.accumulate(np.minimum(p[order] * len(p) / rank, 1.0))
    return tuple(float(value) for value in adjusted)


@dataclass(frozen=True)
class PooledEffect:
    """Random-effects mean over ``n`` places, in the unit of the effects.

    ``tau2``: variance of the true effects between places; ``q`` and ``q_p_value``: test of one common
    effect; ``i2``: share of the variation that is real (0..1); ``places``: each place's own effect drawn
    towards the mean.
    """

    effect: float
    se: float
    low: float
    high: float
    tau2: float
    q: float
    q_p_value: float
    i2: float
    places: tuple[float, ...]


@finite_numbers
def der_simonian_laird(
    effects: Sequence[float], ses: Sequence[float], *, level: float = 0.95
) -> PooledEffect | None:
    """Pool the effects of all replications, the failed ones too; None without any.

    ``ses``: their standard errors, all above zero (ValueError otherwise).
    """
    effect, se = np.asarray(effects, dtype=np.float64), np.asarray(ses, dtype=np.float64)
    if effect.shape != se.shape or not (
        np.isfinite(effect).all() and (se > 0).all() and np.isfinite(se).all()
    ):
        raise ValueError("every effect needs a standard error above zero")
    if not len(effect):
        return None
    fixed = 1 / se**2
    centre = (fixed @ effect) / fixed.sum()
    q, spare = float(fixed @ (effect - centre) ** 2), len(effect) - 1
    scale = fixed.sum() - (fixed**2).sum() / fixed.sum()
    tau2 = max(0.0, (q - spare) / float(scale)) if spare else 0.0
    weight = 1 / (se**2 + tau2)
    mean, error = float(weight @ effect / weight.sum()), math.sqrt(1 / float(weight.sum()))
    reach = float(norm.ppf(0.5 + share(level, "level") / 2)) * error
    drawn = (effect * tau2 + mean * se**2) / (tau2 + se**2)
    return PooledEffect(
        mean,
        error,
        mean - reach,
        mean + reach,
        tau2,
        q,
        float(chi2.sf(q, spare)) if spare else 1.0,
        max(0.0, (q - spare) / q) if q > 0 else 0.0,
        tuple(float(value) for value in drawn),
    )
