"""Weights that mix some columns so that they come closest to a target: the core of synthetic comparison.

Both functions look for w >= 0, sum w = 1 that makes ``|A w - b|^2 + ridge |w|^2`` small; ``A`` is M x K,
``b`` has M values. :func:`closest_mixture` finds the optimum itself; :func:`frank_wolfe` takes the steps of
the published procedure, which may stop short of it on a flat criterion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anyelir.rules.evidence.panel import BoolArray, FloatArray, IntArray

# Keeps the optimum unique where columns repeat; far below anything an outcome can show.
SMALLEST_RIDGE = 1e-9
VIOLATION = 1e-10
NO_GAIN = 1e-14


@dataclass(frozen=True)
class _Problem:
    columns: FloatArray
    target: FloatArray
    ridge: float

    def value(self, weight: FloatArray) -> float:
        error = self.columns @ weight - self.target
        return float(error @ error + self.ridge * (weight @ weight))

    def half_gradient(self, weight: FloatArray) -> FloatArray:
        error = self.columns @ weight - self.target
        gradient: FloatArray = error @ self.columns + self.ridge * weight
        return gradient

    def on_support(self, support: IntArray) -> FloatArray:
        """Optimum with sum one over the supported columns alone; its weights may be negative."""
        chosen = self.columns[:, support]
        gram = chosen.T @ chosen
        gram.flat[:: len(support) + 1] += self.ridge
        right = np.column_stack([self.target @ chosen, np.ones(len(support))])
        free, shift = np.linalg.solve(gram, right).T
        best: FloatArray = free - (free.sum() - 1) / shift.sum() * shift
        return best


def closest_mixture(columns: FloatArray, target: FloatArray, ridge: float) -> FloatArray:
    """The K weights of the optimum, by an active set; 500 columns take some milliseconds.

    ``ridge`` is raised to a tiny share of the mean square of the columns, so that the answer is unique.
    """
    squares = (columns * columns).sum(axis=0)
    if not squares.any():
        return np.full(len(squares), 1 / len(squares))
    problem = _Problem(columns, target, max(ridge, SMALLEST_RIDGE * float(squares.mean())))
    weight = np.zeros(columns.shape[1])
    weight[int(np.argmin(squares - 2 * (target @ columns)))] = 1.0
    value, several = problem.value(weight), True
    while True:
        entering = _entering(problem, weight, VIOLATION * float(squares.max()), several)
        if not len(entering):
            return weight
        candidate = _settle(problem, weight, entering)
        improved = problem.value(candidate)
        if improved < value * (1 - NO_GAIN):
            weight, value = candidate, improved
        elif several:
            several = False
        else:
            return weight


def _entering(problem: _Problem, weight: FloatArray, tolerance: float, several: bool) -> IntArray:
    """Columns whose weight should grow from zero: the worst half of them, or the very worst alone."""
    gradient = problem.half_gradient(weight)
    violation = gradient - gradient @ weight
    violation[weight > 0] = 0
    wanted = np.flatnonzero(violation < -tolerance)
    count = min(len(wanted), max(1, len(wanted) // 2), 1 + int((weight > 0).sum())) if several else 1
    return wanted[np.argsort(violation[wanted])[:count]]


def _settle(problem: _Problem, weight: FloatArray, entering: IntArray) -> FloatArray:
    """Walk towards the optimum on the support, dropping each column that reaches zero on the way."""
    support = np.concatenate([np.flatnonzero(weight > 0), entering])
    current = weight[support]
    while True:
        best = problem.on_support(support)
        leaving = best <= 0
        if not leaving.any():
            settled = np.zeros_like(weight)
            settled[support] = best / best.sum()
            return settled
        reach = current[leaving] / (current[leaving] - best[leaving])
        step = float(reach.min())
        current = current + step * (best - current)
        keep = ~_reached(leaving, reach, step)
        support, current = support[keep], current[keep]


def _reached(leaving: BoolArray, reach: FloatArray, step: float) -> BoolArray:
    dropped = leaving.copy()
    dropped[leaving] = reach <= step
    return dropped


def frank_wolfe(
    columns: FloatArray, target: FloatArray, ridge: float, *, steps: int, least_gain: float
) -> FloatArray:
    """The K weights of the published procedure: 100 steps, drop the small ones, then at most ``steps`` more.

    A run ends when a step lowers the criterion, divided by M, by ``least_gain`` or less.
    Source: reference implementation of Arkhangelsky et al. 2021 [B].
    """
    problem = _Problem(columns, target, ridge)
    n_columns = columns.shape[1]
    rough = _walk(problem, np.full(n_columns, 1 / n_columns), 100, least_gain)
    sparse = np.where(rough > rough.max() / 4, rough, 0.0)
    return _walk(problem, sparse / sparse.sum(), steps, least_gain)


def _walk(problem: _Problem, weight: FloatArray, steps: int, least_gain: float) -> FloatArray:
    mixed = problem.columns @ weight
    before = float("inf")
    for _ in range(steps):
        error = mixed - problem.target
        gradient = error @ problem.columns + problem.ridge * weight
        best = int(np.argmin(gradient))
        direction = -weight
        direction[best] += 1
        moved = problem.columns[:, best] - mixed
        curve = float(moved @ moved + problem.ridge * (direction @ direction))
        if curve <= 0:
            break
        step = min(1.0, max(0.0, -float(gradient @ direction) / curve))
        weight = weight + step * direction
        mixed = mixed + step * moved
        error = mixed - problem.target
        value = float(error @ error + problem.ridge * (weight @ weight)) / len(problem.target)
        if before - value <= least_gain:
            break
        before = value
    return weight
