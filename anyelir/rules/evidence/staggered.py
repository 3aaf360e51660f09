"""Group-time effects ATT(g, t) of staggered programmes, without covariates.

ATT(g, t) compares the change of the units first treated in g between a base period and t with the same
change of units that are not treated by then. Source: Callaway and Sant'Anna 2021 [B]; checked on the
twelve published effects of the county employment panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import chi2

from anyelir.rules.evidence.panel import BoolArray, FloatArray, IntArray, Panel, PanelError, PanelProblem
from anyelir.rules.finiteness import finite_numbers


class Comparison(StrEnum):
    """Who stands for "what would have happened"."""

    NEVER = "never"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Cell:
    """One comparison: cohort ``group`` in period ``time`` against ``base``, all indexes into the periods."""

    group: int
    time: int
    base: int

    @property
    def event_time(self) -> int:
        """Periods since treatment began; negative before."""
        return self.time - self.group


@dataclass(frozen=True, eq=False)
class GroupTimeEffects:
    """The effects of all cells.

    ``effect``: K values in the unit of the outcome. ``influence``: K x N, the share of each unit in each
    effect, from which every standard error follows. ``cohort_share``: K shares of the panel's units that
    belong to the cell's cohort. ``cluster``: N integers, units of one cluster share an error. ``compared``: K x 2,
    treated and comparison units of each cell.
    """

    panel: Panel
    cells: tuple[Cell, ...]
    effect: FloatArray
    influence: FloatArray
    cohort_share: FloatArray
    cluster: IntArray
    compared: IntArray

    @property
    def se(self) -> FloatArray:
        """K standard errors, clustered."""
        return np.array([standard_error(row, self.cluster) for row in self.influence])

    @property
    def is_lead(self) -> BoolArray:
        """K booleans: the cell lies before its cohort's treatment, so its true effect is zero."""
        return np.array([cell.time < cell.group for cell in self.cells])


@finite_numbers
def group_time_effects(
    panel: Panel,
    *,
    comparison: Comparison = Comparison.NEVER,
    universal_base: bool = False,
    cluster: Sequence[int] | None = None,
) -> GroupTimeEffects:
    """ATT(g, t) for each cohort and period that has a comparison.

    The base is the last period before treatment; for leads it is the period just before (``universal_base``
    False, as published) or that same last period (True). Units treated from the first period are left out.
    Raises PanelError when the panel has gaps, no treated or no untreated units.
    """
    panel = panel.select_units(panel.first_treated > 0)
    panel.require_complete()
    if not panel.is_treated.any():
        raise PanelError(PanelProblem.NO_TREATED)
    measured = [
        (cell, *effect)
        for cell in _cells(panel, universal_base)
        if (effect := _effect(panel, cell, comparison)) is not None
    ]
    if not measured:
        raise PanelError(PanelProblem.NO_DONORS)
    cells, effects, influence, compared = zip(*measured, strict=True)
    return GroupTimeEffects(
        panel,
        cells,
        np.array(effects),
        np.array(influence),
        np.array([(panel.first_treated == cell.group).mean() for cell in cells]),
        np.arange(len(panel.units))
        if cluster is None
        else np.unique(np.asarray(cluster), return_inverse=True)[1],
        np.array(compared, dtype=np.int64),
    )


@finite_numbers
def standard_error(influence: FloatArray, cluster: IntArray) -> float:
    """Standard error of an estimate from its ``N`` influences, summed within clusters."""
    # not the labels themselves: bincount makes room for every number up to the largest
    summed = np.bincount(np.unique(cluster, return_inverse=True)[1], influence)
    return float(np.sqrt(summed @ summed) / len(influence))


def lead_test(effects: GroupTimeEffects) -> float | None:
    """p of the joint Wald test that every effect before treatment is zero; None without leads.

    A small p says that the groups moved apart already before the programme.
    """
    lead = effects.is_lead
    if not lead.any():
        return None
    influence = effects.influence[lead]
    summed = np.array([np.bincount(effects.cluster, row) for row in influence])
    covariance = summed @ summed.T / influence.shape[1] ** 2
    rank = int(np.linalg.matrix_rank(covariance, hermitian=True))
    if rank == 0:
        return None
    inverse = np.linalg.pinv(covariance, hermitian=True)
    gaps = effects.effect[lead]
    return float(chi2.sf(gaps @ inverse @ gaps, rank))


def units_per_lead(effects: GroupTimeEffects) -> float:
    """Units of a cohort or of its comparison, whichever are fewer, for each of its leads: the least of all cohorts.

    The joint test of many leads on few units finds what is not there. Infinite without leads.
    """
    least = float("inf")
    for group in {
        cell.group for cell, is_lead in zip(effects.cells, effects.is_lead, strict=True) if is_lead
    }:
        is_lead_of_group = np.array([cell.group == group and cell.time < group for cell in effects.cells])
        least = min(least, float(effects.compared[is_lead_of_group].min() / is_lead_of_group.sum()))
    return least


@finite_numbers
def split(labels: IntArray, cell: Cell, never: int, comparison: Comparison) -> tuple[BoolArray, BoolArray]:
    """Who is treated and who is compared in a cell, for starts ``labels`` of any shape; -1 is neither."""
    treated: BoolArray = labels == cell.group
    if comparison is Comparison.NEVER:
        return treated, labels >= never
    return treated, (labels > max(cell.time, cell.base)) & ~treated


def _cells(panel: Panel, universal_base: bool) -> list[Cell]:
    cells = []
    for group in panel.cohorts:
        for time in range(len(panel.periods)):
            before = group - 1 if universal_base or time >= group else time - 1
            if before >= 0 and before != time:
                cells.append(Cell(group, time, before))
    return cells


def _effect(
    panel: Panel, cell: Cell, comparison: Comparison
) -> tuple[float, FloatArray, tuple[int, int]] | None:
    treated, others = split(panel.first_treated, cell, panel.never, comparison)
    if not others.any():
        return None
    change = panel.outcome[:, cell.time] - panel.outcome[:, cell.base]
    treated_mean, other_mean = change[treated].mean(), change[others].mean()
    influence = treated * (change - treated_mean) / treated.mean()
    influence -= others * (change - other_mean) / others.mean()
    return float(treated_mean - other_mean), influence, (int(treated.sum()), int(others.sum()))
