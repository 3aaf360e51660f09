"""Permutation inference: would the effect look as large if the programme had gone to other regions?

Labels are moved between units (or between whole clusters of units), the estimate is made again, and p is
the share at least as large as the one found. Source: handbook, honest evidence [D]; Fisher's exact logic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from anyelir.rules.evidence.panel import BoolArray, FloatArray, IntArray, Panel, PanelError, PanelProblem
from anyelir.rules.evidence.placebo import rank_p_value
from anyelir.rules.evidence.randomisation import MOVES, Randomised, other_labels, randomised
from anyelir.rules.evidence.staggered import Cell, Comparison, GroupTimeEffects, split
from anyelir.rules.evidence.windows import EvaluationWindow, window_means
from anyelir.rules.finiteness import finite_numbers


@dataclass(frozen=True)
class WindowDid:
    """Difference in differences of window means.

    ``effect``: mean change of the treated minus mean change of the others; ``se``: its standard error with
    unequal variances; ``p_value`` from ``permutations`` moves; units without a mean in both windows are
    left out and not counted.
    """

    effect: float
    se: float
    p_value: float
    n_treated: int
    n_donors: int
    permutations: int


@finite_numbers
def window_did(
    panel: Panel,
    window: EvaluationWindow,
    *,
    cluster: Sequence[int] | None = None,
    permutations: int = 999,
    seed: int = 0,
) -> WindowDid:
    """Compare the change between window means of treated and never treated units, weighted by people.

    Raises PanelError when no treated or fewer than two untreated units have values in both windows.
    """
    means = window_means(panel, window)
    usable = np.isfinite(means.change)
    treated = panel.is_treated[usable]
    change, weight = means.change[usable], means.weight[usable]
    if not treated.any():
        raise PanelError(PanelProblem.NO_TREATED)
    if (~treated).sum() < 2:
        raise PanelError(PanelProblem.NO_DONORS)
    groups = np.arange(len(change)) if cluster is None else np.asarray(cluster)[usable]
    moved = moved_labels(treated.astype(np.int64), groups, permutations, seed).astype(np.float64)
    effect = float(_differences(treated[None, :].astype(np.float64), change, weight)[0])
    return WindowDid(
        effect,
        _standard_error(change, weight, treated),
        rank_p_value(effect, _differences(moved, change, weight)),
        int(treated.sum()),
        int((~treated).sum()),
        permutations,
    )


def window_leave_one_out(panel: Panel, window: EvaluationWindow) -> tuple[float, float]:
    """Smallest and largest effect of :func:`window_did` when one untreated unit is left out."""
    means = window_means(panel, window)
    usable = np.isfinite(means.change)
    treated, weight = panel.is_treated & usable, np.where(usable, means.weight, 0.0)
    change = np.where(usable, means.change, 0.0)
    others = np.where(treated, 0.0, weight)
    without = (others @ change - others * change) / (others.sum() - others)
    effects = np.average(change[treated], weights=weight[treated]) - without[others > 0]
    return float(effects.min()), float(effects.max())


def window_event_study(panel: Panel, window: EvaluationWindow) -> dict[str, float]:
    """Treated minus untreated in each pre and post period, as distance from their own pre-window mean.

    The pre periods are the leads: without a programme effect they stay near zero.
    """
    apart = _apart(panel, window, window.pre + window.post)
    treated = panel.is_treated
    gaps = _column_means(apart[treated]) - _column_means(apart[~treated])
    return dict(zip(window.pre + window.post, (float(gap) for gap in gaps), strict=True))


def window_lead_test(
    panel: Panel, window: EvaluationWindow, *, permutations: int = 999, seed: int = 0
) -> float | None:
    """p of "the groups moved alike before": the sum of squared lead gaps against moved labels.

    None with fewer than three pre periods, no treated or no untreated units.
    """
    labels = panel.is_treated.astype(np.int64)
    if len(window.pre) < 3 or labels.min() == labels.max():
        return None
    apart = np.nan_to_num(_apart(panel, window, window.pre))
    moved = moved_labels(labels, np.arange(len(labels)), permutations, seed)
    every = np.vstack([labels, moved]).astype(np.float64)
    gaps = every @ apart / every.sum(axis=1, keepdims=True)
    gaps -= (1 - every) @ apart / (1 - every).sum(axis=1, keepdims=True)
    size = (gaps**2).sum(axis=1)
    return rank_p_value(float(size[0]), size[1:])


def permute_att(
    effects: GroupTimeEffects,
    *,
    comparison: Comparison = Comparison.NEVER,
    permutations: int = 999,
    seed: int = 0,
) -> float:
    """p of the simple aggregated ATT(g, t): the starts are dealt anew to the units or clusters."""
    labels = effects.panel.first_treated
    moved = moved_labels(labels, effects.cluster, permutations, seed)
    simple = _simple_effects(effects, np.vstack([labels[None, :], moved]), comparison)
    return rank_p_value(float(simple[0]), simple[1:])


def randomise_att(
    effects: GroupTimeEffects,
    *,
    comparison: Comparison = Comparison.NEVER,
    moves: int = MOVES,
    seed: int = 0,
) -> Randomised | None:
    """As :func:`permute_att` over every way to deal out the starts, when these are few; None without another."""
    labels = effects.panel.first_treated
    others, is_exact = other_labels(labels, moves, seed)
    simple = _simple_effects(effects, np.vstack([labels[None, :], others]), comparison)
    return randomised(float(simple[0]), simple[1:], is_exact=is_exact)


def randomise_leads(
    effects: GroupTimeEffects,
    *,
    comparison: Comparison = Comparison.NEVER,
    moves: int = MOVES,
    seed: int = 0,
) -> Randomised | None:
    """The lead test for any number of units: squared effects before treatment against moved starts.

    None without periods before treatment, or when the starts can go nowhere else.
    """
    leads = [cell for cell in effects.cells if cell.time < cell.group]
    if not leads:
        return None
    labels = effects.panel.first_treated
    others, is_exact = other_labels(labels, moves, seed)
    every = np.vstack([labels[None, :], others])
    size = np.zeros(len(every))
    for cell in leads:
        size += (labels == cell.group).sum() * _cell_effects(effects.panel, cell, every, comparison) ** 2
    return randomised(float(size[0]), size[1:], is_exact=is_exact)


def null_spread(
    effects: GroupTimeEffects,
    *,
    comparison: Comparison = Comparison.NEVER,
    moves: int = MOVES,
    seed: int = 0,
) -> float:
    """Standard error of the simple ATT from the spread of moved starts, after the ATT itself is taken off."""
    panel = effects.panel
    labels = panel.first_treated
    effect = float(_simple_effects(effects, labels[None, :], comparison)[0])
    treated = np.arange(len(panel.periods)) >= labels[:, None]
    without = replace(effects, panel=replace(panel, outcome=panel.outcome - effect * treated))
    moved = _simple_effects(without, other_labels(labels, moves, seed)[0], comparison)
    return float(np.sqrt((moved**2).mean()))


def att_leave_one_out(
    effects: GroupTimeEffects, *, comparison: Comparison = Comparison.NEVER
) -> tuple[float, float]:
    """Smallest and largest simple ATT when one never treated unit is left out; the ATT itself if none can."""
    panel = effects.panel
    donors = np.flatnonzero(~panel.is_treated)
    if len(donors) < 2:
        donors = donors[:0]
    labels = np.repeat(panel.first_treated[None, :], len(donors) + 1, axis=0)
    labels[np.arange(len(donors)), donors] = -1
    simple = _simple_effects(effects, labels, comparison)
    return float(simple.min()), float(simple.max())


@finite_numbers
def moved_labels(labels: IntArray, cluster: IntArray, permutations: int, seed: int) -> IntArray:
    """``permutations`` x N labels, each row a random exchange of labels between units.

    When clusters have several units and each has one label, whole clusters exchange their labels, because
    units of one cluster share their errors; otherwise units do.
    """
    rng = np.random.default_rng(seed)
    names, first_row, member = np.unique(cluster, return_index=True, return_inverse=True)
    per_cluster = labels[first_row]
    if len(names) == len(labels) or (per_cluster[member] != labels).any():
        per_cluster, member = labels, np.arange(len(labels))
    return np.array([rng.permutation(per_cluster)[member] for _ in range(permutations)]).reshape(
        -1, len(labels)
    )


def _simple_effects(effects: GroupTimeEffects, labels: IntArray, comparison: Comparison) -> FloatArray:
    """The simple ATT for each row of ``labels`` (B x N starts)."""
    panel = effects.panel
    after = [cell for cell in effects.cells if cell.time >= cell.group]
    size = np.array([(panel.first_treated == cell.group).sum() for cell in after], dtype=np.float64)
    simple = np.zeros(len(labels))
    for cell, weight in zip(after, size / size.sum(), strict=True):
        simple += weight * _cell_effects(panel, cell, labels, comparison)
    return simple


def _cell_effects(panel: Panel, cell: Cell, labels: IntArray, comparison: Comparison) -> FloatArray:
    """ATT(g, t) of one cell for each row of ``labels``."""
    change = panel.outcome[:, cell.time] - panel.outcome[:, cell.base]
    treated, others = split(labels, cell, panel.never, comparison)
    effects: FloatArray = treated @ change / treated.sum(axis=1) - others @ change / others.sum(axis=1)
    return effects


def _differences(labels: FloatArray, change: FloatArray, weight: FloatArray) -> FloatArray:
    """Weighted mean change of label 1 minus that of label 0, for each row of ``labels``."""
    inside, outside = labels * weight, (1 - labels) * weight
    gain = inside @ change / inside.sum(axis=1)
    difference: FloatArray = gain - outside @ change / outside.sum(axis=1)
    return difference


def _standard_error(change: FloatArray, weight: FloatArray, treated: BoolArray) -> float:
    """Unequal variances; with a single treated unit the spread of the others stands for its own."""
    others, n_others = _variance(change[~treated], weight[~treated])
    if treated.sum() < 2:
        return float(np.sqrt(others * (1 + 1 / n_others)))
    of_treated, n_treated = _variance(change[treated], weight[treated])
    return float(np.sqrt(of_treated / n_treated + others / n_others))


def _variance(change: FloatArray, weight: FloatArray) -> tuple[float, float]:
    """Weighted variance and the number of equal units that the weights amount to."""
    mean = np.average(change, weights=weight)
    n_equal = weight.sum() ** 2 / (weight**2).sum()
    spread = np.average((change - mean) ** 2, weights=weight)
    return float(spread * n_equal / max(n_equal - 1, 1e-9)), float(n_equal)


def _apart(panel: Panel, window: EvaluationWindow, wanted: tuple[str, ...]) -> FloatArray:
    columns = [panel.periods.index(period) for period in wanted]
    apart: FloatArray = panel.outcome[:, columns] - window_means(panel, window).pre[:, None]
    return apart


def _column_means(values: FloatArray) -> FloatArray:
    """Means of the columns without the missing values; NaN for a column with none."""
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).sum(axis=0)
    empty = np.full(len(total), np.nan)
    means: FloatArray = np.divide(total, known.sum(axis=0), out=empty, where=known.any(axis=0))
    return means
