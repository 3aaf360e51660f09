"""Evaluation windows and the change of each unit between their means.

A visit is usually triggered by a bad month, so the month of the trigger and the one after it belong to no
window, and the mean of a window is used, never its last value. In a zero-effect simulation this brings the
bias from -4 percentage points (plain before and after) to about zero. Source: handbook, honest evidence [D].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anyelir.rules.evidence.panel import BoolArray, FloatArray, Panel

PERIODS_AFTER_TRIGGER = 1


@dataclass(frozen=True)
class EvaluationWindow:
    """Period labels: ``pre`` before the programme, ``excluded`` around the trigger, ``post`` after."""

    pre: tuple[str, ...]
    excluded: tuple[str, ...]
    post: tuple[str, ...]

    @property
    def kept(self) -> frozenset[str]:
        """Every period that an estimator may see."""
        return frozenset(self.pre) | frozenset(self.post)


@dataclass(frozen=True, eq=False)
class WindowMeans:
    """Mean of each unit in both windows (N values each, NaN where nothing was reported).

    ``weight``: people behind the means, or ones; ``reported_pre`` and ``reported_post``: share of the
    window's periods with a value.
    """

    pre: FloatArray
    post: FloatArray
    weight: FloatArray
    reported_pre: FloatArray
    reported_post: FloatArray

    @property
    def change(self) -> FloatArray:
        """N changes in the unit of the outcome."""
        return self.post - self.pre


def evaluation_window(
    periods: tuple[str, ...], *, trigger: str | None, start: str, last: str | None = None
) -> EvaluationWindow:
    """Windows for a programme that began in ``start``, after the bad value of period ``trigger``.

    ``periods`` in time order; ``trigger`` None when no single value led to the programme; ``last`` ends
    the post window. Raises ValueError for a label that is not a period or a trigger after the start.
    """
    begin = periods.index(start)
    end = len(periods) if last is None else periods.index(last) + 1
    excluded: tuple[str, ...] = ()
    if trigger is not None:
        bad = periods.index(trigger)
        if bad > begin:
            raise ValueError("the trigger lies after the start")
        excluded = periods[bad : bad + PERIODS_AFTER_TRIGGER + 1]
    pre = tuple(period for period in periods[:begin] if period not in excluded)
    post = tuple(period for period in periods[begin:end] if period not in excluded)
    return EvaluationWindow(pre, excluded, post)


def window_means(panel: Panel, window: EvaluationWindow) -> WindowMeans:
    """Means of each unit; with denominators the sum of people counted, so that months weigh as they should."""
    pre, post = _columns(panel, window.pre), _columns(panel, window.post)
    people = np.ones_like(panel.outcome) if panel.denominator is None else panel.denominator
    people = np.where(np.isfinite(panel.outcome), people, 0.0)
    pre_mean, pre_people = _mean(panel.outcome[:, pre], people[:, pre])
    post_mean, post_people = _mean(panel.outcome[:, post], people[:, post])
    weight = np.ones(len(panel.units)) if panel.denominator is None else pre_people + post_people
    return WindowMeans(
        pre_mean, post_mean, weight, _reported(panel.outcome[:, pre]), _reported(panel.outcome[:, post])
    )


def _columns(panel: Panel, wanted: tuple[str, ...]) -> BoolArray:
    return np.array([period in frozenset(wanted) for period in panel.periods], dtype=bool)


def _mean(outcome: FloatArray, people: FloatArray) -> tuple[FloatArray, FloatArray]:
    total = people.sum(axis=1)
    counted = np.where(people > 0, outcome, 0.0) * people
    mean = np.divide(counted.sum(axis=1), total, out=np.full(len(total), np.nan), where=total > 0)
    return mean, total


def _reported(outcome: FloatArray) -> FloatArray:
    if not outcome.shape[1]:
        return np.zeros(len(outcome))
    share: FloatArray = np.isfinite(outcome).mean(axis=1)
    return share
