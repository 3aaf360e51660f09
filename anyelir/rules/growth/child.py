"""One child, one measurement: six WHO indices, each with a z-score or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.growth import formula, lms

RULES_VERSION = "growth.1"
INDICES = ("waz", "haz", "whz", "baz", "hcz", "acz")
WEIGHT_INDICES = frozenset({"waz", "whz", "baz"})
LENGTH_INDICES = frozenset({"haz", "whz", "baz"})
RESTRICTED = frozenset({"waz", "whz", "baz", "acz"})

LARGEST_VALUE = 1e6  # kg or cm: more is a fault of a program, not of a scale

Sex = Literal["M", "F"]
Posture = Literal["recumbent", "standing"]


class Reason(StrEnum):
    """Why an index has no z-score, or why its z-score must be doubted."""

    AGE_UNKNOWN = "age_unknown"
    AGE_INVALID = "age_invalid"  # below zero: measured before birth
    AGE_BELOW_TABLE = "age_below_table"  # arm circumference starts at 91 days
    AGE_ABOVE_TABLE = "age_above_table"  # 60 months and more
    WEIGHT_MISSING = "weight_missing"
    LENGTH_MISSING = "length_missing"
    HEAD_MISSING = "head_missing"
    ARM_MISSING = "arm_missing"
    LENGTH_OUTSIDE_TABLE = "length_outside_table"
    OEDEMA = "oedema"  # the weight holds water: refer, do not compute
    IMPLAUSIBLE = "implausible"  # z is given, outside WHO's limits: measure again, keep, not in prevalence


@dataclass(frozen=True)
class IndexResult:
    """z rounded to two decimals, WHO's flag on that rounded z, and a reason where either needs one."""

    z: float | None
    flag: bool | None
    reason: Reason | None

    @property
    def centi_z(self) -> int | None:
        return None if self.z is None else round(self.z * 100)


@dataclass(frozen=True)
class Assessment:
    """Result of one measurement with everything needed to tell later how it was made."""

    age_days: int | None
    corrected_height_cm: float | None
    nine_month_flag: bool
    bmi: float | None
    waz: IndexResult
    haz: IndexResult
    whz: IndexResult
    baz: IndexResult
    hcz: IndexResult
    acz: IndexResult
    rules_version: str = RULES_VERSION
    table_version: str = lms.TABLE_VERSION

    def index(self, name: str) -> IndexResult:
        """The result of one index by its slug (``waz haz whz baz hcz acz``)."""
        result: IndexResult = getattr(self, name)
        return result


@dataclass(frozen=True)
class _Measured:
    """The inputs as whole grams and hundredths of a centimetre; None where nothing usable was measured."""

    sex: Sex
    age_days: int | None
    posture: Posture | None
    weight_g: int | None
    length_cc: int | None
    head_cc: int | None
    arm_cc: int | None
    oedema: bool

    @property
    def bmi(self) -> float | None:
        """kg per square metre of corrected length, unrounded."""
        if self.weight_g is None or self.length_cc is None:
            return None
        metres = self.length_cc / 1e4
        return (self.weight_g / 1000) / (metres * metres)


@finite_numbers
def whole_units(value: float | None, factor: int) -> int | None:
    """``value * factor`` to the nearest whole, None for missing, zero, negative, not finite or absurdly large."""
    if value is None or not abs(value) <= LARGEST_VALUE:  # also false for NaN
        return None
    units = math.floor(value * factor + 0.5)
    return units if units > 0 else None


