"""Days and months that the PKK movement keeps: table ``pkk_days``, beside the days off of ``holidays_id``.

Most rows are what offices commonly keep and marked [C]; ``is_confirmed`` says so, and the screen does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.months import last_day

TABLE = "pkk_days"


@dataclass(frozen=True, slots=True)
class PkkDay:
    """Kept from ``first`` to ``last``, both included; the same day twice is one day."""

    slug: str
    name: str
    first: dt.date
    last: dt.date
    is_confirmed: bool

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


def pkk_days_of(month: dt.date) -> tuple[PkkDay, ...]:
    """What is kept in the month of ``month``, in the order of the table. Raises nothing; no row, no day."""
    end = last_day(month)
    rows = tables.load(TABLE).as_of(end)
    return tuple(_kept(rule, end) for rule in rows if rule["month"] == end.month)


def _kept(rule: tables.Rule, end: dt.date) -> PkkDay:
    first = end.replace(day=min(rule["first_day"], end.day))
    last = end.replace(day=min(rule["last_day"], end.day)) if rule["last_day"] else first
    return PkkDay(rule["slug"], rule["name"], first, last, rule.is_confirmed)
