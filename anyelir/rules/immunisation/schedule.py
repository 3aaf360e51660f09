"""The national schedule for 0-59 months as windows of age, read from ``immunisation_windows``.

Source: domain handbook, posyandu.md section 9 (chart of buku KIA 2023; KMK 1098/2024 and 35/2025). Ages
are half-open: "ideal month 2" is from 2 completed months until 3. Rows with [C] numbers (HB0 to 7 days,
start limit of RV1, minimum intervals) carry ``is_confirmed = False``: screens say so, nothing is refused
for them alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.dates import add_days, month_reached_on
from anyelir.rules.tables import Rule


class Timing(StrEnum):
    """Where in the chart a date lies. UNSTATED: the chart neither allows nor forbids it."""

    TOO_EARLY = "too_early"
    IDEAL = "ideal"
    ALLOWED = "allowed"
    CATCH_UP = "catch_up"
    UNSTATED = "unstated"
    TOO_LATE = "too_late"
    UNKNOWN = "unknown"

    @property
    def is_outside_schedule(self) -> bool:
        """Printed as "di luar jadwal": the dose is kept, never dropped."""
        return self in (Timing.TOO_EARLY, Timing.UNSTATED, Timing.TOO_LATE)


TIMING_ORDER = (Timing.IDEAL, Timing.ALLOWED, Timing.CATCH_UP, Timing.UNSTATED, Timing.TOO_LATE)


@dataclass(frozen=True)
class Age:
    """An age bound: ``count`` completed months or days."""

    count: int
    is_months: bool

    @classmethod
    def parse(cls, text: str) -> Age:
        """``"2m"`` or ``"7d"``."""
        return cls(int(text[:-1]), {"m": True, "d": False}[text[-1]])

    def reached_on(self, born_on: dt.date) -> dt.date:
        """First day on which somebody born on ``born_on`` has this age."""
        return month_reached_on(born_on, self.count) if self.is_months else add_days(born_on, self.count)


@dataclass(frozen=True)
class DoseRule:
    """One dose of the schedule: its window and the gap in days to the dose before it.

    ``repeat_if_early``: a dose before ``opens`` or before the gap does not satisfy the series and is given again.
    """

    dose: str
    vaccine: str
    number: int
    opens: Age
    ideal_until: Age
    allowed_until: Age
    catch_up_until: Age
    refused_from: Age
    condition: str
    min_gap_days: int
    repeat_if_early: bool
    is_confirmed: bool

    def bounds(self) -> tuple[Age, Age, Age, Age]:
        """Ends of the four stretches of ``TIMING_ORDER`` before TOO_LATE."""
        return self.ideal_until, self.allowed_until, self.catch_up_until, self.refused_from

    def timing(self, born_on: dt.date, on: dt.date) -> Timing:
        """Where ``on`` lies in the window of a child born on ``born_on``."""
        if on < self.opens.reached_on(born_on):
            return Timing.TOO_EARLY
        ends = [bound.reached_on(born_on) for bound in self.bounds()]
        return TIMING_ORDER[sum(on >= end for end in ends)]


def _dose_rule(rule: Rule, gaps: dict[str, Rule]) -> DoseRule:
    gap = gaps.get(rule["dose"])
    return DoseRule(
        dose=rule["dose"],
        vaccine=rule["vaccine"],
        number=rule["number"],
        opens=Age.parse(rule["opens"]),
        ideal_until=Age.parse(rule["ideal_until"]),
        allowed_until=Age.parse(rule["allowed_until"]),
        catch_up_until=Age.parse(rule["catch_up_until"]),
        refused_from=Age.parse(rule["refused_from"]),
        condition=rule["condition"],
        min_gap_days=(gap["min_gap_days"] or 0) if gap else 0,
        repeat_if_early=bool(gap and gap["repeat_if_early"]),
        is_confirmed=rule.is_confirmed,
    )


def schedule_on(on: dt.date) -> tuple[DoseRule, ...]:
    """The doses in force on ``on`` in the order of the chart; empty before the first period."""
    gaps = tables.load("immunisation_intervals").by_key(on)
    return tuple(_dose_rule(rule, gaps) for rule in tables.load("immunisation_windows").as_of(on))


def judging_schedule(on: dt.date) -> dict[str, DoseRule]:
    """The doses by which something given on ``on`` is judged.

    Before the first period of a dose its first row judges: an old card is read by the oldest chart
    known instead of not at all.
    """
    gaps = tables.load("immunisation_intervals").nearest(on)
    judges = tables.load("immunisation_windows").nearest(on)
    return {dose: _dose_rule(rule, gaps) for dose, rule in judges.items()}


def changing_days() -> tuple[dt.date, ...]:
    """Days on which ``judging_schedule`` may change, in order."""
    days = set()
    for name in ("immunisation_windows", "immunisation_intervals"):
        for rule in tables.load(name).rules:
            days |= {rule.valid_from} | ({add_days(rule.valid_to, 1)} if rule.valid_to else set())
    return tuple(sorted(days))


def by_vaccine(doses: tuple[DoseRule, ...]) -> Iterator[tuple[str, list[DoseRule]]]:
    """The series of each vaccine, doses in number order."""
    series: dict[str, list[DoseRule]] = {}
    for dose in sorted(doses, key=lambda dose: dose.number):
        series.setdefault(dose.vaccine, []).append(dose)
    yield from series.items()
