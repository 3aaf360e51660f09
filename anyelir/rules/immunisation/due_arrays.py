"""The due list of many children at once (numpy), equal dose by dose to ``due_doses.dose_states``.

Shapes: n children, v vaccines, d doses. Dates are ``datetime64[D]`` outside and whole days since 1970
inside, because integer arithmetic is several times faster. Source: posyandu.md section 9.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anyelir.rules.immunisation.due_doses import State
from anyelir.rules.immunisation.schedule import (
    Age,
    DoseRule,
    by_vaccine,
    changing_days,
    judging_schedule,
    schedule_on,
)

Dates = NDArray[np.datetime64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]

STATES: tuple[State, ...] = tuple(State)
CODE = {state: np.int8(code) for code, state in enumerate(STATES)}
WINDOW_CODES = np.array(
    [CODE[state] for state in (State.DUE, State.ALLOWED, State.CATCH_UP, State.UNSTATED, State.CLOSED)],
    dtype=np.int8,
)
NO_DAY: int = np.iinfo(np.int64).min
EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class Histories:
    """Per child and vaccine: doses had ``count`` (n, v) and last date ``last_on`` (n, v), NaT for none."""

    vaccines: tuple[str, ...]
    count: Numbers
    last_on: Dates


@dataclass(frozen=True)
class DueArrays:
    """``state`` (n, d) holds indices into ``STATES``; ``due_on`` (n, d) is NaT when given or closed."""

    doses: tuple[str, ...]
    state: Codes
    due_on: Dates


def _to_days(dates: Dates) -> Numbers:
    """Days since 1970; NaT becomes ``NO_DAY``, the smallest number there is."""
    return dates.astype("datetime64[D]").astype(np.int64)


def _from_days(days: Numbers) -> Dates:
    return days.astype("datetime64[D]")


def summarise(
    born_on: Dates, child: Numbers, vaccine: Numbers, given_on: Dates, vaccines: Sequence[str], on: dt.date
) -> Histories:
    """Doses in long form (one row per dose, ``child`` and ``vaccine`` as indices) to ``Histories``.

    As in ``history.read_history`` a second dose of a vaccine on one day, doses before birth and after
    ``on`` are not counted, nor those before their minimum age or gap where the row says so; an unknown date (NaT)
    counts as a dose without a date. Printed dose numbers are not looked at. Raises ValueError for an index that is
    no whole number or lies outside the arrays.
    """
    child, vaccine = _index(child, len(born_on), "child"), _index(vaccine, len(vaccines), "vaccine")
    day, today = _to_days(given_on), (on - EPOCH).days
    shape = (len(born_on), len(vaccines))
    undated = day == NO_DAY
    dated = ~undated & (day >= _to_days(born_on)[child]) & (day <= today)
    cell = child * len(vaccines) + vaccine
    first = int(day[dated].min(initial=today))
    span = today - first + 1
    # One sorted number for cell and day: a repeat of a day falls out, the doses of a cell follow each other.
    keys = np.sort(cell[dated] * span + day[dated] - first)
    keys = keys[np.diff(keys, prepend=-1) > 0]
    counted = _Counted(born_on, vaccines, np.bincount(cell[undated], minlength=shape[0] * shape[1]))
    counted.take(keys // span, keys % span + first)
    return Histories(tuple(vaccines), counted.count.reshape(shape), _from_days(counted.last).reshape(shape))


def _index(values: Numbers, size: int, name: str) -> Numbers:
    """Indices as signed numbers: unsigned ones would wrap around when they are multiplied or subtracted."""
    indices = np.asarray(values)
    if indices.dtype.kind not in "iu" and len(indices):
        raise ValueError(f"{name} must hold whole numbers")
    if len(indices) and (int(indices.min()) < 0 or int(indices.max()) >= size):
        raise ValueError(f"{name} lies outside the arrays")
    return indices.astype(np.int64)


class _Counted:
    """Doses that satisfy the series of each cell (child and vaccine), and the last day one was given."""

    def __init__(self, born_on: Dates, vaccines: Sequence[str], undated: Numbers) -> None:
        self.count, self.last = undated.astype(np.int64), np.full(len(undated), NO_DAY)
        self.ages, self.vaccines = _Ages(born_on), tuple(vaccines)

    def take(self, cell: Numbers, day: Numbers) -> None:
        """All doses, sorted by cell and day: the first of every cell together, then the second, and so on."""
        starts = np.flatnonzero(np.diff(cell, prepend=-1) != 0)
        place = np.arange(len(cell)) - np.repeat(starts, np.diff(starts, append=len(cell)))
        order = np.argsort(place, kind="stable")
        for nth in np.split(order, np.cumsum(np.bincount(place))[:-1]) if len(cell) else []:
            self._take_one(cell[nth], day[nth])

    def _take_one(self, cell: Numbers, day: Numbers) -> None:
        """At most one dose for a cell."""
        counts = np.ones(len(cell), dtype=bool)
        last = self.last[cell]
        for since, before, doses in _charts(day):
            in_force = (day >= since) & (day < before)
            for column, vaccine in enumerate(self.vaccines):
                of_vaccine = np.flatnonzero(in_force & (cell % len(self.vaccines) == column))
                for rule in (dose for dose in doses if dose.vaccine == vaccine and dose.repeat_if_early):
                    next_due = of_vaccine[self.count[cell[of_vaccine]] == rule.number - 1]
                    is_young = (
                        day[next_due] < self.ages.reached(rule.opens)[cell[next_due] // len(self.vaccines)]
                    )
                    gap = np.where(
                        last[next_due] == NO_DAY, rule.min_gap_days, day[next_due] - last[next_due]
                    )
                    counts[next_due] = ~is_young & (gap >= rule.min_gap_days)
        self.count[cell] += counts
        self.last[cell] = day


def _charts(day: Numbers) -> Iterator[tuple[int, int, tuple[DoseRule, ...]]]:
    """The charts by which doses on these days are judged, each with its first day and the first one after it."""
    if not len(day):
        return
    least, most = int(day.min()), int(day.max())
    changes = {(on - EPOCH).days for on in changing_days()}
    since = [least, *sorted(change for change in changes if least < change <= most)]
    for start, end in zip(since, [*since[1:], most + 1], strict=True):
        yield start, end, tuple(judging_schedule(EPOCH + dt.timedelta(start)).values())


class _Ages:
    """First days of the ages of the chart for every child, each computed once."""

    def __init__(self, born_on: Dates) -> None:
        self._months = born_on.astype("datetime64[M]")
        self._born = _to_days(born_on)
        self._day = self._born - _to_days(self._months)
        self._known: dict[Age, Numbers] = {}

    def reached(self, age: Age) -> Numbers:
        """``dates.month_reached_on`` over the array, in days."""
        if age not in self._known:
            self._known[age] = self._month(age.count) if age.is_months else self._born + age.count
        return self._known[age]

    def _month(self, months: int) -> Numbers:
        target = _to_days(self._months + months)
        length = _to_days(self._months + months + 1) - target
        reached: Numbers = target + np.minimum(self._day, length)
        return reached


class _Series:
    """Walks the doses of one vaccine for all children, carrying the last date and what is still open."""

    def __init__(self, ages: _Ages, count: Numbers, last: Numbers, today: int) -> None:
        self.ages, self.count, self.last, self.today = ages, count, last, today
        self.is_open: Flags = np.ones(len(count), dtype=bool)

    def _window(self, rule: DoseRule) -> Codes:
        passed = np.zeros(len(self.count), dtype=np.int8)
        for end in rule.bounds():
            passed += self.today >= self.ages.reached(end)
        return WINDOW_CODES[passed]

    def step(self, rule: DoseRule) -> tuple[Codes, Numbers]:
        """State and due day of one dose."""
        given = self.count >= rule.number
        gap_over = np.where(self.last == NO_DAY, NO_DAY, self.last + rule.min_gap_days)
        opens = self.ages.reached(rule.opens)
        due = np.maximum(opens, gap_over)
        due_or_today = np.maximum(due, self.today)
        self.is_open &= given | (due_or_today < self.ages.reached(rule.refused_from))
        self.last = np.where(given, self.last, due_or_today)
        state = self._window(rule)
        state[self.today < due] = CODE[State.NOT_YET]
        state[(self.count + 1 < rule.number) & (self.today >= opens)] = CODE[State.AFTER_PREVIOUS]
        state[~self.is_open] = CODE[State.CLOSED]
        state[given] = CODE[State.GIVEN]
        return state, np.where(given | ~self.is_open, NO_DAY, due)


def due_arrays(
    born_on: Dates, histories: Histories, on: dt.date, conditions: Set[str] = frozenset()
) -> DueArrays:
    """State and due date of every dose in force on ``on`` for every child with a birth date.

    Doses bound to a condition that is not named are left out (``dose_states`` lists a given one). Rows
    whose birth date is NaT have no meaning: leave such children out.
    """
    rules = tuple(rule for rule in schedule_on(on) if not rule.condition or rule.condition in conditions)
    column = {rule.dose: index for index, rule in enumerate(rules)}
    state = np.zeros((len(born_on), len(rules)), dtype=np.int8)
    due = np.full((len(born_on), len(rules)), NO_DAY)
    ages, today = _Ages(born_on), (on - EPOCH).days
    for vaccine, doses in by_vaccine(rules):
        series = _Series(ages, *_had(histories, vaccine, len(born_on)), today)
        for rule in doses:
            state[:, column[rule.dose]], due[:, column[rule.dose]] = series.step(rule)
    return DueArrays(tuple(column), state, _from_days(due))


def _had(histories: Histories, vaccine: str, children: int) -> tuple[Numbers, Numbers]:
    if vaccine not in histories.vaccines:
        return np.zeros(children, dtype=np.int64), np.full(children, NO_DAY)
    index = histories.vaccines.index(vaccine)
    return histories.count[:, index], _to_days(histories.last_on[:, index])
