"""Inference that holds for any number of units: the programme is given to other units, the estimate made again.

A standard error of one to four units is a guess: with two treated units the usual tests find an effect in 20 to
85 % of cases where there is none. Moving the starts between the units keeps its promise whatever their number; with
too few ways to move them no p can become small, and ``smallest_p`` says so. Source: Fisher's exact logic; handbook,
honest evidence [D].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial, prod

import numpy as np
from scipy.sparse import csr_array

from anyelir.rules.evidence.panel import FloatArray, IntArray, PanelError, PanelProblem, starts_of_rows
from anyelir.rules.evidence.placebo import rank_p_value
from anyelir.rules.finiteness import finite_numbers, numbers_of

MOVES = 499
CELLS_AT_ONCE = 4_000_000
CENTRED = 1e-10
MOST_SWEEPS = 1_000


@dataclass(frozen=True)
class Randomised:
    """``p_value``: share of all ways to deal out the starts with an effect at least as large as the one found.

    ``smallest_p``: the smallest p that these data could have given; ``n_moves``: other ways that were tried;
    ``is_exact``: every other way there is was tried, none was drawn.
    """

    p_value: float
    smallest_p: float
    n_moves: int
    is_exact: bool


@finite_numbers
def randomised(observed: float, moved: FloatArray, *, is_exact: bool) -> Randomised | None:
    """The rank of ``observed`` among the effects of the other ways; None when there is no other way."""
    moved = moved[np.isfinite(moved)]
    if not len(moved):
        return None
    largest = float(max(abs(observed), np.abs(moved).max()))
    every = np.append(moved, observed)
    smallest = float((np.abs(every) >= largest * (1 - 1e-12)).mean())
    return Randomised(rank_p_value(observed, moved), smallest, len(moved), is_exact)


@finite_numbers
def count_ways(labels: IntArray) -> int:
    """How many different ways there are to deal out ``labels``, the present one included."""
    _, counts = np.unique(labels, return_counts=True)
    return factorial(len(labels)) // prod(factorial(int(count)) for count in counts)


@finite_numbers
def other_labels(labels: IntArray, moves: int, seed: int) -> tuple[IntArray, bool]:
    """Other ways (B x N) to deal out ``labels``: all of them when they are at most ``moves``, else as many drawn."""
    if count_ways(labels) - 1 <= moves:
        ways = (way for way in _ways(labels) if (way != labels).any())
        return np.array(list(ways), dtype=np.int64).reshape(-1, len(labels)), True
    rng = np.random.default_rng(seed)
    return np.array([rng.permutation(labels) for _ in range(moves)]), False


def _ways(labels: IntArray) -> Iterator[IntArray]:
    """Every different way to deal out the labels: the places of the rarest first."""
    values, counts = np.unique(labels, return_counts=True)
    if len(values) < 2:
        yield labels.copy()
        return
    rarest = int(counts.argmin())
    others = labels[labels != values[rarest]]
    for places in combinations(range(len(labels)), int(counts[rarest])):
        taken = np.zeros(len(labels), dtype=bool)
        taken[list(places)] = True
        for rest in _ways(others):
            way = np.full(len(labels), values[rarest])
            way[~taken] = rest
            yield way


def randomise_regression(
    unit: Sequence[str],
    period: Sequence[str],
    outcome: Sequence[float],
    treated: Sequence[float],
    *,
    first_difference: bool = False,
    moves: int = MOVES,
    seed: int = 0,
) -> Randomised | None:
    """Inference for :func:`~anyelir.rules.evidence.regression.two_way` and ``first_difference``.

    The starts are moved between the units. None when they can go nowhere else. Raises PanelError as those do.
    """
    row_unit, column, start = starts_of_rows(unit, period, treated)
    y = numbers_of(outcome, "outcome").astype(np.float64)
    order = np.lexsort((column, row_unit))
    design = _Rows(row_unit[order], column[order], first_difference)
    residual = design.centred(y[order][:, None])[:, 0]
    others, is_exact = other_labels(start, moves, seed)
    observed = design.effects(start[None, :], residual)
    if not np.isfinite(observed[0]):
        raise PanelError(PanelProblem.NO_VARIATION)
    at_once = max(1, CELLS_AT_ONCE // max(len(y), 1))
    parts = [design.effects(others[row : row + at_once], residual) for row in range(0, len(others), at_once)]
    return randomised(float(observed[0]), np.concatenate([*parts, np.empty(0)]), is_exact=is_exact)


class _Rows:
    """The rows of a regression, sorted by unit and time, and what is taken off them: the effects of the design."""

    def __init__(self, row_unit: IntArray, column: IntArray, differences: bool) -> None:
        self.unit, self.column, self.differences = row_unit, column, differences
        self.same = np.diff(row_unit) == 0
        groups = (column[1:][self.same],) if differences else (row_unit, column)
        self.means = tuple(_mean_of_group(group) for group in groups)

    def centred(self, values: FloatArray) -> FloatArray:
        """Columns of values without the effects of units and periods (or as changes without those of periods)."""
        if self.differences:
            values = np.diff(values, axis=0)[self.same]
        scale = float(np.abs(values).max(initial=0.0)) or 1.0
        for _ in range(MOST_SWEEPS):
            left = values
            for group, mean in self.means:
                left = left - (mean @ left)[group]
            moved = float(np.abs(left - values).max(initial=0.0))
            values = left
            if moved <= CENTRED * scale or len(self.means) == 1:
                break
        return values

    def effects(self, starts: IntArray, residual: FloatArray) -> FloatArray:
        """The coefficient for each row of ``starts`` (B x units); NaN where the effects explain the treatment."""
        treated = (self.column[:, None] >= starts.T[self.unit]).astype(np.float64)
        left = self.centred(treated)
        spread = (left**2).sum(axis=0)
        unexplained = np.full(len(starts), np.nan)
        effects: FloatArray = np.divide(
            left.T @ residual, spread, out=unexplained, where=spread > 1e-9 * len(left)
        )
        return effects


def _mean_of_group(group: IntArray) -> tuple[IntArray, csr_array]:
    """Each row's group, and the matrix that takes rows to the means of their groups."""
    _, member = np.unique(group, return_inverse=True)
    weight = 1.0 / np.bincount(member)[member]
    return member, csr_array((weight, (member, np.arange(len(member)))))
