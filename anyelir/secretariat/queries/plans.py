"""The work plan of a body and year: its lines with what was done of each, month by month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from anyelir.core.clock import today_at
from anyelir.core.terms import overlapping
from anyelir.membership.models import Body
from anyelir.regions.scope import ancestors
from anyelir.rules.work_plan import PlanMonth, month_states, months_over
from anyelir.secretariat.models import Activity, PlanLine, WorkItem

PLANNED_SIGNS = {PlanMonth.PLANNED, PlanMonth.DONE, PlanMonth.LATE, PlanMonth.CAUGHT_UP}


@dataclass(frozen=True)
class PlannedLine:
    """A line with what became of its twelve months; ``held`` are its activities, the first first."""

    line: PlanLine
    states: tuple[PlanMonth, ...]
    held: list[Activity]

    @property
    def done(self) -> int:
        """How many of the planned months were done, in time or later."""
        return sum(state in (PlanMonth.CAUGHT_UP, PlanMonth.DONE) for state in self._planned)

    @property
    def planned(self) -> int:
        return len(self._planned)

    @property
    def late(self) -> int:
        return self.states.count(PlanMonth.LATE)

    @property
    def _planned(self) -> list[PlanMonth]:
        return [self.states[month - 1] for month in self.line.month_numbers]


@dataclass(frozen=True)
class PlanPart:
    """The lines of the secretariat (``pokja`` None) or of one pokja."""

    pokja: int | None
    lines: list[PlannedLine]


@dataclass(frozen=True)
class WorkPlan:
    """The plan of a year: its parts, and the lines that were dropped with their reason."""

    body: Body
    year: int
    parts: list[PlanPart]
    dropped: list[PlannedLine] = field(default_factory=list)

    @property
    def lines(self) -> list[PlannedLine]:
        return [line for part in self.parts for line in part.lines]

    @property
    def planned(self) -> int:
        return sum(line.planned for line in self.lines)

    @property
    def done(self) -> int:
        return sum(line.done for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.late for line in self.lines)


def lines_of(body: Body, year: int) -> QuerySet[PlanLine]:
    rows = PlanLine.objects.filter(body=body, year=year).select_related("work_item")
    return rows.order_by("work_item__rank", "work_item__title", "created_at", "id")


def open_lines(body: Body, year: int) -> QuerySet[PlanLine]:
    """Those that were not dropped."""
    return lines_of(body, year).filter(dropped_on=None)


def work_plan(body: Body, year: int) -> WorkPlan:
    """Everything of it, in two queries."""
    lines = list(lines_of(body, year))
    held = _held_by_line(lines)
    today = today_at(body.region_id)
    planned = [_planned_line(line, held[line.pk], today) for line in lines]
    by_pokja: dict[int | None, list[PlannedLine]] = defaultdict(list)
    for each in planned:
        if not each.line.is_dropped:
            by_pokja[each.line.work_item.pokja].append(each)
    parts = [PlanPart(pokja, by_pokja[pokja]) for pokja in (None, 1, 2, 3, 4) if pokja in by_pokja]
    return WorkPlan(body, year, parts, [each for each in planned if each.line.is_dropped])


def planned_line(line: PlanLine) -> PlannedLine:
    """One line with what was done of it."""
    return _planned_line(line, _held_by_line([line])[line.pk], today_at(line.body.region_id))


def _held_by_line(lines: Iterable[PlanLine]) -> dict[object, list[Activity]]:
    rows = Activity.objects.filter(plan_line__in=list(lines), state__in=Activity.TOOK_PLACE)
    held: dict[object, list[Activity]] = defaultdict(list)
    for activity in rows.order_by("on", "id"):
        held[activity.plan_line_id].append(activity)
    return held


def _planned_line(line: PlanLine, held: list[Activity], today: dt.date) -> PlannedLine:
    """A line that was dropped is late for no month: what was left of it was given up."""
    over = 0 if line.is_dropped else months_over(line.year, today.year, today.month)
    done = {activity.on.month for activity in held}
    return PlannedLine(line, month_states(line.months, done, over), held)


def items_of(body: Body, year: int) -> QuerySet[WorkItem]:
    """Nodes that a plan of the year may name: those of the nation, and additions of the region and of those above."""
    places = [*ancestors(body.region_id), body.region_id]
    here = Q(region=None) | Q(region__in=places)
    within = overlapping(dt.date(year, 1, 1), dt.date(year, 12, 31))
    return WorkItem.objects.filter(here, within).order_by("rank", "title", "id")


def plan_years(body: Body) -> list[int]:
    """Years of which there is a plan, the latest first."""
    years = PlanLine.objects.filter(body=body).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())
