"""Postpartum visits KF1-KF4 and newborn visits KN1-KN3.

Source: posyandu.md section 11 [C]: KF1 and KN1 6-48 hours, KF2 and KN2 days 3-7, KF3 and KN3 days 8-28,
KF4 days 29-42. With dates alone the hours are read as days 0-2 [D]; when the hour of the visit is known
it decides, so the delivery itself (under 6 hours) is not a visit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.pregnancy.antenatal import VisitSlot, VisitState
from anyelir.rules.tables import Rule


class PostnatalKind(StrEnum):
    """Whose visits: the mother's (KF) or the newborn's (KN)."""

    MOTHER = "KF"
    NEWBORN = "KN"


@dataclass(frozen=True)
class PostnatalVisit:
    """A visit with its date, and whole hours since birth when they were written down."""

    on: dt.date
    hours_after_birth: int | None = None


def _lies_in(rule: Rule, born_on: dt.date, visit: PostnatalVisit) -> bool:
    hours = visit.hours_after_birth
    if rule["from_hour"] is not None and hours is not None:
        return bool(rule["from_hour"] <= hours <= rule["to_hour"])
    return bool(rule["from_day"] <= (visit.on - born_on).days <= rule["to_day"])


def _state(opens_on: dt.date, closes_on: dt.date, done_on: dt.date | None, on: dt.date) -> VisitState:
    if done_on is not None:
        return VisitState.DONE
    if on < opens_on:
        return VisitState.NOT_YET
    return VisitState.DUE if on <= closes_on else VisitState.MISSED


def postnatal_slots(
    kind: PostnatalKind, born_on: dt.date, visits: Sequence[PostnatalVisit], on: dt.date
) -> tuple[VisitSlot, ...]:
    """The visits of the mother or the newborn on ``on``; several visits in one window fill it once.

    Empty before the first period of the table ``postnatal_windows``.
    """
    known = sorted((visit for visit in visits if born_on <= visit.on <= on), key=lambda visit: visit.on)
    slots = []
    for rule in tables.load("postnatal_windows").as_of(on):
        if not rule["visit"].startswith(kind):
            continue
        opens_on, closes_on = add_days(born_on, rule["from_day"]), add_days(born_on, rule["to_day"])
        done_on = next((visit.on for visit in known if _lies_in(rule, born_on, visit)), None)
        state = _state(opens_on, closes_on, done_on, on)
        slots.append(VisitSlot(rule["visit"], opens_on, closes_on, state, done_on))
    return tuple(slots)
