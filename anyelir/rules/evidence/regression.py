"""Regressions with unit and period effects on long rows: the textbook estimators.

With one common start the two-way regression is the difference in differences of window means; with
staggered starts it mixes comparisons and :mod:`anyelir.rules.evidence.staggered` is to be preferred.
Source: Wooldridge, Introductory Econometrics, chapters 13 and 14; checked on kielmc, injury and ezunem [B].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import t as student

from anyelir.rules.evidence.panel import (
    LARGEST_OUTCOME,
    FloatArray,
    IntArray,
    PanelError,
    PanelProblem,
    starts_of_rows,
)

CENTRED = 1e-13
MOST_SWEEPS = 10_000


@dataclass(frozen=True)
class Regression:
    """Coefficient of ``treated``.

    ``se``: classical standard error; ``se_cluster``: clustered by unit (CR1), None with fewer than ten
    clusters, where it misleads. ``p_value``: two-sided, from ``se_cluster`` where there is one.
    ``r2``: share of the variance of the outcome that the whole regression explains.
    """

    effect: float
    se: float
    se_cluster: float | None
    p_value: float
    n_rows: int
    n_units: int
    r2: float


@dataclass(frozen=True)
class _Design:
    """Residuals of outcome and treatment after the effects, and what the effects cost.

    ``n_crossing``: effects that are not nested in the clusters; only these cost the clustered error freedom.
    """

    outcome: FloatArray
    treated: FloatArray
    cluster: IntArray
    n_effects: int
    n_crossing: int
    total: float


FEWEST_CLUSTERS = 10


def two_way(
    unit: Sequence[str], period: Sequence[str], outcome: Sequence[float], treated: Sequence[float]
) -> Regression:
    """Least squares of the outcome on ``treated`` with an effect for each unit and each period.

    Rows of one unit and period may repeat (repeated cross-sections). Raises PanelError(NO_VARIATION) when
    the effects explain ``treated`` completely, PanelError(EMPTY) without rows left for the error, and as
    :func:`~anyelir.rules.evidence.panel.starts_of_rows` for a treatment that ends or labels that are no time.
    """
    units, row_unit = np.unique(np.asarray(unit, dtype=str), return_inverse=True)
    periods, row_period = np.unique(np.asarray(period, dtype=str), return_inverse=True)
    y, d = _rows(unit, outcome, treated)
    starts_of_rows(unit, period, treated)
    graph = coo_array(
        (np.ones(len(y)), (row_unit, row_period + len(units))), shape=2 * (_nodes(units, periods),)
    )
    islands, _ = connected_components(graph, directed=False)
    design = _Design(
        _centre_both(y, row_unit, row_period),
        _centre_both(d, row_unit, row_period),
        row_unit,
        _nodes(units, periods) - int(islands),
        len(periods),
        float(((y - y.mean()) ** 2).sum()),
    )
    return _fit(design)


def first_difference(
    unit: Sequence[str], period: Sequence[str], outcome: Sequence[float], treated: Sequence[float]
) -> Regression:
    """Least squares of the change of the outcome on the change of ``treated``, with period effects.

    A change is taken from one row of a unit to its next row in time order. Raises PanelError
    (DUPLICATE_ROW) when a unit has two rows of one period, and as :func:`two_way` otherwise.
    """
    y, d = _rows(unit, outcome, treated)
    seen: set[tuple[str, str]] = set()
    for row in zip(unit, period, strict=True):
        if row in seen:
            raise PanelError(PanelProblem.DUPLICATE_ROW, row[0])
        seen.add(row)
    row_unit, rank, _ = starts_of_rows(unit, period, treated)
    order = np.lexsort((rank, row_unit))
    row_unit, rank = row_unit[order], rank[order]
    same = np.diff(row_unit) == 0
    y, d = np.diff(y[order])[same], np.diff(d[order])[same]
    if not len(y):
        raise PanelError(PanelProblem.EMPTY)
    later, later_period = np.unique(rank[1:][same], return_inverse=True)
    design = _Design(
        _centre(y, later_period),
        _centre(d, later_period),
        row_unit[1:][same],
        len(later),
        len(later),
        float(((y - y.mean()) ** 2).sum()),
    )
    return _fit(design)


def _nodes(units: np.ndarray, periods: np.ndarray) -> int:
    return len(units) + len(periods)


def _rows(
    unit: Sequence[str], outcome: Sequence[float], treated: Sequence[float]
) -> tuple[FloatArray, FloatArray]:
    """Outcome and treatment as numbers; raises PanelError for none, too large ones and unequal lengths."""
    if not len(outcome):
        raise PanelError(PanelProblem.EMPTY)
    if any(np.asarray(column).dtype.kind not in "biuf" for column in (outcome, treated)):
        raise PanelError(PanelProblem.NOT_A_NUMBER, str(outcome[0]))
    y, d = np.asarray(outcome, dtype=np.float64), np.asarray(treated, dtype=np.float64)
    if not len(unit) == len(y) == len(d):
        raise PanelError(PanelProblem.SHAPE)
    values = np.concatenate([y, d])
    for value in values[~(np.abs(values) <= LARGEST_OUTCOME)][:1]:
        raise PanelError(PanelProblem.NOT_A_NUMBER, f"{value:g}")
    return y, d


def _centre(values: FloatArray, group: IntArray) -> FloatArray:
    """Values minus the mean of their group."""
    means = np.bincount(group, values) / np.maximum(np.bincount(group), 1)
    centred: FloatArray = values - means[group]
    return centred


def _centre_both(values: FloatArray, first: IntArray, second: IntArray) -> FloatArray:
    """Residual after both sets of effects, by centring in turn until nothing moves."""
    scale = float(np.abs(values).max()) or 1.0
    for _ in range(MOST_SWEEPS):
        centred = _centre(_centre(values, first), second)
        moved = float(np.abs(centred - values).max())
        values = centred
        if moved <= CENTRED * scale:
            break
    return values


def _fit(design: _Design) -> Regression:
    n_rows, spread = len(design.outcome), float(design.treated @ design.treated)
    spare = n_rows - design.n_effects - 1
    if spread <= 1e-12 * n_rows:
        raise PanelError(PanelProblem.NO_VARIATION)
    if spare < 1:
        raise PanelError(PanelProblem.EMPTY, "no rows left for the error")
    effect = float(design.treated @ design.outcome) / spread
    error = design.outcome - effect * design.treated
    unexplained = float(error @ error)
    se = float(np.sqrt(unexplained / spare / spread))
    scores = np.bincount(design.cluster, design.treated * error)
    n_clusters = len(np.unique(design.cluster))
    se_cluster, freedom = None, spare
    if n_clusters >= FEWEST_CLUSTERS:
        correction = n_clusters / (n_clusters - 1) * (n_rows - 1) / (n_rows - design.n_crossing - 1)
        se_cluster, freedom = float(np.sqrt(correction * (scores @ scores)) / spread), n_clusters - 1
    return Regression(
        effect,
        se,
        se_cluster,
        _two_sided(effect, se if se_cluster is None else se_cluster, freedom),
        n_rows,
        n_clusters,
        1 - unexplained / design.total if design.total > 0 else 0.0,
    )


def _two_sided(effect: float, se: float, freedom: int) -> float:
    if se == 0:
        return 1.0 if effect == 0 else 0.0
    return float(2 * student.sf(abs(effect) / se, freedom))
