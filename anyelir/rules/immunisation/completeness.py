"""Complete basic immunisation (IDL) and zero dose.

Source: posyandu.md section 9: IDL is the full basic set before 12 months; the set changed with PCV, RV
and IPV2 [C], so it is a dated rule (``immunisation_complete``). Reading [D]: the set in force on the
first birthday counts for a child; doses that count are those of the history, whatever their timing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.dates import month_reached_on
from anyelir.rules.immunisation.history import Recorded, Series, series_by_vaccine
from anyelir.rules.immunisation.schedule import judging_schedule
from anyelir.rules.tables import Rule

FIRST_BIRTHDAY_MONTHS = 12


class BasicState(StrEnum):
    """IDL of a child on a day. LATE: all doses are there, but one came after the limit."""

    COMPLETE = "complete"
    ON_THE_WAY = "on_the_way"
    LATE = "late"
    INCOMPLETE = "incomplete"
    NO_RULE = "no_rule"


@dataclass(frozen=True)
class BasicImmunisation:
    """State with the doses missing, those given after the limit, and those without a date.

    A dose without a date counts as given in time: the card ticks it and nobody can say otherwise.
    """

    state: BasicState
    missing: tuple[str, ...]
    late: tuple[str, ...]
    undated: tuple[str, ...]
    is_confirmed: bool


def basic_immunisation(born_on: dt.date, recorded: Sequence[Recorded], on: dt.date) -> BasicImmunisation:
    """IDL of a child from its read history. NO_RULE before the first period of the table."""
    judged_on = month_reached_on(born_on, FIRST_BIRTHDAY_MONTHS)
    rules = tables.load("immunisation_complete").as_of(judged_on)
    if not rules:
        return BasicImmunisation(BasicState.NO_RULE, (), (), (), False)
    schedule, series = judging_schedule(on), series_by_vaccine(recorded)
    how_given = {}
    for rule in rules:
        dose = schedule.get(rule["dose"])
        had = series.get(dose.vaccine) if dose else None
        limit_on = month_reached_on(born_on, rule["before_month"])
        how_given[rule["dose"]] = _how(had, dose.number, limit_on) if dose and had else "missing"
    missing, late, undated = (
        tuple(dose for dose, how in how_given.items() if how == kind)
        for kind in ("missing", "late", "undated")
    )
    state = _state(missing, late, any(_is_open(rule, born_on, on) for rule in rules))
    return BasicImmunisation(state, missing, late, undated, all(rule.is_confirmed for rule in rules))


def _is_open(rule: Rule, born_on: dt.date, on: dt.date) -> bool:
    return on < month_reached_on(born_on, rule["before_month"])


def _how(had: Series, number: int, limit_on: dt.date) -> str:
    """How a dose was had: missing, undated, in time or late."""
    if had.count < number:
        return "missing"
    given_on = had.dates.get(number)
    if given_on is None:
        return "undated"
    return "in_time" if given_on < limit_on else "late"


def _state(missing: Sequence[str], late: Sequence[str], is_open: bool) -> BasicState:
    if missing:
        return BasicState.ON_THE_WAY if is_open else BasicState.INCOMPLETE
    return BasicState.LATE if late else BasicState.COMPLETE


def is_zero_dose(recorded: Sequence[Recorded]) -> bool:
    """True for a child that had no vaccine at all (glossary: zero dose); one given too early was had."""
    return not any(dose.was_given for dose in recorded)
