"""A panel: one outcome for each unit and period, and the period in which each unit was first treated.

Shapes used all over :mod:`anyelir.rules.evidence`: ``N`` units in rows, ``T`` periods in columns. A unit
that was never treated has ``first_treated == T``; treatment, once begun, does not end.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from anyelir.rules.evidence import time_labels

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


# Beyond this an outcome is a slip: its squares would leave the range of the arithmetic.
LARGEST_OUTCOME = 1e15


class PanelProblem(StrEnum):
    """Why data cannot be used; the screen or the command puts it into words."""

    EMPTY = "empty"
    SHAPE = "shape"
    DUPLICATE_ROW = "duplicate_row"
    NOT_BALANCED = "not_balanced"
    NOT_A_NUMBER = "not_a_number"
    TREATED_NOT_0_1 = "treated_not_0_1"
    TREATMENT_ENDS = "treatment_ends"
    NO_TREATED = "no_treated"
    NO_DONORS = "no_donors"
    ALWAYS_TREATED = "always_treated"
    TOO_FEW_PRE = "too_few_pre"
    NO_VARIATION = "no_variation"
    TIME_UNCLEAR = "time_unclear"
    TREATED_MIXED = "treated_mixed"


class PanelError(ValueError):
    """Data that no estimator can use: ``problem`` is the code, ``detail`` names the unit or the period."""

    def __init__(self, problem: PanelProblem, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else str(problem))
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, eq=False)
class Panel:
    """Outcomes of ``N`` units in ``T`` periods.

    ``units``: N names. ``periods``: T labels in time order. ``outcome``: N x T, in the unit of the
    indicator, NaN = not reported. ``first_treated``: N indexes into ``periods``, T = never treated.
    ``denominator``: N x T people behind each value (children measured), or None when values are plain
    numbers. Raises PanelError(SHAPE or EMPTY) when the parts do not fit each other, NOT_A_NUMBER for an
    outcome beyond ``LARGEST_OUTCOME``.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    outcome: FloatArray
    first_treated: IntArray
    denominator: FloatArray | None = None

    def __post_init__(self) -> None:
        if self.first_treated.dtype.kind not in "iu" or self.outcome.dtype.kind not in "iuf":
            raise PanelError(PanelProblem.NOT_A_NUMBER, "first_treated or outcome")
        object.__setattr__(self, "first_treated", self.first_treated.astype(np.int64, copy=False))
        shape = (len(self.units), len(self.periods))
        if not self.periods:
            raise PanelError(PanelProblem.EMPTY)
        arrays = [self.outcome] if self.denominator is None else [self.outcome, self.denominator]
        if any(array.shape != shape for array in arrays) or self.first_treated.shape != shape[:1]:
            raise PanelError(PanelProblem.SHAPE, f"{shape}")
        if ((self.first_treated < 0) | (self.first_treated > shape[1])).any():
            raise PanelError(PanelProblem.SHAPE, "first_treated")
        for row, column in np.argwhere(np.abs(self.outcome) > LARGEST_OUTCOME)[:1]:
            raise PanelError(PanelProblem.NOT_A_NUMBER, f"{self.units[row]}, {self.periods[column]}")

    @property
    def never(self) -> int:
        """The value of ``first_treated`` that means "never treated"."""
        return len(self.periods)

    @property
    def is_treated(self) -> BoolArray:
        """N booleans: the unit is treated in some period."""
        return self.first_treated < self.never

    @property
    def cohorts(self) -> tuple[int, ...]:
        """The periods (indexes) in which treatment began somewhere, ascending."""
        return tuple(int(start) for start in np.unique(self.first_treated[self.is_treated]))

    def select_units(self, keep: BoolArray) -> Panel:
        """The same panel with the units where ``keep`` (N booleans) is true."""
        return replace(
            self,
            units=tuple(unit for unit, kept in zip(self.units, keep, strict=True) if kept),
            outcome=self.outcome[keep],
            first_treated=self.first_treated[keep],
            denominator=None if self.denominator is None else self.denominator[keep],
        )

    def without_periods(self, excluded: Collection[str]) -> Panel:
        """The same panel without some periods, for instance the one that triggered a visit.

        A unit first treated in a dropped period counts as treated from the next kept one.
        """
        keep = np.array([period not in excluded for period in self.periods])
        kept_before = np.concatenate([[0], np.cumsum(keep)])
        return replace(
            self,
            periods=tuple(period for period in self.periods if period not in excluded),
            outcome=self.outcome[:, keep],
            first_treated=kept_before[self.first_treated].astype(np.int64),
            denominator=None if self.denominator is None else self.denominator[:, keep],
        )

    def require_complete(self) -> None:
        """Raise PanelError(NOT_BALANCED), naming the first unit and period without a value."""
        missing = np.argwhere(~np.isfinite(self.outcome))
        if len(missing):
            unit, period = missing[0]
            raise PanelError(PanelProblem.NOT_BALANCED, f"{self.units[unit]}, {self.periods[period]}")

    def require_comparison(self) -> None:
        """Raise PanelError unless there are treated units, with a period before, and untreated ones."""
        if not self.is_treated.any():
            raise PanelError(PanelProblem.NO_TREATED)
        if self.is_treated.all():
            raise PanelError(PanelProblem.NO_DONORS)
        always = np.flatnonzero(self.first_treated == 0)
        if len(always):
            raise PanelError(PanelProblem.ALWAYS_TREATED, self.units[always[0]])


