"""What was measured of a child before a day, and the gain that is expected of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.families.models import Person
from anyelir.posyandu.day.models import Measurement
from anyelir.rules import skdn
from anyelir.rules.age import completed_months
from anyelir.rules.months import first_of_month, previous_month


def last_weighed(child: Person, before: dt.date) -> Measurement | None:
    """The newest chosen measurement with a weight before a day."""
    return last_with("weight_kg", child, before)


def last_with(field: str, child: Person, before: dt.date) -> Measurement | None:
    """The newest chosen measurement before a day that has a measure."""
    rows = Measurement.objects.filter(
        child=child, is_chosen=True, measured_on__lt=before, **{f"{field}__isnull": False}
    )
    return rows.order_by("-measured_on", "-created_at").first()


@dataclass(frozen=True)
class ExpectedGain:
    """The least gain (KBM) that makes a weighing N, and the weight from which it is counted."""

    grams: int
    from_row: Measurement | None


def expected_gain(child: Person, on: dt.date) -> ExpectedGain | None:
    """What this weighing is compared with: last month's weight, at one month the birth weight; None for nothing."""
    months = completed_months(child.born_on, on) if child.born_on else -1
    if not skdn.is_counted_age(months, on):
        return None
    last_month = last_with("weight_kg", child, first_of_month(on))
    is_last_month = last_month is not None and first_of_month(last_month.measured_on) == previous_month(on)
    from_birth = not is_last_month and months == 1 and child.birth_weight_g is not None
    needed = skdn.minimum_gain_g(child.sex, months, on) if is_last_month or from_birth else None
    return None if needed is None else ExpectedGain(needed, last_month if is_last_month else None)
