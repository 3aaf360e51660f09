"""Synthetic difference in differences (SDID) and synthetic control (SC).

A weighted mix of donors stands for "what would have happened". SDID also weighs the periods before and
allows a constant distance. Source: Arkhangelsky, Athey, Hirshberg, Imbens and Wager 2021 [B]; several
starts are put together by treated unit-periods as in Clarke et al. 2023 [B]. Checked on California's
Proposition 99: SDID -15.6, SC -19.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from anyelir.rules.evidence.panel import FloatArray, IntArray, Panel, PanelError, PanelProblem
from anyelir.rules.evidence.weights import closest_mixture, frank_wolfe
from anyelir.rules.finiteness import finite_numbers

FEWEST_PRE = 2
LEAST_GAIN = 1e-5


class SyntheticMethod(StrEnum):
    """Which comparison is built."""

    SDID = "sdid"
    SC = "sc"


@dataclass(frozen=True, eq=False)
class Fit:
    """One start of treatment against its donors.

    ``effect`` in the unit of the outcome; ``unit_weight``: J weights of the donors; ``period_weight``: the
    weights of the periods before the start; ``gap``: T distances between the treated mean and the mix.
    """

    start: int
    n_treated: int
    effect: float
    unit_weight: FloatArray
    period_weight: FloatArray
    gap: FloatArray

    @property
    def treated_cells(self) -> int:
        """Treated units times treated periods: the weight of this start in the whole."""
        return self.n_treated * (len(self.gap) - self.start)


@dataclass(frozen=True, eq=False)
class SyntheticEstimate:
    """The effect over all starts, and the fits it is made of."""

    method: SyntheticMethod
    effect: float
    fits: tuple[Fit, ...]
    donors: tuple[str, ...]

    @property
    def unit_weights(self) -> Mapping[str, float]:
        """Donors that count, by falling weight (over the starts, weighted like the effect)."""
        cells = np.array([fit.treated_cells for fit in self.fits], dtype=np.float64)
        mixed = np.average([fit.unit_weight for fit in self.fits], axis=0, weights=cells)
        order = np.argsort(-mixed, kind="stable")
        return {self.donors[row]: float(mixed[row]) for row in order if mixed[row] > 0}


@dataclass(frozen=True, eq=False)
class Donors:
    """The donors of one start: J x T outcomes, and where treatment begins. Used again for each placebo."""

    outcome: FloatArray
    start: int
    method: SyntheticMethod
    steps: int | None

    def without(self, rows: IntArray) -> Donors:
        """The same problem without some donors."""
        return Donors(np.delete(self.outcome, rows, axis=0), self.start, self.method, self.steps)

    def fit(self, treated: FloatArray, n_treated: int) -> Fit:
        """Compare the mean path of ``n_treated`` units (T values) with the best mix of donors."""
        before = self.outcome[:, : self.start]
        noise = float(np.diff(before, axis=1).std(ddof=1))
        if self.method is SyntheticMethod.SC:
            units, periods = self._plain_units(before, treated, noise), np.zeros(self.start)
        else:
            units = self._units(before, treated, noise, n_treated)
            periods = self._periods(before, noise)
        gap = treated - units @ self.outcome
        effect = float(gap[self.start :].mean() - periods @ gap[: self.start])
        return Fit(self.start, n_treated, effect, units, periods, gap)

    def _units(self, before: FloatArray, treated: FloatArray, noise: float, n_treated: int) -> FloatArray:
        after = self.outcome.shape[1] - self.start
        ridge = self.start * np.sqrt(n_treated * after) * noise**2
        paths = (before - before.mean(axis=1, keepdims=True)).T
        target = treated[: self.start] - treated[: self.start].mean()
        return closest_mixture(paths, target, float(ridge))

    def _periods(self, before: FloatArray, noise: float) -> FloatArray:
        later = self.outcome[:, self.start :].mean(axis=1)
        ridge = len(before) * (1e-6 * noise) ** 2
        return closest_mixture(before - before.mean(axis=0), later - later.mean(), ridge)

    def _plain_units(self, before: FloatArray, treated: FloatArray, noise: float) -> FloatArray:
        target, ridge = treated[: self.start], self.start * (1e-6 * noise) ** 2
        if self.steps is None:
            return closest_mixture(before.T, target, ridge)
        return frank_wolfe(before.T, target, ridge, steps=self.steps, least_gain=(LEAST_GAIN * noise) ** 2)


def synthetic_did(panel: Panel) -> SyntheticEstimate:
    """Synthetic difference in differences. Raises PanelError for gaps, no treated unit, fewer than two
    donors or two periods before the first start."""
    return estimate(panel, SyntheticMethod.SDID)


@finite_numbers
def synthetic_control(panel: Panel, *, steps: int | None = 10_000) -> SyntheticEstimate:
    """Synthetic control on the outcomes before treatment, without a constant distance.

    Its criterion is nearly flat: with the 10,000 steps of the published procedure Proposition 99 gives the
    published -19.6, the optimum itself (``steps=None``) gives -19.5. Raises PanelError as synthetic_did.
    """
    return estimate(panel, SyntheticMethod.SC, steps=steps)


@finite_numbers
def estimate(panel: Panel, method: SyntheticMethod, *, steps: int | None = 10_000) -> SyntheticEstimate:
    """The estimate of either method; ``steps`` concerns SC alone."""
    fits = tuple(
        donors.fit(panel.outcome[rows].mean(axis=0), len(rows))
        for donors, rows in starts(panel, method, steps)
    )
    names = tuple(name for name, taken in zip(panel.units, panel.is_treated, strict=True) if not taken)
    return SyntheticEstimate(method, together(fits), fits, names)


@finite_numbers
def starts(panel: Panel, method: SyntheticMethod, steps: int | None) -> Iterator[tuple[Donors, IntArray]]:
    """For each start its donors (the never treated) and the row numbers of its treated units.

    Raises PanelError for gaps, fewer than two donors, or too few periods before a start.
    """
    panel.require_comparison()
    panel.require_complete()
    outcome = panel.outcome[~panel.is_treated]
    if len(outcome) < 2:
        raise PanelError(PanelProblem.NO_DONORS)
    for start in panel.cohorts:
        if start < FEWEST_PRE:
            raise PanelError(PanelProblem.TOO_FEW_PRE, panel.periods[start])
        yield Donors(outcome, start, method, steps), np.flatnonzero(panel.first_treated == start)


def together(fits: tuple[Fit, ...]) -> float:
    """The effects of all starts, weighted by their treated unit-periods."""
    cells = [fit.treated_cells for fit in fits]
    return float(np.average([fit.effect for fit in fits], weights=cells))
