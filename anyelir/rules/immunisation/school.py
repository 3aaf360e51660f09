"""School immunisation month (BIAS): what a pupil is due by class and month.

Source: posyandu.md section 9 (MR August class 1; DT November class 1; Td November classes 2 and 5; HPV
August class 5, girls). The school year runs from July to June. A dose missed in its class stays open as
catch-up [C: catch-up classes are not confirmed].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.immunisation.history import Recorded
from anyelir.rules.tables import Rule

FIRST_MONTH = 7


class SchoolState(StrEnum):
    """State of one school dose; CATCH_UP: its month has passed without it."""

    GIVEN = "given"
    NOT_YET = "not_yet"
    DUE = "due"
    CATCH_UP = "catch_up"


@dataclass(frozen=True)
class SchoolDose:
    """One row of the school programme for one pupil; ``campaign_on`` is the first day of its month."""

    vaccine: str
    school_class: int
    campaign_on: dt.date
    state: SchoolState
    given_on: dt.date | None
    is_confirmed: bool


def school_year_start(on: dt.date) -> dt.date:
    """1 July of the school year that ``on`` lies in."""
    year = on.year if on.month >= FIRST_MONTH else on.year - 1
    return dt.date(max(year, dt.MINYEAR), FIRST_MONTH, 1)


def _campaign_on(rule: Rule, school_class: int, on: dt.date) -> dt.date:
    year = school_year_start(on).year + rule["school_class"] - school_class
    year += rule["month"] < FIRST_MONTH
    return dt.date(min(max(year, dt.MINYEAR), dt.MAXYEAR), rule["month"], 1)


def _take(dates: list[dt.date], since: dt.date, before: dt.date) -> dt.date | None:
    """Remove and return the first date of the half-open period, None when there is none."""
    for date in dates:
        if since <= date < before:
            dates.remove(date)
            return date
    return None


def _matches(campaigns: Sequence[tuple[Rule, dt.date]], dates: list[dt.date]) -> dict[int, dt.date]:
    """Dates to rows: first those given in the row's own school year, then later ones as catch-up."""
    date_by_row: dict[int, dt.date] = {}
    for own_year in (True, False):
        for index, (_, campaign_on) in enumerate(campaigns):
            start = school_year_start(campaign_on)
            end = dt.date(min(start.year + 1, dt.MAXYEAR), FIRST_MONTH, 1) if own_year else dt.date.max
            if index not in date_by_row and (date := _take(dates, start, end)):
                date_by_row[index] = date
    return date_by_row


def _state(campaign_on: dt.date, given_on: dt.date | None, on: dt.date) -> SchoolState:
    if given_on is not None:
        return SchoolState.GIVEN
    if on < campaign_on:
        return SchoolState.NOT_YET
    is_month = (on.year, on.month) == (campaign_on.year, campaign_on.month)
    return SchoolState.DUE if is_month else SchoolState.CATCH_UP


def _of_one_vaccine(
    vaccine: str, campaigns: Sequence[tuple[Rule, dt.date]], recorded: Sequence[Recorded], on: dt.date
) -> list[SchoolDose]:
    given_on = [dose.given.on for dose in recorded if dose.vaccine == vaccine and dose.is_counted]
    date_by_row = _matches(campaigns, sorted(date for date in given_on if date is not None))
    return [
        SchoolDose(
            vaccine,
            rule["school_class"],
            campaign_on,
            _state(campaign_on, date_by_row.get(index), on),
            date_by_row.get(index),
            rule.is_confirmed,
        )
        for index, (rule, campaign_on) in enumerate(campaigns)
    ]


@finite_numbers
def school_doses(
    school_class: int, is_girl: bool, recorded: Sequence[Recorded], on: dt.date
) -> tuple[SchoolDose, ...]:
    """The school programme of a pupil who is in ``school_class`` (1-6) on ``on``, in table order.

    Assumes the pupil moved up a class each July; doses of the toddler series are told apart by date.
    Empty before the first period of the table.
    """
    campaigns: dict[str, list[tuple[Rule, dt.date]]] = {}
    for rule in tables.load("school_immunisation").as_of(on):
        if is_girl or not rule["girls_only"]:
            campaign = (rule, _campaign_on(rule, school_class, on))
            campaigns.setdefault(rule["vaccine"], []).append(campaign)
    return tuple(
        dose for vaccine, rows in campaigns.items() for dose in _of_one_vaccine(vaccine, rows, recorded, on)
    )
