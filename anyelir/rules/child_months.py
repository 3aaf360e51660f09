"""The weights of a child month by month, and what each month means: N, T, O or B, and how long T has lasted.

Pure over rows that are already loaded, so that a child's page, the facts of a whole kabupaten and a file judged
by ``anyelir growth judge`` agree. A row has ``measured_on``, ``weight_kg``, ``visual_status``, ``waz`` (hundredths)
and ``oedema``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from anyelir.rules import skdn
from anyelir.rules.age import completed_months
from anyelir.rules.dates import add_months
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.growth_row import in_sd
from anyelir.rules.months import first_of_month


@dataclass(frozen=True)
class WeighedChild:
    """Whom the weights belong to. ``born_until`` is the last day that is possible where only month or year of
    birth are known, with ``born_on`` as the first; None for a known day."""

    sex: str
    born_on: dt.date | None
    birth_weight_g: int | None = None
    born_until: dt.date | None = None

    def ages(self, on: dt.date) -> tuple[int, ...]:
        """The completed months that are possible on a day, the greatest first: one where the day of birth is
        known, none where nothing is."""
        if self.born_on is None:
            return ()
        latest = min(self.born_until or self.born_on, max(on, self.born_on))
        return tuple(dict.fromkeys((completed_months(self.born_on, on), completed_months(latest, on))))


@dataclass(frozen=True)
class WeighedMonth:
    """The weight that counts in one calendar month; ``oedema`` was seen at any time of the month."""

    measured_on: dt.date
    weight_kg: Decimal | float
    visual_status: str = ""
    waz: int | None = None
    oedema: bool = False
    row: Any = None


@dataclass(frozen=True)
class ChildMonth:
    """One month in which the child was weighed, with its letter.

    ``compared`` is the weight of the month before from which the gain was counted, where there is one.
    ``is_letter_certain`` is False when another possible day of birth would give another letter.
    """

    month: dt.date
    weighed: WeighedMonth
    status: skdn.MonthStatus
    not_gained_run: int
    compared: WeighedMonth | None = None
    is_letter_certain: bool = True

    @property
    def letter(self) -> str:
        return self.status.status or ""


def weighed_months(rows: Iterable[Any]) -> dict[dt.date, WeighedMonth]:
    """The last weight of each month; chosen rows in order of day and recording."""
    by_month: dict[dt.date, WeighedMonth] = {}
    swollen: set[dt.date] = set()
    for row in rows:
        month = first_of_month(row.measured_on)
        if row.oedema:
            swollen.add(month)
        if row.weight_kg is not None:
            by_month[month] = WeighedMonth(
                row.measured_on, row.weight_kg, row.visual_status, row.waz, row.oedema, row
            )
    for month in swollen & by_month.keys():
        by_month[month] = replace(by_month[month], oedema=True)
    return by_month


def child_months(subject: WeighedChild, rows: Iterable[Any]) -> list[ChildMonth]:
    """All months with a weight, oldest first; ``rows`` are the chosen ones by day and recording."""
    weighed = weighed_months(rows)
    first = min((entry.measured_on for entry in weighed.values()), default=None)
    return months_of(subject, weighed, first)


def months_of(
    subject: WeighedChild, weighed: Mapping[dt.date, WeighedMonth], first_weighed_on: dt.date | None
) -> list[ChildMonth]:
    """The months of ``weighed``, oldest first.

    ``first_weighed_on`` is the day of the very first weight, which may be older than all in ``weighed``; a run of
    T is counted as far back as ``weighed`` reaches.
    """
    months: list[ChildMonth] = []
    for month in sorted(weighed):
        before = weighed.get(add_months(month, -1))
        status, is_certain = _status(subject, weighed[month], before, month, first_weighed_on)
        run = (months[-1].not_gained_run if before else 0) + 1 if status.status == "T" else 0
        months.append(ChildMonth(month, weighed[month], status, run, before, is_certain))
    return months


def _status(
    subject: WeighedChild,
    now: WeighedMonth,
    before: WeighedMonth | None,
    month: dt.date,
    first_weighed_on: dt.date | None,
) -> tuple[skdn.MonthStatus, bool]:
    """The letter at the greatest possible age, and whether every other possible age gives the same."""
    ages = subject.ages(now.measured_on)
    if not ages:
        return skdn.MonthStatus(None, skdn.LetterReason.NOT_WEIGHED), True
    given: dict[str, Any] = {
        "sex": subject.sex,
        "weight_g": grams(now.weight_kg),
        "last_month_weight_g": grams(before.weight_kg) if before else None,
        "weighed_before": first_weighed_on is not None and first_weighed_on < month,
        "birth_weight_g": subject.birth_weight_g,
        "on": now.measured_on,
        "waz": in_sd(now.waz),
        "last_month_waz": in_sd(before.waz) if before else None,
        "visual_choice": now.visual_status or None,
        "oedema": now.oedema,
    }
    statuses = [skdn.month_status(completed_month=age, **given) for age in range(ages[-1], ages[0] + 1)]
    is_certain = len({status.status for status in statuses}) == 1
    return statuses[-1] if is_certain else replace(statuses[-1], is_confirmed=False), is_certain


@finite_numbers
def grams(weight_kg: Decimal | float) -> int:
    """A weight in kilograms as whole grams."""
    return round(weight_kg * 1000)
