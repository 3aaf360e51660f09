"""What a child has had: doses numbered by history, problems noted, nothing dropped.

Source: posyandu.md section 9 ("give dose numbers by history, not age"; a dose outside the window is
recorded; catch-up does not restart a series) and section 4 (old form names). Reading [D]: a dose after
too short a gap still counts, because the gap is unconfirmed; the health worker sees the note.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.immunisation.schedule import Timing, judging_schedule

MAX_STATED_NUMBER = 9


class Note(StrEnum):
    """What is odd about a recorded dose. The first four keep it from being counted."""

    UNKNOWN_VACCINE = "unknown_vaccine"
    BEFORE_BIRTH = "before_birth"
    IN_FUTURE = "in_future"
    SAME_DAY = "same_day"
    NUMBER_CONTRADICTS = "number_contradicts"
    GAP_TOO_SHORT = "gap_too_short"
    BEYOND_SERIES = "beyond_series"
    OUTSIDE_SCHEDULE = "outside_schedule"


NOT_COUNTED = frozenset({Note.UNKNOWN_VACCINE, Note.BEFORE_BIRTH, Note.IN_FUTURE, Note.SAME_DAY})


@dataclass(frozen=True)
class Given:
    """A dose as it stands on a card: vaccine name, date if known, dose number if printed."""

    vaccine: str
    on: dt.date | None
    stated_number: int | None = None


@dataclass(frozen=True)
class Recorded:
    """A dose with the vaccine code, the number it has by history, its timing and notes."""

    given: Given
    vaccine: str
    number: int | None
    timing: Timing
    notes: tuple[Note, ...]

    @property
    def is_counted(self) -> bool:
        """Whether the dose counts as had."""
        return not NOT_COUNTED.intersection(self.notes)


@dataclass(frozen=True)
class Series:
    """One vaccine of a child: doses had (a printed higher number counts) and the last known date."""

    count: int
    last_on: dt.date | None
    dates: dict[int, dt.date]


def vaccine_code(name: str, on: dt.date) -> str | None:
    """The code of a vaccine name as forms print it ("campak" is MR), None when it is not known."""
    plain = "".join(letter for letter in name.lower() if letter.isalnum())
    rule = tables.load("vaccine_names").by_key(on).get(plain)
    return None if rule is None else rule["vaccine"]


def _reason_not_to_count(given: Given, vaccine: str | None, born_on: dt.date, on: dt.date) -> Note | None:
    if vaccine is None:
        return Note.UNKNOWN_VACCINE
    if given.on is not None and given.on < born_on:
        return Note.BEFORE_BIRTH
    if given.on is not None and given.on > on:
        return Note.IN_FUTURE
    return None


class _Counter:
    """Numbers the doses of one vaccine while they pass in date order, undated ones first."""

    def __init__(self) -> None:
        self.number = 0
        self.last_on: dt.date | None = None

    def undated(self, stated: int | None) -> int:
        if stated is None:
            self.number += 1
        return stated or self.number

    def dated(self, on: dt.date, stated: int | None) -> int:
        self.number = max(self.number + 1, stated or 0)
        self.last_on = on
        return self.number


def _stated(given: Given) -> int | None:
    """The printed number if it can be one; nobody prints a tenth dose."""
    number = given.stated_number
    return number if number is not None and 1 <= number <= MAX_STATED_NUMBER else None


def _recorded(given: Given, vaccine: str, counter: _Counter, born_on: dt.date) -> Recorded:
    stated = _stated(given)
    if given.on is None:
        return Recorded(given, vaccine, counter.undated(stated), Timing.UNKNOWN, ())
    if given.on == counter.last_on:
        return Recorded(given, vaccine, None, Timing.UNKNOWN, (Note.SAME_DAY,))
    since = None if counter.last_on is None else (given.on - counter.last_on).days
    number = counter.dated(given.on, stated)
    doses = judging_schedule(given.on)
    rule = next((dose for dose in doses.values() if (dose.vaccine, dose.number) == (vaccine, number)), None)
    in_chart = any(dose.vaccine == vaccine for dose in doses.values())
    timing = rule.timing(born_on, given.on) if rule else Timing.UNKNOWN
    notes = {
        Note.NUMBER_CONTRADICTS: given.stated_number not in (None, number),
        Note.GAP_TOO_SHORT: rule is not None and since is not None and since < rule.min_gap_days,
        Note.BEYOND_SERIES: rule is None and in_chart,
        Note.OUTSIDE_SCHEDULE: timing.is_outside_schedule,
    }
    return Recorded(given, vaccine, number, timing, tuple(note for note, found in notes.items() if found))


def read_history(history: Sequence[Given], born_on: dt.date, on: dt.date) -> tuple[Recorded, ...]:
    """Every dose of ``history`` as known on ``on``, undated ones first, then by date.

    Reading the same history in another order, or reading it twice, gives the same result.
    """
    counters: dict[str, _Counter] = {}
    result = []
    for given in sorted(history, key=_order):
        vaccine = vaccine_code(given.vaccine, given.on or on)
        note = _reason_not_to_count(given, vaccine, born_on, on)
        if note is not None or vaccine is None:
            notes = (note or Note.UNKNOWN_VACCINE,)
            result.append(Recorded(given, vaccine or given.vaccine, None, Timing.UNKNOWN, notes))
        else:
            counter = counters.setdefault(vaccine, _Counter())
            result.append(_recorded(given, vaccine, counter, born_on))
    return tuple(result)


def _order(given: Given) -> tuple[dt.date, int, str, bool]:
    """By date; the last two parts only make the order the same however the card was typed."""
    number = given.stated_number
    return given.on or dt.date.min, -(number or 0), given.vaccine, number is None


def series_by_vaccine(recorded: Sequence[Recorded]) -> dict[str, Series]:
    """How many doses of each vaccine were had, when the last, and the date of each number."""
    grouped: dict[str, list[Recorded]] = {}
    for dose in recorded:
        if dose.is_counted:
            grouped.setdefault(dose.vaccine, []).append(dose)
    return {vaccine: _series(doses) for vaccine, doses in grouped.items()}


def _series(doses: Sequence[Recorded]) -> Series:
    dates = {dose.number: dose.given.on for dose in doses if dose.number and dose.given.on}
    highest = max(dose.number or 0 for dose in doses)
    return Series(max(highest, len(doses)), max(dates.values(), default=None), dates)
