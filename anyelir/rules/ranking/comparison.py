"""How sure it is that one region is better than another, and how sure its rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaincinv

from anyelir.rules.evidence.verdict import Direction
from anyelir.rules.finiteness import finite_numbers, share
from anyelir.rules.ranking.shrinkage import FloatArray, Proportions

# Points of the Gauss-Legendre rule; the result is good to four digits.
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(64)
_SHARES, _WEIGHTS = (_NODES + 1) / 2, _WEIGHTS / 2


@dataclass(frozen=True, eq=False)
class Ranks:
    """Rank of each region (1 = best): ``expected``, and the ``low`` and ``high`` end of the 90 % interval."""

    expected: FloatArray
    low: FloatArray
    high: FloatArray


@finite_numbers
def probability_better(
    hosts: Proportions, visitor: tuple[float, float], *, by: float, direction: Direction
) -> FloatArray:
    """P(true proportion of each host is better than the visitor's by at least ``by``), 0..1.

    ``visitor``: alpha and beta of its posterior; ``by``: 0..1 in the unit of the proportion. The integral
    runs over the quantiles of the narrower of the two distributions.
    """
    if min(visitor) <= 0:
        raise ValueError("alpha and beta of the visitor are above zero")
    host_a, host_b = _oriented(hosts.alpha, hosts.beta, direction)
    own_a, own_b = _oriented(np.full_like(host_a, visitor[0]), np.full_like(host_a, visitor[1]), direction)
    host_is_narrower = _variance(host_a, host_b) < _variance(own_a, own_b)
    result = np.empty(len(host_a))
    for narrow, rows in ((True, host_is_narrower), (False, ~host_is_narrower)):
        points = (host_a[rows], host_b[rows]) if narrow else (own_a[rows], own_b[rows])
        other = (own_a[rows], own_b[rows]) if narrow else (host_a[rows], host_b[rows])
        at = betaincinv(points[0][:, None], points[1][:, None], _SHARES)
        at = np.clip(at - by if narrow else at + by, 0.0, 1.0)
        below = betainc(other[0][:, None], other[1][:, None], at)
        result[rows] = (below if narrow else 1 - below) @ _WEIGHTS
    return np.clip(result, 0.0, 1.0)


@finite_numbers
def careful_order(posterior: Proportions, *, direction: Direction, bound: float) -> FloatArray:
    """The value to rank by so that luck does not count: what the region reaches with probability ``bound``.

    Sort descending when higher is better, ascending when lower is.
    """
    bound = share(bound, "bound")
    return posterior.bound(1 - bound if direction is Direction.HIGHER else bound)


@finite_numbers
def ranks(posterior: Proportions, *, direction: Direction, draws: int = 1000, seed: int = 0) -> Ranks:
    """Ranks with their uncertainty, from ``draws`` draws of all true proportions."""
    rng = np.random.default_rng(seed)
    drawn = rng.beta(posterior.alpha, posterior.beta, size=(draws, len(posterior.alpha)))
    worst_first = np.argsort(-drawn if direction is Direction.HIGHER else drawn, axis=1)
    rank = np.empty_like(worst_first)
    np.put_along_axis(rank, worst_first, np.arange(1, drawn.shape[1] + 1)[None, :], axis=1)
    return Ranks(rank.mean(axis=0), np.quantile(rank, 0.05, axis=0), np.quantile(rank, 0.95, axis=0))


def _oriented(alpha: FloatArray, beta: FloatArray, direction: Direction) -> tuple[FloatArray, FloatArray]:
    """The posterior of "the good share": itself, or of one minus it when lower is better."""
    return (alpha, beta) if direction is Direction.HIGHER else (beta, alpha)


def _variance(alpha: FloatArray, beta: FloatArray) -> FloatArray:
    total = alpha + beta
    variance: FloatArray = alpha * beta / (total**2 * (total + 1))
    return variance
