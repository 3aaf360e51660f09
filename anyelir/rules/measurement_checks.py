"""Questions to ask about a measurement before it is kept: "please measure again", never "refused".

Each warning carries a code and, where a slipped decimal point explains the value, what was probably meant.
The limits are ours [D], WHO's flags are WHO's [A] (posyandu.md 8).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from anyelir.rules import tables
from anyelir.rules.age import DAYS_PER_MONTH
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.growth import INDICES, Assessment

RULES_VERSION = "measurement_checks.1"
MEASURES = ("weight_kg", "height_cm", "head_cm", "muac_cm")


class CheckCode(StrEnum):
    """What is unusual."""

    BELOW_RANGE = "below_range"
    ABOVE_RANGE = "above_range"
    WEIGHT_GAIN_LARGE = "weight_gain_large"
    WEIGHT_LOSS_LARGE = "weight_loss_large"
    HEIGHT_LOSS = "height_loss"
    HEIGHT_GAIN_LARGE = "height_gain_large"
    STANDING_UNDER_9_MONTHS = "standing_under_9_months"
    IMPLAUSIBLE_Z = "implausible_z"


@dataclass(frozen=True)
class CheckedValues:
    """Measured values of one day; ``height_cm`` after posture correction when two days are compared."""

    measured_on: dt.date
    weight_kg: float | None = None
    height_cm: float | None = None
    head_cm: float | None = None
    muac_cm: float | None = None


@dataclass(frozen=True)
class MeasurementWarning:
    """Ask again: ``measure`` names the field (an index slug for IMPLAUSIBLE_Z), ``limit`` what it passed.

    ``suggestion`` is the value with the decimal point moved, when only that value would raise no question.
    """

    code: CheckCode
    measure: str
    value: float
    limit: float | None
    suggestion: float | None = None


@finite_numbers
def check(
    values: CheckedValues,
    *,
    completed_month: int | None = None,
    previous: CheckedValues | None = None,
    previous_length: CheckedValues | None = None,
    assessment: Assessment | None = None,
) -> tuple[MeasurementWarning, ...]:
    """Everything worth a second look, in the order of the form; empty when nothing is unusual.

    ``previous`` is the last earlier measurement and ``previous_length`` the last one with a length where that is
    another; ``assessment`` the growth result of ``values``. Nothing here blocks: a confirmed value is kept,
    because a true case of severe wasting looks just like this.
    """
    warnings = list(_range_warnings(values))
    for earlier in _earlier(previous, previous_length):
        if completed_month is not None:
            warnings += _change_warnings(values, earlier, completed_month)
    if assessment is not None:
        warnings += _growth_warnings(assessment)
    return tuple(warnings)


def _earlier(
    previous: CheckedValues | None, previous_length: CheckedValues | None
) -> Iterator[CheckedValues]:
    """What the values are compared with: a length is compared once, with the newest one."""
    if previous is not None:
        yield previous
    if previous_length is not None and (previous is None or not _are_measured(previous.height_cm)):
        yield CheckedValues(previous_length.measured_on, height_cm=previous_length.height_cm)


def _limits(on: dt.date) -> dict[str, tuple[Decimal, Decimal]]:
    return _limits_since(tables.load("measurement_limits").since(on))


@cache  # a key holds the first day of a period
def _limits_since(on: dt.date) -> dict[str, tuple[Decimal, Decimal]]:
    return {
        rule["measure"]: (rule["low"], rule["high"]) for rule in tables.load("measurement_limits").as_of(on)
    }


def _range_warnings(values: CheckedValues) -> Iterator[MeasurementWarning]:
    for measure, (low, high) in _limits(values.measured_on).items():
        value: float | None = getattr(values, measure)
        if value is None or math.isnan(value) or low <= _exact(value) <= high:
            continue
        below = _exact(value) < low
        code = CheckCode.BELOW_RANGE if below else CheckCode.ABOVE_RANGE
        moved = _exact(value) * 10 if below else _exact(value) / 10
        suggestion = float(moved) if low <= moved <= high else None
        yield MeasurementWarning(code, measure, value, float(low if below else high), suggestion)


def _exact(value: float | None) -> Decimal:
    return Decimal(str(value))


def _are_measured(*values: float | None) -> bool:
    """Whether all can be compared: zero, infinite and NaN were not measured."""
    return all(value and math.isfinite(value) for value in values)


def _change_rules(on: dt.date) -> tuple[tables.Rule, ...]:
    return _change_rules_since(tables.load("measurement_changes").since(on))


@cache  # a key holds the first day of a period
def _change_rules_since(on: dt.date) -> tuple[tables.Rule, ...]:
    return tables.load("measurement_changes").as_of(on)


def _at_most(change: str, completed_month: int, days: int, on: dt.date) -> Decimal | None:
    """The limit of a change at this age and gap; None when no rule asks."""
    for rule in _change_rules(on):
        in_age = rule["from_month"] <= completed_month <= rule["to_month"]
        in_gap = rule["within_days"] is None or days <= rule["within_days"]
        if rule["change"] == change and in_age and in_gap:
            limit: Decimal = rule["at_most"]
            return limit
    return None


def _change_warnings(
    values: CheckedValues, previous: CheckedValues, completed_month: int
) -> Iterator[MeasurementWarning]:
    days = (values.measured_on - previous.measured_on).days
    if days <= 0:
        return
    if _are_measured(values.weight_kg, previous.weight_kg):
        percent = (_exact(values.weight_kg) - _exact(previous.weight_kg)) * 100 / _exact(previous.weight_kg)
        yield from _beyond("weight_gain_percent", percent, completed_month, days, values)
        yield from _beyond("weight_loss_percent", -percent, completed_month, days, values)
    if _are_measured(values.height_cm, previous.height_cm):
        gain = _exact(values.height_cm) - _exact(previous.height_cm)
        months = max(_exact(days / DAYS_PER_MONTH), Decimal(1))
        yield from _beyond("height_loss_cm", -gain, completed_month, days, values)
        yield from _beyond("height_gain_cm_per_month", gain / months, completed_month, days, values)


CHANGES = {
    "weight_gain_percent": (CheckCode.WEIGHT_GAIN_LARGE, "weight_kg"),
    "weight_loss_percent": (CheckCode.WEIGHT_LOSS_LARGE, "weight_kg"),
    "height_loss_cm": (CheckCode.HEIGHT_LOSS, "height_cm"),
    "height_gain_cm_per_month": (CheckCode.HEIGHT_GAIN_LARGE, "height_cm"),
}


def _beyond(
    change: str, amount: Decimal, completed_month: int, days: int, values: CheckedValues
) -> Iterator[MeasurementWarning]:
    limit = _at_most(change, completed_month, days, values.measured_on)
    if limit is not None and amount > limit:
        code, measure = CHANGES[change]
        yield MeasurementWarning(code, measure, getattr(values, measure), float(limit))


def _growth_warnings(assessment: Assessment) -> Iterator[MeasurementWarning]:
    if assessment.nine_month_flag and assessment.corrected_height_cm is not None:
        yield MeasurementWarning(
            CheckCode.STANDING_UNDER_9_MONTHS, "height_cm", assessment.corrected_height_cm, None
        )
    for index in INDICES:
        result = assessment.index(index)
        if result.flag and result.z is not None:
            yield MeasurementWarning(CheckCode.IMPLAUSIBLE_Z, index, result.z, None)