@finite_numbers
def assess(
    *,
    sex: Sex,
    age_days: int | None,
    weight_kg: float | None,
    height_cm: float | None,
    posture: Posture | None,
    head_cm: float | None = None,
    muac_cm: float | None = None,
    oedema: bool = False,
) -> Assessment:
    """WHO z-scores of one child aged 0-59 months.

    ``age_days`` whole days or None; ``posture`` is how the child was measured. Weight counts to the gram and
    lengths to 0.01 cm. Missing, zero and negative measurements give no z and a reason; nothing raises but a
    sex other than ``M`` or ``F`` (ValueError). Oedema leaves the three weight indices empty.
    """
    if sex not in lms.SEX_ROW:
        raise ValueError(f"sex {sex!r}: M or F")
    length_cc = whole_units(height_cm, 100)
    if length_cc is not None:
        length_cc = formula.corrected_length_cc(length_cc, age_days, posture)
    child = _Measured(
        sex,
        age_days,
        posture,
        whole_units(weight_kg, 1000),
        length_cc if length_cc is not None and length_cc > 0 else None,
        whole_units(head_cm, 100),
        whole_units(muac_cm, 100),
        oedema,
    )
    return Assessment(
        age_days=age_days,
        corrected_height_cm=None if child.length_cc is None else child.length_cc / 100,
        nine_month_flag=_stood_too_early(age_days, posture),
        bmi=child.bmi,
        waz=_index("waz", child),
        haz=_index("haz", child),
        whz=_index("whz", child),
        baz=_index("baz", child),
        hcz=_index("hcz", child),
        acz=_index("acz", child),
    )


def _stood_too_early(age_days: int | None, posture: Posture | None) -> bool:
    return (
        posture == "standing" and age_days is not None and 0 <= age_days < formula.FIRST_CREDIBLE_STANDING_DAY
    )


def _index(index: str, child: _Measured) -> IndexResult:
    reason = _lacking(index, child) or _age_reason(index, child.age_days)
    if reason is not None:
        return IndexResult(None, None, reason)
    value = _value(index, child)
    row = _whz_row(child) if index == "whz" else _age_row(index, child)
    if row is None or value is None:  # only weight-for-length comes here without a row
        return IndexResult(None, None, Reason.LENGTH_OUTSIDE_TABLE)
    z = formula.restricted_z_score(value, row) if index in RESTRICTED else formula.z_score(value, row)
    centi_z = formula.hundredths(z)
    flag = formula.is_flagged(index, centi_z)
    return IndexResult(centi_z / 100, flag, Reason.IMPLAUSIBLE if flag else None)


def _lacking(index: str, child: _Measured) -> Reason | None:
    """The first measurement that this index lacks; a weight that holds water is no weight."""
    if index in WEIGHT_INDICES and child.weight_g is None:
        return Reason.WEIGHT_MISSING
    if index in LENGTH_INDICES and child.length_cc is None:
        return Reason.LENGTH_MISSING
    if index == "hcz" and child.head_cc is None:
        return Reason.HEAD_MISSING
    if index == "acz" and child.arm_cc is None:
        return Reason.ARM_MISSING
    return Reason.OEDEMA if index in WEIGHT_INDICES and child.oedema else None


def _age_reason(index: str, age_days: int | None) -> Reason | None:
    if age_days is None:
        return None if index == "whz" else Reason.AGE_UNKNOWN
    if age_days < 0:
        return Reason.AGE_INVALID
    if age_days > formula.LAST_DAY:
        return Reason.AGE_ABOVE_TABLE
    return Reason.AGE_BELOW_TABLE if age_days < lms.FIRST_ROW.get(index, 0) else None


def _value(index: str, child: _Measured) -> float | None:
    """The measurement in the unit of the table: kg, cm or kg per square metre."""
    if index == "baz":
        return child.bmi
    units, factor = {
        "waz": (child.weight_g, 1000),
        "whz": (child.weight_g, 1000),
        "haz": (child.length_cc, 100),
        "hcz": (child.head_cc, 100),
        "acz": (child.arm_cc, 100),
    }[index]
    return None if units is None else units / factor


def _age_row(index: str, child: _Measured) -> formula.Lms | None:
    if child.age_days is None:
        return None
    return lms.rows(index)[child.sex][child.age_days - lms.FIRST_ROW[index]]


def _whz_row(child: _Measured) -> formula.Lms | None:
    """L, M and S at this corrected length, interpolated to 0.01 cm; None outside the table."""
    if child.length_cc is None:
        return None
    tall = formula.uses_height_table(child.length_cc, child.age_days, child.posture)
    name = "wfh" if tall else "wfl"
    low, high = formula.LENGTH_RANGE_CC[name]
    if not low <= child.length_cc <= high:
        return None
    rows = lms.rows(name)[child.sex]
    step, share = divmod(child.length_cc - low, 10)
    return rows[step] if share == 0 else formula.interpolated(rows[step], rows[step + 1], share / 10)
