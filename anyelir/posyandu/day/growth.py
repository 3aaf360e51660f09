"""What the growth rules say about a measurement, in the shape of its columns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from anyelir.families.models import Person
from anyelir.rules.age import age_days, days_from_months
from anyelir.rules.growth import INDICES, Assessment, assess

if TYPE_CHECKING:
    from anyelir.posyandu.day.values import Values


def age_in_days(child: Person, on: dt.date) -> int | None:
    """Whole days; from the month where no day of birth is known, None where only the year is."""
    if child.born_on is None or child.birth_precision == Person.Precision.YEAR:
        return None
    if child.birth_precision == Person.Precision.DAY:
        return age_days(child.born_on, on)
    months = (on.year - child.born_on.year) * 12 + on.month - child.born_on.month
    return days_from_months(months) if months >= 0 else None


def assess_values(child: Person, on: dt.date, values: Values) -> Assessment:
    return assess(
        sex=child.sex,
        age_days=age_in_days(child, on),
        weight_kg=_float(values.weight_kg),
        height_cm=_float(values.height_cm),
        posture=values.posture or None,
        head_cm=_float(values.head_cm),
        muac_cm=_float(values.muac_cm),
        oedema=values.oedema,
    )


def results(child: Person, on: dt.date, values: Values) -> dict[str, Any]:
    """Columns of Measurement: age, corrected length, six z-scores in hundredths, flags, version."""
    assessed = assess_values(child, on, values)
    corrected = assessed.corrected_height_cm
    return {
        "age_days": assessed.age_days,
        "corrected_height_cm": None if corrected is None else Decimal(str(round(corrected, 2))),
        "nine_month_flag": assessed.nine_month_flag,
        "flags": " ".join(index for index in INDICES if assessed.index(index).flag),
        "rules_version": f"{assessed.rules_version} {assessed.table_version}",
        **{index: assessed.index(index).centi_z for index in INDICES},
    }


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


# Below this age a child is measured lying, from it standing (WHO; the tables change on this day).
FIRST_STANDING_DAY = 731


def expected_posture(child: Person, on: dt.date) -> str:
    """How a child of this age is measured; lying while the age is not known."""
    days = age_in_days(child, on)
    return "standing" if days is not None and days >= FIRST_STANDING_DAY else "recumbent"
