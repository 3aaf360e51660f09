"""WHO Reference 2007 for children of 5-19 years: height, weight and BMI for age.

Monthly tables, linear between two months; height to 228 months, weight to 120, BMI to 228, all from 60.
Source [A]: WHO anthroplus 1.0.0 (its 1.1.0 carries the last row on to the end of its month; this module ends
at the last row, as the published tables do).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from anyelir.rules.finiteness import numbers_of
from anyelir.rules.growth import formula, lms
from anyelir.rules.growth.child import Sex
from anyelir.rules.growth.lms import Floats

RULES_VERSION = "growth5to19.1"
FIRST_MONTH = 60
LAST_MONTH = {"hfa": 228, "wfa": 120, "bfa": 228}
INDICES = tuple(LAST_MONTH)
TABLES = {"hfa": "haz_month", "wfa": "waz_month", "bfa": "baz_month"}
LEAST_VALUE, LARGEST_VALUE = 0.01, 1e6  # kg or cm: anything else was not measured
PLAUSIBLE = {"hfa": (-600, 600), "wfa": (-600, 500), "bfa": (-500, 500)}


class SchoolAgeReason(StrEnum):
    """Why an index has no z-score, or why its z-score must be doubted."""

    AGE_UNKNOWN = "age_unknown"
    AGE_BELOW_TABLE = "age_below_table"
    AGE_ABOVE_TABLE = "age_above_table"
    WEIGHT_MISSING = "weight_missing"
    HEIGHT_MISSING = "height_missing"
    OEDEMA = "oedema"
    IMPLAUSIBLE = "implausible"


@dataclass(frozen=True)
class SchoolAgeIndex:
    """z rounded to two decimals, WHO's flag on that rounded z, and a reason where either needs one."""

    z: float | None
    flag: bool | None
    reason: SchoolAgeReason | None


@dataclass(frozen=True)
class SchoolAgeAssessment:
    """Height-, weight- and BMI-for-age of one child of 5-19 years."""

    bmi: float | None
    hfa: SchoolAgeIndex
    wfa: SchoolAgeIndex
    bfa: SchoolAgeIndex
    rules_version: str = RULES_VERSION
    table_version: str = lms.TABLE_VERSION


def _usable(value: float | None) -> float | None:
    return value if value is not None and LEAST_VALUE <= value <= LARGEST_VALUE else None


def assess(
    *,
    sex: Sex,
    age_months: float | None,
    weight_kg: float | None,
    height_cm: float | None,
    oedema: bool = False,
) -> SchoolAgeAssessment:
    """WHO 2007 z-scores of one child; ``age_months`` may have decimals.

    Missing, zero and negative measurements give no z and a reason. Raises ValueError for a sex other than
    ``M`` or ``F``.
    """
    if sex not in lms.SEX_ROW:
        raise ValueError(f"sex {sex!r}: M or F")
    weight, height = _usable(weight_kg), _usable(height_cm)
    bmi = None if weight is None or height is None else weight / (height / 100) ** 2
    no_weight = (
        SchoolAgeReason.WEIGHT_MISSING if weight is None else SchoolAgeReason.OEDEMA if oedema else None
    )
    no_height = SchoolAgeReason.HEIGHT_MISSING if height is None else None
    return SchoolAgeAssessment(
        bmi,
        hfa=_index("hfa", sex, age_months, height, no_height),
        wfa=_index("wfa", sex, age_months, weight, no_weight),
        bfa=_index("bfa", sex, age_months, bmi, no_weight or no_height),
    )


def _index(
    index: str, sex: Sex, age: float | None, value: float | None, lacking: SchoolAgeReason | None
) -> SchoolAgeIndex:
    reason = lacking or _age_reason(index, age)
    if reason is not None or age is None or value is None:
        return SchoolAgeIndex(None, None, reason)
    row = _row(index, sex, age)
    z = formula.z_score(value, row) if index == "hfa" else formula.restricted_z_score(value, row)
    centi_z = formula.hundredths(z)
    low, high = PLAUSIBLE[index]
    flag = not low <= centi_z <= high
    return SchoolAgeIndex(centi_z / 100, flag, SchoolAgeReason.IMPLAUSIBLE if flag else None)