def period_order(labels: Collection[str]) -> list[str]:
    """Labels in time order, as :mod:`time_labels` reads them.

    Raises PanelError(TIME_UNCLEAR), naming some of them, for labels that are no time or could mean two orders.
    """
    order = time_labels.ordered(labels)
    if order is None:
        raise PanelError(PanelProblem.TIME_UNCLEAR, ", ".join(sorted(labels)[:3]))
    return order


def panel_from_rows(
    unit: Sequence[str], period: Sequence[str], outcome: Sequence[float], treated: Sequence[int]
) -> Panel:
    """Build a Panel from long rows: one row per unit and period, ``treated`` 1 in its treated periods.

    Raises PanelError for a row that occurs twice, a missing row (NOT_BALANCED), an outcome that is not a
    finite number, a ``treated`` other than 0 or 1, and a treatment that ends.
    """
    if not len(unit):
        raise PanelError(PanelProblem.EMPTY)
    units, periods = sorted(set(unit)), period_order(set(period))
    row_of = {name: row for row, name in enumerate(units)}
    column_of = {label: column for column, label in enumerate(periods)}
    values = np.full((len(units), len(periods)), np.nan)
    status = np.zeros(values.shape, dtype=np.int64)
    seen = np.zeros(values.shape, dtype=bool)
    for name, label, value, flag in zip(unit, period, outcome, treated, strict=True):
        cell = row_of[name], column_of[label]
        _check_row(name, label, value, flag, bool(seen[cell]))
        seen[cell], values[cell], status[cell] = True, value, flag
    for row, column in np.argwhere(~seen)[:1]:
        raise PanelError(PanelProblem.NOT_BALANCED, f"{units[row]}, {periods[column]}")
    return Panel(tuple(units), tuple(periods), values, _first_treated(units, status))


def _check_row(name: str, label: str, value: float, flag: int, seen: bool) -> None:
    where = f"{name}, {label}"
    if seen:
        raise PanelError(PanelProblem.DUPLICATE_ROW, where)
    if isinstance(value, str) or not np.isfinite(value):
        raise PanelError(PanelProblem.NOT_A_NUMBER, where)
    if flag not in (0, 1):
        raise PanelError(PanelProblem.TREATED_NOT_0_1, where)


def starts_of_rows(
    unit: Sequence[str], period: Sequence[str], treated: Sequence[float]
) -> tuple[IntArray, IntArray, IntArray]:
    """Long rows in numbers: the unit and the period of each row, and the start of each unit.

    Units in the order of their names, periods in time order; a start is the index of the first treated period, the
    number of periods for a unit that is never treated. Rows of one unit and period may repeat. Raises PanelError
    for a ``treated`` other than 0 or 1, one that differs within a unit and period, and a treatment that ends.
    """
    rank = {label: column for column, label in enumerate(period_order(set(period)))}
    names, row_unit = np.unique(np.asarray(unit, dtype=str), return_inverse=True)
    column = np.array([rank[label] for label in period], dtype=np.int64)
    flag = np.asarray(treated)
    if flag.dtype.kind not in "biuf":
        raise PanelError(PanelProblem.TREATED_NOT_0_1, str(flag[0]))
    for row in np.flatnonzero((flag != 0) & (flag != 1))[:1]:
        raise PanelError(PanelProblem.TREATED_NOT_0_1, f"{unit[row]}, {period[row]}")
    first = np.full(len(names), len(rank), dtype=np.int64)
    np.minimum.at(first, row_unit[flag == 1], column[flag == 1])
    ended = np.flatnonzero((flag == 0) & (column >= first[row_unit]))
    for row in ended[:1]:
        same = (row_unit == row_unit[row]) & (column == column[row]) & (flag == 1)
        problem = PanelProblem.TREATED_MIXED if same.any() else PanelProblem.TREATMENT_ENDS
        where = f"{unit[row]}, {period[row]}" if same.any() else str(unit[row])
        raise PanelError(problem, where)
    return row_unit.astype(np.int64), column, first


def _first_treated(units: Sequence[str], status: IntArray) -> IntArray:
    ends = np.flatnonzero((np.diff(status, axis=1) < 0).any(axis=1))
    if len(ends):
        raise PanelError(PanelProblem.TREATMENT_ENDS, units[ends[0]])
    first: IntArray = np.where(status.any(axis=1), status.argmax(axis=1), status.shape[1]).astype(np.int64)
    return first
