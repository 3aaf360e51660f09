"""Who got better: the slope of each region's proportion over the last months, drawn to its stratum.

A region that came from where the visitor is now teaches more than one that was always good.
Source: handbook, matching and ranking [D]; normal empirical Bayes with the variance of DerSimonian-Laird [B].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from anyelir.rules.evidence.pooling import der_simonian_laird
from anyelir.rules.evidence.verdict import Direction
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.ranking.shrinkage import FloatArray


@dataclass(frozen=True, eq=False)
class Improvement:
    """Change of the proportion per period, one per region: raw ``slope`` with ``se``, ``drawn`` to the
    stratum with ``sd``. NaN where fewer than three periods were reported."""

    slope: FloatArray
    se: FloatArray
    drawn: FloatArray
    sd: FloatArray

    def probability(self, direction: Direction) -> FloatArray:
        """P(the region truly gets better), 0..1; NaN where there is no slope."""
        gain = self.drawn if direction is Direction.HIGHER else -self.drawn
        probability: FloatArray = norm.cdf(gain / self.sd)
        return probability


FEWEST_PERIODS = 3


@finite_numbers
def improvement(count: FloatArray, people: FloatArray) -> Improvement:
    """Slopes of N regions of one stratum over T periods, weighted by the people of each period.

    ``count`` and ``people``: N x T; a period without people (0 or NaN) was not reported. The error of a
    slope is that of counting, or of the scatter around the line where that is larger. Raises ValueError for
    a count outside 0..people.
    """
    n = np.nan_to_num(np.asarray(people, dtype=np.float64))
    y = np.where(n > 0, np.nan_to_num(np.asarray(count, dtype=np.float64)), 0.0)
    if n.shape != y.shape or not ((y >= 0) & (y <= n)).all():
        raise ValueError("counts lie between 0 and the number of people")
    share = np.divide(y, n, out=np.zeros_like(y), where=n > 0)
    total = np.maximum(n.sum(axis=1), 1)
    level = y.sum(axis=1) / total
    time = np.arange(n.shape[1]) - (n @ np.arange(n.shape[1]) / total)[:, None]
    spread = (n * time**2).sum(axis=1)
    periods = (n > 0).sum(axis=1)
    known = (periods >= FEWEST_PERIODS) & (spread > 0)
    slope = np.divide((n * time * share).sum(axis=1), spread, out=np.full(len(n), np.nan), where=known)
    scatter = (n * (share - level[:, None] - slope[:, None] * time) ** 2).sum(axis=1)
    chance = np.maximum(level * (1 - level), 0.5 / total)
    noise = np.maximum(chance, scatter / np.maximum(periods - 2, 1))
    se = np.sqrt(np.divide(noise, spread, out=np.full(len(n), np.nan), where=known))
    return _drawn(slope, se, known)


def _drawn(slope: FloatArray, se: FloatArray, known: np.ndarray) -> Improvement:
    drawn, sd = np.full(len(slope), np.nan), np.full(len(slope), np.nan)
    pooled = der_simonian_laird(slope[known].tolist(), se[known].tolist())
    if pooled is not None:
        shrinkage = pooled.tau2 / (pooled.tau2 + se[known] ** 2)
        drawn[known] = pooled.places
        sd[known] = np.sqrt(shrinkage * se[known] ** 2 + (1 - shrinkage) ** 2 * pooled.se**2)
    return Improvement(slope, se, drawn, sd)