def _age_reason(index: str, age: float | None) -> SchoolAgeReason | None:
    if age is None or math.isnan(age):
        return SchoolAgeReason.AGE_UNKNOWN
    if age < FIRST_MONTH:
        return SchoolAgeReason.AGE_BELOW_TABLE
    return SchoolAgeReason.AGE_ABOVE_TABLE if age > LAST_MONTH[index] else None


def _row(index: str, sex: Sex, age: float) -> formula.Lms:
    rows = lms.rows(TABLES[index])[sex]
    month = math.floor(age)
    share = age - month
    low = rows[month - FIRST_MONTH]
    return low if share == 0 else formula.interpolated(low, rows[month + 1 - FIRST_MONTH], share)


def assess_many(
    *,
    sex: npt.NDArray[Any],
    age_months: Floats,
    weight_kg: Floats,
    height_cm: Floats,
    oedema: npt.NDArray[np.bool_] | None = None,
) -> dict[str, Floats]:
    """Rounded hundredths of z of n children by index ``hfa wfa bfa``, NaN where not computed.

    ``sex`` 0 unknown, 1 male, 2 female; the others float64 with NaN for missing; every array has shape (n,).
    Raises ValueError for an unknown sex, text, and infinite numbers.
    """
    sex, age_months = numbers_of(sex, "sex"), numbers_of(age_months, "age_months")
    weight_kg, height_cm = numbers_of(weight_kg, "weight_kg"), numbers_of(height_cm, "height_cm")
    if len(sex) and not ((sex >= 0) & (sex <= len(lms.SEX_ROW))).all():
        raise ValueError("sex: 0 unknown, 1 male, 2 female")
    height, weight = (
        np.where((values >= LEAST_VALUE) & (values <= LARGEST_VALUE), values, np.nan)
        for values in (height_cm, weight_kg)
    )
    if oedema is not None:
        weight[oedema] = np.nan
    values = {"hfa": height, "wfa": weight, "bfa": weight / (height / 100) ** 2}
    return {index: _centi_z(index, sex, age_months, values[index]) for index in INDICES}


def _centi_z(index: str, sex: npt.NDArray[Any], age: Floats, value: Floats) -> Floats:
    source = lms.table(TABLES[index])
    usable = (sex > 0) & (age >= FIRST_MONTH) & (age <= LAST_MONTH[index]) & ~np.isnan(value)
    result = np.full(len(age), np.nan)
    age, value, row = age[usable], value[usable], sex[usable].astype(np.intp) - 1
    month = np.floor(age).astype(np.intp)
    low, share = month - FIRST_MONTH, age - month
    high = np.minimum(low + 1, source.m.shape[1] - 1)
    l, m, s = (  # noqa: E741
        column[row, low] + share * (column[row, high] - column[row, low])
        for column in (source.l, source.m, source.s)
    )
    z = ((value / m) ** l - 1.0) / (l * s)
    if index != "hfa":
        z = _restricted(z, value, l, m, s)
    result[usable] = np.rint(z * 100.0)
    return result


def _restricted(z: Floats, value: Floats, l: Floats, m: Floats, s: Floats) -> Floats:  # noqa: E741
    """Beyond 3 SD one step is the distance between the 2 and the 3 SD line."""
    side = np.sign(z)
    sd3 = m * (1.0 + l * s * 3.0 * side) ** (1.0 / l)
    sd2 = m * (1.0 + l * s * 2.0 * side) ** (1.0 / l)
    with np.errstate(invalid="ignore", divide="ignore"):
        beyond = side * (3.0 + (value - sd3) / (sd3 - sd2))
    return np.where(np.abs(z) > 3.0, beyond, z)
