"""Tetanus status (T1-T5) of women of fertile age, from the dates of their Td doses.

Source: posyandu.md section 9 (T2 4 weeks after T1, protects 3 years; T3 6 months, 5; T4 1 year, 10;
T5 1 year, 25) [B]. A dose before its gap has passed is kept in ``too_early`` and does not raise the
status, because protection must not be promised too soon.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.dates import add_days, add_months
from anyelir.rules.tables import Rule

MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class TetanusStatus:
    """``number`` 0-5; ``protected_until`` is the last day of protection; ``next_on`` None after T5."""

    number: int
    last_on: dt.date | None
    protected_until: dt.date | None
    next_on: dt.date | None
    too_early: tuple[dt.date, ...]

    def is_protected(self, on: dt.date) -> bool:
        """Whether the last dose still protects on ``on``."""
        return self.protected_until is not None and on <= self.protected_until


def _earliest(rule: Rule | None, last_on: dt.date | None) -> dt.date | None:
    """First day of the dose of ``rule``; None when there is no such dose."""
    if rule is None:
        return None
    if last_on is None:
        return dt.date.min
    return add_days(add_months(last_on, rule["min_gap_months"]), rule["min_gap_days"])


def tetanus_status(given_on: Sequence[dt.date], on: dt.date) -> TetanusStatus:
    """The status on ``on`` from the doses given until then, in any order, repeats ignored.

    Doses after T5 prolong nothing and are ignored. Before the first period of the table the status is 0.
    """
    rules: dict[int, Rule] = tables.load("tetanus_intervals").by_key(on)
    number, last_on, too_early = 0, None, []
    for date in sorted({date for date in given_on if date <= on}):
        earliest = _earliest(rules.get(number + 1), last_on)
        if earliest is None:
            break
        if date < earliest:
            too_early.append(date)
        else:
            number, last_on = number + 1, date
    years = rules[number]["protection_years"] if number else 0
    until = add_days(add_months(last_on, years * MONTHS_IN_YEAR), -1) if last_on and years else None
    next_on = _earliest(rules.get(number + 1), last_on)
    return TetanusStatus(number, last_on, until, on if next_on == dt.date.min else next_on, tuple(too_early))
