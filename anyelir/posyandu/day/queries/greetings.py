"""Which children are greeted first on an open day, and why: what last time left open."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from anyelir.families.models import Person
from anyelir.posyandu.day.hooks import Referred
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.subject import subject_of
from anyelir.rules.child_months import ChildMonth, child_months
from anyelir.rules.dates import add_months
from anyelir.rules.judging import Judgement, judge
from anyelir.rules.months import first_of_month
from anyelir.rules.referral import Urgency

MONTHS_BACK = 4
DANGER = "danger_last_time"
MEASURE_AGAIN = "measure_again"


@dataclass(frozen=True)
class Greeting:
    """A reason to look at a child first; ``months`` says how long it lasts where that counts."""

    code: str
    months: int = 0


def recent_rows(children: Iterable[Person], held_on: dt.date) -> dict[UUID, list[Measurement]]:
    """Chosen measurements of the months that decide about a day, by child; all of a child whose T may be longer."""
    children = list(children)
    since = add_months(first_of_month(held_on), -MONTHS_BACK)
    rows = _rows(Measurement.objects.filter(child__in=children, measured_on__range=(since, held_on)))
    long = [
        child.pk
        for child in children
        if any(month.not_gained_run >= MONTHS_BACK - 1 for month in _months(child, rows.get(child.pk, [])))
    ]
    if long:
        rows |= _rows(Measurement.objects.filter(child__in=long, measured_on__lte=held_on))
    return defaultdict(list, rows)


def _rows(measurements: QuerySet[Measurement]) -> dict[UUID, list[Measurement]]:
    by_child: dict[UUID, list[Measurement]] = defaultdict(list)
    for row in measurements.filter(is_chosen=True).order_by("measured_on", "created_at", "id"):
        by_child[row.child_id].append(row)
    return by_child


def _months(child: Person, rows: Sequence[Measurement]) -> list[ChildMonth]:
    return child_months(subject_of(child), rows)


def greetings_of(
    child: Person, before: Sequence[Measurement], on: dt.date, referred: Referred | None
) -> tuple[Greeting, ...]:
    """Why the child is greeted on a day; ``before`` are its measurements before the day."""
    greetings = [Greeting("referral_open")] if referred is not None and referred.is_waiting else []
    if not before:
        return tuple(greetings)
    greetings += _of_last_time(child, before, referred)
    months = _months(child, before)
    if months and months[-1].not_gained_run >= 2:
        greetings.append(Greeting("not_gained_twice", months[-1].not_gained_run))
    if months and months[-1].month < add_months(first_of_month(on), -1):
        greetings.append(Greeting("missed_last_month"))
    return tuple(greetings)


def _of_last_time(child: Person, before: Sequence[Measurement], referred: Referred | None) -> list[Greeting]:
    """Danger that led to no referral, and values that are still to be measured again."""
    last_month = first_of_month(before[-1].measured_on)
    rows = [row for row in before if row.measured_on >= last_month]
    said = list(_judged(child, before, rows))
    urgent = [row for row, judged in zip(rows, said, strict=True) if _is_danger(judged)]
    greetings = []
    if urgent and (referred is None or referred.on < urgent[-1].measured_on):
        greetings.append(Greeting(DANGER))
    if any(reason.code == MEASURE_AGAIN for reason in said[-1].reasons):
        greetings.append(Greeting(MEASURE_AGAIN))
    return greetings


def _is_danger(said: Judgement) -> bool:
    return any(
        reason.urgency is Urgency.URGENT and reason.code != "not_gained_twice" for reason in said.reasons
    )


def _judged(child: Person, before: Sequence[Measurement], rows: Sequence[Measurement]) -> Iterable[Judgement]:
    by_row = {month.weighed.row.pk: month for month in _months(child, before)}
    for row in rows:
        earlier = [measurement for measurement in before if measurement.measured_on < row.measured_on]
        weighed = next(
            (measurement for measurement in reversed(earlier) if measurement.weight_kg is not None), None
        )
        length = next(
            (measurement for measurement in reversed(earlier) if measurement.height_cm is not None), None
        )
        yield judge(subject_of(child), row, by_row.get(row.pk), weighed_before=weighed, length_before=length)
