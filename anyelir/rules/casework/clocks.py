"""Clocks of a case: internal ones by risk, statutory ones by law.

Source: protection.md sections 2.4, 2.5 and 5.5. Times are given and returned in UTC; a working-day clock
ends at midnight after the last working day where the unit is (``utc_offset_hours``: 7 WIB, 8 WITA,
9 WIT), counted without national holidays and joint leave (``holidays_id``). Internal numbers are defaults
[D] that a region may change; [A] ones come from a published standard or the law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.casework.law import Laws
from anyelir.rules.casework.triage import Risk
from anyelir.rules.dates import add_days
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.holidays_id import NO_DAYS, add_working_days
from anyelir.rules.tables import Rule

WIB_OFFSET_HOURS = 7
HOURS_IN_DAY = 24
MINUTES = {"minute": 1, "hour": 60, "day": 60 * HOURS_IN_DAY}
FOLLOW_UP = "follow_up_"


class Clock(StrEnum):
    """Internal clocks; follow-ups are counted from when accompaniment ends."""

    ACK = "ack"
    TRIAGE = "triage"
    ASSIGN = "assign"
    EMERGENCY = "emergency"
    FIRST_SERVICE = "first_service"
    HANDOVER = "handover"
    PLAN = "plan"
    CLOSURE = "closure"


@dataclass(frozen=True)
class StatutoryClock:
    """A term set by law: it ends at ``due_at``; warn at ``alarm_at``."""

    clock: str
    starts_at: dt.datetime
    due_at: dt.datetime
    alarm_at: dt.datetime
    is_end_of_protection: bool
    legal_basis: str


@finite_numbers
def plus(at: dt.datetime, minutes: int) -> dt.datetime:
    """``minutes`` later, stopping at the ends of the calendar."""
    try:
        return at + dt.timedelta(minutes=minutes)
    except OverflowError:
        edge = dt.datetime.max if minutes > 0 else dt.datetime.min
        return edge.replace(tzinfo=at.tzinfo)


def _after_working_days(
    at: dt.datetime, count: int, local_holidays: Set[dt.date], utc_offset_hours: int
) -> dt.datetime:
    local = plus(at, utc_offset_hours * 60)
    end = add_days(add_working_days(local.date(), count, local_holidays=local_holidays), 1)
    midnight = dt.datetime.combine(end, dt.time(), tzinfo=at.tzinfo)
    return plus(midnight, -utc_offset_hours * 60)


def _due(
    rule: Rule, started_at: dt.datetime, local_holidays: Set[dt.date], utc_offset_hours: int
) -> dt.datetime:
    if rule["unit"] == "working_day":
        return _after_working_days(started_at, rule["amount"], local_holidays, utc_offset_hours)
    return plus(started_at, rule["amount"] * MINUTES[rule["unit"]])


@finite_numbers
def due_at(
    clock: Clock,
    risk: Risk,
    started_at: dt.datetime,
    local_holidays: Set[dt.date] = NO_DAYS,
    utc_offset_hours: int = WIB_OFFSET_HOURS,
) -> dt.datetime | None:
    """When ``clock`` runs out; None before the first period of the table ``case_clocks``.

    ``local_holidays``: days off of the region beside the national ones.
    """
    rule = tables.load("case_clocks").by_key(started_at.date()).get((clock, risk))
    return None if rule is None else _due(rule, started_at, local_holidays, utc_offset_hours)


def follow_ups(risk: Risk, started_at: dt.datetime) -> tuple[dt.datetime, ...]:
    """Times of the follow-up contacts: high 1, 3, 7, 30 days; medium 7, 30, 90; low 30, 90."""
    rules = tables.load("case_clocks").as_of(started_at.date())
    steps = [rule for rule in rules if rule["clock"].startswith(FOLLOW_UP) and rule["risk"] == risk]
    return tuple(sorted(_due(rule, started_at, NO_DAYS, 0) for rule in steps))


def _applies(rule: Rule, laws: Laws) -> bool:
    """A clock of a law that may hold runs; it can be waived with a reason, not caught up."""
    return {"tpks": laws.is_tpks, "domestic": laws.is_domestic}.get(rule["law"], True) is not False


def statutory_clocks(events: Mapping[str, dt.datetime], laws: Laws) -> tuple[StatutoryClock, ...]:
    """The terms that the ``events`` started, soonest first.

    Events are the ``starts_with`` values of the table ``statutory_clocks`` (``first_contact``,
    ``police_report``, ``protection_given``, ``data_breach``, ``subject_request``); others are ignored.
    """
    started = []
    for rule in tables.load("statutory_clocks").rules:
        starts_at = events.get(rule["starts_with"])
        if starts_at is not None and rule.holds(starts_at.date()) and _applies(rule, laws):
            due = plus(starts_at, rule["hours"] * 60)
            alarm = plus(due, -rule["alarm_hours"] * 60)
            started.append(
                StatutoryClock(
                    rule["clock"], starts_at, due, alarm, rule["is_end_of_protection"], rule.legal_basis
                )
            )
    return tuple(sorted(started, key=lambda clock: (clock.due_at, clock.clock)))
