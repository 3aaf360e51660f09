"""What a child has had: doses numbered by history, problems noted, nothing dropped.

Source: posyandu.md section 9 ("give dose numbers by history, not age"; a dose outside the window is
recorded; catch-up does not restart a series) and section 4 (old form names). A dose before its minimum age or its
gap stays on the card with a note; whether it must be given again is said by its row of ``immunisation_intervals``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from anyelir.rules.immunisation.schedule import Timing, judging_schedule
from anyelir.rules.immunisation.vaccine_names import named_dose

MAX_STATED_NUMBER = 9


class DoseNote(StrEnum):
    """What is odd about a recorded dose. The first four say that it was no dose of this child's series.

    TOO_YOUNG and GAP_TOO_SHORT: given before the minimum age or the gap; with REPEAT it does not satisfy the series.
    """

    UNKNOWN_VACCINE = "unknown_vaccine"
    BEFORE_BIRTH = "before_birth"
    IN_FUTURE = "in_future"
    SAME_DAY = "same_day"
    NUMBER_CONTRADICTS = "number_contradicts"
    TOO_YOUNG = "too_young"
    GAP_TOO_SHORT = "gap_too_short"
    BEYOND_SERIES = "beyond_series"
    OUTSIDE_SCHEDULE = "outside_schedule"
    REPEAT = "repeat"


NOT_GIVEN = frozenset(
    {DoseNote.UNKNOWN_VACCINE, DoseNote.BEFORE_BIRTH, DoseNote.IN_FUTURE, DoseNote.SAME_DAY}
)
NOT_COUNTED = NOT_GIVEN | {DoseNote.REPEAT}


@dataclass(frozen=True)
class Given:
    """A dose as it stands on a card: vaccine name, date if known, dose number if printed."""

    vaccine: str
    on: dt.date | None
    stated_number: int | None = None


@dataclass(frozen=True)
class Recorded:
    """A dose with the vaccine code, its number by history (with REPEAT: the one to be given again), timing, notes."""

    given: Given
    vaccine: str
    number: int | None
    timing: Timing
    notes: tuple[DoseNote, ...]

    @property
    def is_counted(self) -> bool:
        """Whether the dose satisfies its place in the series."""
        return not NOT_COUNTED.intersection(self.notes)

    @property
    def was_given(self) -> bool:
        """Whether the child had an injection of a known vaccine, even one that does not count."""
        return not NOT_GIVEN.intersection(self.notes)


@dataclass(frozen=True)
class Series:
    """One vaccine of a child: doses had (a printed higher number counts) and the last day one was given.

    ``dates``: day of each dose that counts; ``early``: days of the doses that must be given again, by number.
    """

    count: int
    last_on: dt.date | None
    dates: dict[int, dt.date]
    early: dict[int, tuple[dt.date, ...]] = field(default_factory=dict)


def _reason_not_to_count(given: Given, vaccine: str | None, born_on: dt.date, on: dt.date) -> DoseNote | None:
    if vaccine is None:
        return DoseNote.UNKNOWN_VACCINE
    if given.on is not None and given.on < born_on:
        return DoseNote.BEFORE_BIRTH
    if given.on is not None and given.on > on:
        return DoseNote.IN_FUTURE
    return None


class _Counter:
    """Numbers the doses of one vaccine while they pass in date order, undated ones first.

    ``repeats``: doses so far that do not count; a card goes on numbering after them, the series does not.
    """

    def __init__(self) -> None:
        self.number = 0
        self.repeats = 0
        self.last_on: dt.date | None = None
        self._taken: set[int] = set()

    def undated(self, stated: int | None) -> int:
        if stated is None:
            self.number += 1
        else:
            self._taken.add(stated)
        return stated or self.number

    def next_number(self, stated: int | None) -> int:
        number = self.number + 1
        while number in self._taken:
            number += 1
        return max(number, (stated or 0) - self.repeats)

    def dated(self, on: dt.date, number: int, is_repeat: bool) -> None:
        """Take the dose; one that does not count still says that those printed before it were had."""
        self.number = number - 1 if is_repeat else number
        self.repeats += is_repeat
        self.last_on = on


def _stated(number: int | None) -> int | None:
    """The printed number if it can be one; nobody prints a tenth dose."""
    return number if number is not None and 1 <= number <= MAX_STATED_NUMBER else None


def _recorded(
    given: Given, vaccine: str, printed: int | None, counter: _Counter, born_on: dt.date
) -> Recorded:
    stated = _stated(printed)
    if given.on is None:
        return Recorded(given, vaccine, counter.undated(stated), Timing.UNKNOWN, ())
    if given.on == counter.last_on:
        return Recorded(given, vaccine, None, Timing.UNKNOWN, (DoseNote.SAME_DAY,))
    since = None if counter.last_on is None else (given.on - counter.last_on).days
    number, repeats = counter.next_number(stated), counter.repeats
    series = {dose.number: dose for dose in judging_schedule(given.on).values() if dose.vaccine == vaccine}
    rule = series.get(number)
    timing = rule.timing(born_on, given.on) if rule else Timing.UNKNOWN
    is_young = timing is Timing.TOO_EARLY
    is_soon = rule is not None and since is not None and since < rule.min_gap_days
    is_repeat = rule is not None and rule.repeat_if_early and (is_young or is_soon)
    counter.dated(given.on, number, is_repeat)
    notes = {
        DoseNote.NUMBER_CONTRADICTS: printed not in (None, number, number + repeats),
        DoseNote.TOO_YOUNG: is_young,
        DoseNote.GAP_TOO_SHORT: is_soon,
        DoseNote.BEYOND_SERIES: rule is None and bool(series),
        DoseNote.OUTSIDE_SCHEDULE: timing.is_outside_schedule,
        DoseNote.REPEAT: is_repeat,
    }
    return Recorded(given, vaccine, number, timing, tuple(note for note, holds in notes.items() if holds))


def read_history(history: Sequence[Given], born_on: dt.date, on: dt.date) -> tuple[Recorded, ...]:
    """Every dose of ``history`` as known on ``on``, undated ones first, then by date.

    Reading the same history in another order, or reading it twice, gives the same result.
    """
    counters: dict[str, _Counter] = {}
    result = []
    for given in sorted(history, key=_order):
        named = named_dose(given.vaccine, given.on or on)
        vaccine = named.vaccine if named else None
        note = _reason_not_to_count(given, vaccine, born_on, on)
        if note is not None or named is None or vaccine is None:
            notes = (note or DoseNote.UNKNOWN_VACCINE,)
            result.append(Recorded(given, vaccine or given.vaccine, None, Timing.UNKNOWN, notes))
        else:
            printed = named.number if given.stated_number is None else given.stated_number
            counter = counters.setdefault(vaccine, _Counter())
            result.append(_recorded(given, vaccine, printed, counter, born_on))
    return tuple(result)


def _order(given: Given) -> tuple[dt.date, int, str, bool]:
    """By date; the last two parts only make the order the same however the card was typed."""
    number = given.stated_number
    return given.on or dt.date.min, -(number or 0), given.vaccine, number is None


def series_by_vaccine(recorded: Sequence[Recorded]) -> dict[str, Series]:
    """How many doses of each vaccine were had, when the last was given, and the date of each number."""
    grouped: dict[str, list[Recorded]] = {}
    for dose in recorded:
        if dose.was_given:
            grouped.setdefault(dose.vaccine, []).append(dose)
    return {vaccine: _series(doses) for vaccine, doses in grouped.items()}


def _series(doses: Sequence[Recorded]) -> Series:
    counted = [dose for dose in doses if dose.is_counted]
    dates = {dose.number: dose.given.on for dose in counted if dose.number and dose.given.on}
    highest = max((dose.number or 0) - (not dose.is_counted) for dose in doses)
    early: dict[int, tuple[dt.date, ...]] = {}
    for dose in doses:
        if not dose.is_counted and dose.number and dose.given.on:
            early[dose.number] = (*early.get(dose.number, ()), dose.given.on)
    last_on = max((dose.given.on for dose in doses if dose.given.on), default=None)
    return Series(max(highest, len(counted)), last_on, dates, early)
