"""The SD lines of WHO's growth charts, for drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.growth import formula, lms
from anyelir.rules.growth.child import Sex

SD_LINES = (-3, -2, -1, 0, 1, 2, 3)
UNIT_TABLES = {"waz": "kg", "haz": "cm", "baz": "kg/m2", "hcz": "cm", "acz": "cm", "wfl": "kg", "wfh": "kg"}


@dataclass(frozen=True)
class Curve:
    """SD lines of one index and sex: ``lines[k][i]`` is the measurement at ``k`` SD at ``at[i]``.

    ``at`` is days for the indices by age and centimetres for ``wfl`` and ``wfh``; ``unit`` is the unit of
    the values.
    """

    index: str
    sex: Sex
    unit: str
    at: tuple[float, ...]
    lines: dict[int, tuple[float, ...]]


@finite_numbers
def curve(index: str, sex: Sex, at: Iterable[float]) -> Curve:
    """SD lines -3 to +3 of ``waz haz baz hcz acz`` at whole days, of ``wfl wfh`` at centimetres.

    Points outside the table (or beyond day 1826) are left out, so that a chart simply ends where WHO's table
    ends. Raises ValueError for an index or sex that has no table.
    """
    if index not in UNIT_TABLES or sex not in lms.SEX_ROW:
        raise ValueError(f"no growth table {index!r} for sex {sex!r}")
    points = [(float(position), row) for position in at if (row := _row(index, sex, position)) is not None]
    lines = {k: tuple(formula.sd_value(row, k) for _, row in points) for k in SD_LINES}
    return Curve(index, sex, UNIT_TABLES[index], tuple(position for position, _ in points), lines)


def _row(index: str, sex: Sex, position: float) -> formula.Lms | None:
    rows, first = lms.rows(index)[sex], lms.FIRST_ROW[index]
    by_length = index in ("wfl", "wfh")
    number = round(position * 10 if by_length else position) - first
    last = len(rows) - 1 if by_length else formula.LAST_DAY - first
    return rows[number] if 0 <= number <= last else None
