"""The WHO tables unrolled for arrays and joins: one row per (sex, day) and per (sex, table, 0.01 cm).

Each row carries what one power and two multiplications need, already in hundredths of z and in the units of
the inputs (grams, hundredths of a centimetre): neither numpy nor SQL divides or interpolates per child.
Rows that have no result hold NaN: a NaN in the table is the answer "not computed".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from anyelir.rules.growth import formula, lms
from anyelir.rules.growth.lms import Floats

SEXES = 3  # 0 unknown, 1 male, 2 female
AGE_ROWS = formula.LAST_DAY + 2  # days 0-1826 and one row for every other age
FIRST_LENGTH_CC = 4500
LENGTH_ROWS = 12000 - FIRST_LENGTH_CC + 2  # 45.00-120.00 cm and one row for every other length
LENGTH_BLOCKS = SEXES * 2  # length table and height table of each sex

# one table unit (kg, cm, kg/m2) in the units of the inputs; BMI is grams / (hundredths of cm) squared
UNITS = {"waz": 1e3, "haz": 1e2, "whz": 1e3, "baz": 1e-5, "hcz": 1e2, "acz": 1e2}
LINEAR = frozenset({"haz", "hcz"})  # L is 1 on every row


@dataclass(frozen=True)
class PowerRows:
    """``((y * inverse_median) ** power - 1) * scale``, then beyond 3 SD ``±300 + (y - sd3) * step``."""

    inverse_median: Floats
    power: Floats
    scale: Floats
    sd3: Floats
    step: Floats
    sd3neg: Floats
    stepneg: Floats


@dataclass(frozen=True)
class LinearRows:
    """``y * slope - offset``: the same formula where L is 1."""

    slope: Floats
    offset: Floats


def _power_rows(l: Floats, m: Floats, s: Floats, unit: float) -> PowerRows:  # noqa: E741
    def sd(k: float) -> Floats:
        line: Floats = m * unit * (1.0 + l * s * k) ** (1.0 / l)
        return line

    sd3, sd3neg = sd(3.0), sd(-3.0)
    step, stepneg = 100.0 / (sd3 - sd(2.0)), 100.0 / (sd(-2.0) - sd3neg)
    return PowerRows(1.0 / (m * unit), l, 100.0 / (l * s), sd3, step, sd3neg, stepneg)


def _unrolled(blocks: int, size: int) -> tuple[Floats, Floats, Floats]:
    empty = [np.full((blocks, size), np.nan) for _ in range(3)]
    return empty[0], empty[1], empty[2]


def _age_columns(index: str) -> tuple[Floats, Floats, Floats]:
    source = lms.table(index)
    columns = _unrolled(SEXES, AGE_ROWS)
    for column, values in zip(columns, (source.l, source.m, source.s), strict=True):
        column[1:, source.first : formula.LAST_DAY + 1] = values[:, : formula.LAST_DAY + 1 - source.first]
    return columns


def _length_columns() -> tuple[Floats, Floats, Floats]:
    columns = _unrolled(LENGTH_BLOCKS, LENGTH_ROWS)
    for tall, name in enumerate(("wfl", "wfh")):
        source = lms.table(name)
        first = source.first * 10 - FIRST_LENGTH_CC
        last = source.last * 10 - FIRST_LENGTH_CC
        at = np.arange(last - first + 1)
        low, share = at // 10, (at % 10) / 10
        high = np.minimum(low + 1, source.m.shape[1] - 1)
        for column, values in zip(columns, (source.l, source.m, source.s), strict=True):
            between = values[:, low] + share * (values[:, high] - values[:, low])
            column[2 + tall :: 2, first : last + 1] = between
    return columns


@cache
def power_rows(index: str) -> PowerRows:
    """Rows of ``waz``, ``baz``, ``acz`` by ``sex * AGE_ROWS + day``, of ``whz`` by

    ``(sex * 2 + uses height table) * LENGTH_ROWS + length_cc - FIRST_LENGTH_CC``.
    """
    columns = _length_columns() if index == "whz" else _age_columns(index)
    l, m, s = (column.ravel() for column in columns)  # noqa: E741
    return _power_rows(l, m, s, UNITS[index])


@cache
def linear_rows(index: str) -> LinearRows:
    """Rows of ``haz`` and ``hcz`` by ``sex * AGE_ROWS + day``."""
    _, m, s = (column.ravel() for column in _age_columns(index))
    return LinearRows(100.0 / (m * s * UNITS[index]), 100.0 / s)
