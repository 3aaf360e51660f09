"""The weights of a child month by month, and what each month means: N, T, O or B, and how long T has lasted.

Pure over rows that are already loaded, so that one child's page and the facts of a whole kabupaten agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from anyelir.families.models import Person
from anyelir.rules import skdn
from anyelir.rules.age import completed_months
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month

LONGEST_RUN = 3


@dataclass(frozen=True)
class WeighedMonth:
    """The weight that counts in one calendar month."""

    measured_on: dt.date
    weight_kg: Decimal
    visual_status: str = ""
    waz: int | None = None


@dataclass(frozen=True)
class MonthRun:
    """Status of a month ("N", "T", "O", "B" or "" without one) and the number of T in a row up to it (3 at most)."""

    status: str
    not_gained_run: int


def weighed_months(measurements: Iterable[Any]) -> dict[dt.date, WeighedMonth]:
    """The last chosen weight of each month; rows in order of day and recording, others are passed over."""
    return {
        first_of_month(row.measured_on): WeighedMonth(
            row.measured_on, row.weight_kg, row.visual_status, row.waz
        )
        for row in measurements
        if row.is_chosen and row.weight_kg is not None
    }


def month_statuses(
    child: Person,
    weighed: Mapping[dt.date, WeighedMonth],
    *,
    month: dt.date,
    first_weighed_on: dt.date | None,
) -> MonthRun:
    """What ``month`` means for the child.

    ``weighed`` holds the weights by first day of the month, at least for the month and the three before it;
    ``first_weighed_on`` is the day of the very first weight, which may be older.
    """
    status = month_status(child, weighed, month, first_weighed_on).status
    run, step, at_step = 0, month, status
    while at_step == "T" and run < LONGEST_RUN:
        run, step = run + 1, add_months(step, -1)
        at_step = month_status(child, weighed, step, first_weighed_on).status
    return MonthRun(status or "", run)


def month_status(
    child: Person,
    weighed: Mapping[dt.date, WeighedMonth],
    month: dt.date,
    first_weighed_on: dt.date | None,
) -> skdn.MonthStatus:
    """The letter of one month with the gain and the least expected gain it was read from."""
    now, before = weighed.get(month), weighed.get(add_months(month, -1))
    if now is None or child.born_on is None:
        return skdn.MonthStatus(None, skdn.Reason.NOT_WEIGHED)
    return skdn.month_status(
        sex=child.sex,
        completed_month=completed_months(child.born_on, now.measured_on),
        weight_g=grams(now.weight_kg),
        last_month_weight_g=grams(before.weight_kg) if before else None,
        weighed_before=first_weighed_on is not None and first_weighed_on < month,
        birth_weight_g=child.birth_weight_g,
        on=now.measured_on,
        waz=_z(now.waz),
        last_month_waz=_z(before.waz) if before else None,
        visual_choice=cast(Literal["N", "T"], now.visual_status) if now.visual_status else None,
    )


@dataclass(frozen=True)
class ChildMonth:
    """One month in which the child was weighed, with its letter."""

    month: dt.date
    weighed: WeighedMonth
    status: skdn.MonthStatus
    not_gained_run: int


def child_months(child: Person, measurements: Iterable[Any]) -> list[ChildMonth]:
    """All months with a weight, oldest first; ``measurements`` are the child's rows by day and recording."""
    weighed = weighed_months(measurements)
    first = min((entry.measured_on for entry in weighed.values()), default=None)
    return [
        ChildMonth(
            month,
            weighed[month],
            month_status(child, weighed, month, first),
            month_statuses(child, weighed, month=month, first_weighed_on=first).not_gained_run,
        )
        for month in sorted(weighed)
    ]


def grams(weight_kg: Decimal) -> int:
    return round(weight_kg * 1000)


def _z(centi_z: int | None) -> float | None:
    return None if centi_z is None else centi_z / 100
