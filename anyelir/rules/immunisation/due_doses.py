"""What one child is due, allowed, late for, or can no longer get on a day.

Source: posyandu.md section 9. The schedule in force on the day decides; every dose of it is answered.
``due_arrays`` answers the same question for many children at once and must agree dose by dose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules.dates import add_days
from anyelir.rules.immunisation.history import Given, Recorded, Series, read_history, series_by_vaccine
from anyelir.rules.immunisation.schedule import DoseRule, Timing, by_vaccine, schedule_on


class State(StrEnum):
    """State of one dose of the schedule.

    NOT_YET: too young, or too soon after the dose before. DUE: in the ideal month. ALLOWED and
    CATCH_UP: late, can be given now. UNSTATED: the chart is silent, ask the health worker.
    AFTER_PREVIOUS: old enough, but an earlier dose of the series is missing. CLOSED: can no longer be given.
    """

    GIVEN = "given"
    NOT_YET = "not_yet"
    DUE = "due"
    ALLOWED = "allowed"
    CATCH_UP = "catch_up"
    UNSTATED = "unstated"
    AFTER_PREVIOUS = "after_previous"
    CLOSED = "closed"

    @property
    def can_be_given(self) -> bool:
        """Due, still allowed or catch-up: one of the doses of today."""
        return self in (State.DUE, State.ALLOWED, State.CATCH_UP)

    @property
    def is_overdue(self) -> bool:
        """Past the ideal month and still possible."""
        return self in (State.ALLOWED, State.CATCH_UP)


OPEN_STATES = {
    Timing.TOO_EARLY: State.NOT_YET,
    Timing.IDEAL: State.DUE,
    Timing.ALLOWED: State.ALLOWED,
    Timing.CATCH_UP: State.CATCH_UP,
    Timing.UNSTATED: State.UNSTATED,
    Timing.TOO_LATE: State.CLOSED,
}


@dataclass(frozen=True)
class DoseState:
    """One dose of the schedule for one child.

    ``due_on`` is the first day the dose can be given, by age and by the gap to the dose before (also
    planned through a missing one); None when given or closed. ``closes_on`` is the first day it is
    refused. ``given_on`` is None when the date is unknown. ``repeats``: days on which this dose was given too early
    to count, so that it is given again from ``due_on``; empty for nearly all.
    """

    dose: str
    vaccine: str
    number: int
    state: State
    due_on: dt.date | None
    closes_on: dt.date
    given_on: dt.date | None
    is_confirmed: bool
    repeats: tuple[dt.date, ...] = ()

    @property
    def is_on_card(self) -> bool:
        """Given, whether it counts or not."""
        return self.state is State.GIVEN or bool(self.repeats)


def _pending_state(rule: DoseRule, is_next: bool, born_on: dt.date, due_on: dt.date, on: dt.date) -> State:
    if max(due_on, on) >= rule.refused_from.reached_on(born_on):
        return State.CLOSED
    timing = rule.timing(born_on, on)
    if not is_next and timing is not Timing.TOO_EARLY:
        return State.AFTER_PREVIOUS
    return State.NOT_YET if on < due_on else OPEN_STATES[timing]


def _series_states(doses: Sequence[DoseRule], had: Series, born_on: dt.date, on: dt.date) -> list[DoseState]:
    result: list[DoseState] = []
    last_on, is_open = had.last_on, True
    for rule in doses:
        closes_on = rule.refused_from.reached_on(born_on)
        state, due_on = State.GIVEN, None
        if rule.number > had.count:
            due_on = rule.opens.reached_on(born_on)
            if last_on is not None:
                due_on = max(due_on, add_days(last_on, rule.min_gap_days))
            state = _pending_state(rule, rule.number == had.count + 1, born_on, due_on, on)
            is_open = is_open and state is not State.CLOSED
            last_on = max(due_on, on)
            state, due_on = (state, due_on) if is_open else (State.CLOSED, None)
        given_on, early = had.dates.get(rule.number), had.early.get(rule.number, ())
        result.append(
            DoseState(
                rule.dose,
                rule.vaccine,
                rule.number,
                state,
                due_on,
                closes_on,
                given_on,
                rule.is_confirmed,
                early,
            )
        )
    return result


def dose_states(
    born_on: dt.date,
    recorded: Sequence[Recorded],
    on: dt.date,
    conditions: Set[str] = frozenset(),
) -> tuple[DoseState, ...]:
    """Every dose of the schedule in force on ``on``, in the order of the chart.

    ``conditions`` names what holds where the child lives (``"je_endemic"``); doses for other places are
    listed only when they were given, even too early. Empty before the first period of the schedule.
    """
    rules = schedule_on(on)
    series = series_by_vaccine(recorded)
    none_had = Series(0, None, {})
    by_dose = {
        state.dose: state
        for vaccine, doses in by_vaccine(rules)
        for state in _series_states(doses, series.get(vaccine, none_had), born_on, on)
    }
    return tuple(
        by_dose[rule.dose]
        for rule in rules
        if not rule.condition or rule.condition in conditions or by_dose[rule.dose].is_on_card
    )


def assess(
    born_on: dt.date, history: Sequence[Given], on: dt.date, conditions: Set[str] = frozenset()
) -> tuple[DoseState, ...]:
    """``dose_states`` straight from a card: what is given, due, late, closed on ``on``."""
    return dose_states(born_on, read_history(history, born_on, on), on, conditions)


def due_now(states: Sequence[DoseState]) -> tuple[DoseState, ...]:
    """The doses to give today: ideal, still allowed and catch-up."""
    return tuple(state for state in states if state.state.can_be_given)
