"""The weights of a child month by month, and what each month means: N, T, O or B, and how long T has lasted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from anyelir.families.models import Person
from anyelir.rules.months import add_months


@dataclass(frozen=True)
class WeighedMonth:
    """The weight that counts in one calendar month."""

    measured_on: dt.date
    weight_kg: Decimal
    visual_status: str = ""
    waz: int | None = None


@dataclass(frozen=True)
class MonthRun:
    """Status of a month ("N", "T", "O", "B" or "" when not weighed) and the number of T in a row up to it."""

    status: str
    not_gained_run: int


def month_statuses(
    child: Person,
    weighed: Mapping[dt.date, WeighedMonth],
    *,
    month: dt.date,
    first_weighed_on: dt.date | None,
) -> MonthRun:
    """What ``month`` means for the child.

    ``weighed`` holds the chosen weights by first day of the month, at least for the month and the three before
    it; ``first_weighed_on`` is the day of the very first weight, which may be older.
    """
    status = _status(child, weighed, month, first_weighed_on)
    run, step = 0, month
    while run < 3 and _status(child, weighed, step, first_weighed_on) == "T":
        run, step = run + 1, add_months(step, -1)
    return MonthRun(status, run)


def _status(child, weighed, month, first_weighed_on) -> str:
    from anyelir.rules import skdn

    raise NotImplementedError(skdn)
