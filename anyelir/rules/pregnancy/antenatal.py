"""Antenatal visits K1-K6: windows, what is due, and the indicators K1, K4 and K6.

Source: posyandu.md section 11 [C] and the borders fixed in section 19: >24-32, >32-36, >36, so exactly
32 weeks is K4 and exactly 36 is K5. Reading [D]: weeks are the completed weeks that the card shows
(days div 7), so 32 weeks and 6 days still reads 32. "K1 murni" is a first contact until week 12; a later
first contact is "K1 akses" and fills the slot of its own window as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.pregnancy.dating import DAYS_IN_WEEK, Dating
from anyelir.rules.tables import Rule


class VisitState(StrEnum):
    """State of one visit of the plan."""

    DONE = "done"
    DONE_LATE = "done_late"
    NOT_YET = "not_yet"
    DUE = "due"
    MISSED = "missed"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class AntenatalVisit:
    """A contact with a health worker."""

    on: dt.date
    by_doctor: bool = False


@dataclass(frozen=True)
class VisitSlot:
    """One visit of the plan with its window of days, both inclusive, and the visit that filled it.

    K1 filled by a later first contact is DONE_LATE ("K1 akses"). NOT_NEEDED: the pregnancy ended first.
    """

    visit: str
    opens_on: dt.date
    closes_on: dt.date
    state: VisitState
    done_on: dt.date | None


@dataclass(frozen=True)
class Coverage:
    """What a pregnancy counts for: first contact, K1 murni, K4 (1-1-2) and K6 (1-2-3, doctor in T1 and T3)."""

    k1_access: bool
    k1_pure: bool
    k4: bool
    k6: bool


def _window(rule: Rule, dating: Dating, ended_on: dt.date | None) -> tuple[dt.date, dt.date]:
    opens_on = add_days(dating.starts_on, rule["from_week"] * DAYS_IN_WEEK)
    if rule["to_week"] is None:
        return opens_on, max(ended_on or dt.date.max, opens_on)
    return opens_on, add_days(dating.starts_on, (rule["to_week"] + 1) * DAYS_IN_WEEK - 1)


def _counted(
    dating: Dating, visits: Sequence[AntenatalVisit], on: dt.date, ended_on: dt.date | None
) -> list[AntenatalVisit]:
    """Visits of this pregnancy until ``on``, one per day (the doctor's if there are two), by date."""
    last = min(on, ended_on or on)
    by_day: dict[dt.date, AntenatalVisit] = {}
    for visit in sorted(visits, key=lambda visit: (visit.on, visit.by_doctor)):
        if dating.starts_on <= visit.on <= last:
            by_day[visit.on] = visit
    return list(by_day.values())


def _slot_state(
    opens_on: dt.date, closes_on: dt.date, done_on: dt.date | None, on: dt.date, ended_on: dt.date | None
) -> VisitState:
    if done_on is not None:
        return VisitState.DONE if done_on <= closes_on else VisitState.DONE_LATE
    if ended_on is not None and ended_on <= min(on, closes_on):
        return VisitState.NOT_NEEDED
    if on < opens_on:
        return VisitState.NOT_YET
    return VisitState.DUE if on <= closes_on else VisitState.MISSED


def visit_slots(
    dating: Dating, visits: Sequence[AntenatalVisit], on: dt.date, ended_on: dt.date | None = None
) -> tuple[VisitSlot, ...]:
    """K1 to K6 on ``on``: each window takes the earliest visits that lie in it, one a slot.

    ``ended_on`` is the day of birth or loss; windows still open then are NOT_NEEDED. Empty before the
    first period of the table ``antenatal_windows``.
    """
    counted = [visit.on for visit in _counted(dating, visits, on, ended_on)]
    free = list(counted)
    slots = []
    for rule in tables.load("antenatal_windows").as_of(on):
        opens_on, closes_on = _window(rule, dating, ended_on)
        done_on = next((day for day in free if opens_on <= day <= closes_on), None)
        if done_on is not None:
            free.remove(done_on)
        elif opens_on == dating.starts_on and counted:
            done_on = counted[0]
        state = _slot_state(opens_on, closes_on, done_on, on, ended_on)
        slots.append(VisitSlot(rule["visit"], opens_on, closes_on, state, done_on))
    return tuple(slots)


def _trimester(dating: Dating, day: dt.date, windows: Sequence[Rule]) -> int | None:
    weeks = (day - dating.starts_on).days // DAYS_IN_WEEK
    for rule in windows:
        if rule["from_week"] <= weeks and (rule["to_week"] is None or weeks <= rule["to_week"]):
            return int(rule["trimester"])
    return None


def _reaches(rule: Rule | None, visits: list[tuple[int | None, bool]]) -> bool:
    if rule is None:
        return False
    in_trimester = [sum(trimester == wanted for trimester, _ in visits) for wanted in (1, 2, 3)]
    wanted = [rule[f"in_trimester_{number}"] for number in (1, 2, 3)]
    doctors = [sum(trimester == number and doctor for trimester, doctor in visits) for number in (1, 3)]
    needed = [rule["doctor_in_trimester_1"] or 0, rule["doctor_in_trimester_3"] or 0]
    pairs = zip(in_trimester + doctors, wanted + needed, strict=True)
    return all(had >= least for had, least in pairs)


def coverage(
    dating: Dating, visits: Sequence[AntenatalVisit], on: dt.date, ended_on: dt.date | None = None
) -> Coverage:
    """Which indicators the pregnancy reaches with the visits made until ``on``; never lost again later."""
    windows = tables.load("antenatal_windows").as_of(on)
    rules = tables.load("antenatal_indicators").by_key(on)
    counted = _counted(dating, visits, on, ended_on)
    placed = [(_trimester(dating, visit.on, windows), visit.by_doctor) for visit in counted]
    return Coverage(
        k1_access=bool(placed),
        k1_pure=any(trimester == 1 for trimester, _ in placed),
        k4=_reaches(rules.get("K4"), placed),
        k6=_reaches(rules.get("K6"), placed),
    )
