"""Age of a child: whole days for the WHO tables, completed months for SKDN, KBM and target groups."""

from __future__ import annotations

import datetime as dt
import math
from operator import index as whole

from anyelir.rules.tables import load

DAYS_PER_MONTH = 30.4375  # WHO: 365.25 / 12


def age_days(born_on: dt.date, on: dt.date) -> int:
    """Whole days lived on ``on``; negative before birth."""
    return (on - born_on).days


def completed_months(born_on: dt.date, on: dt.date) -> int:
    """Months completed on ``on``: a month is complete on the day of the month of birth.

    A child born on the 31st completes a month that has no 31st on the first day of the next one. Before birth
    the result is negative.
    """
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    return months - 1 if on.day < born_on.day else months


def completed_years(born_on: dt.date, on: dt.date) -> int:
    """Birthdays reached on ``on``; 29 February counts from 1 March in other years."""
    return completed_months(born_on, on) // 12


def days_from_months(months: float) -> int:
    """Age in days when only months are known: halves rounded up, as WHO's software does.

    Raises ValueError below zero or for a value that is not finite.
    """
    if not math.isfinite(months) or months < 0:
        raise ValueError(f"age of {months} months")
    return math.floor(months * DAYS_PER_MONTH + 0.5)


def months_from_days(days: int) -> float:
    """Unrounded months of WHO's software, ``days / 30.4375``."""
    return whole(days) / DAYS_PER_MONTH


def corrected_days(age_days: int, gestation_days: int | None, on: dt.date) -> int | None:
    """Age in days counted from term for a child born too early; None where no correction applies.

    ``gestation_days`` at birth (280 = term). Negative before term is reached: WHO's tables then have no row.
    The limits are unconfirmed (posyandu.md 8), so reports stay with the age from birth.
    """
    rule = load("preterm_correction").by_key(on)
    if gestation_days is None or not rule or gestation_days >= rule["preterm_below"]["days"]:
        return None
    if age_days >= rule["corrected_below"]["days"]:
        return None
    term: int = load("pregnancy_limits").nearest(on)["term"]["value"]
    return whole(age_days) - (term - whole(gestation_days))
