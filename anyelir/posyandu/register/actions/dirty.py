"""Which leaves (posyandu, month) have stale numbers after a write."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Min, Q

from anyelir.core import gather
from anyelir.core.clock import today_anywhere
from anyelir.core.models import DirtyLeaf
from anyelir.families.models import Person
from anyelir.posyandu.register.hooks import Measured, where_measured
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.posyandu.register.units import KIND
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month, months_between

# A weight decides the status of its own month and of the next, and through 2T and 3T of two more.
MONTHS_AFTER = 3
# So many children are looked up with one query; SQLite allows few more parameters.
CHILDREN_AT_ONCE = 500


@dataclass
class Gathered:
    """Marks that wait: (posyandu, month), and (child, month of the weighing)."""

    leaves: set[tuple[uuid.UUID, dt.date]] = field(default_factory=set)
    weighings: set[tuple[uuid.UUID, dt.date]] = field(default_factory=set)


def months_until_now(first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of the months from ``first`` to ``last``, both included; never beyond this month."""
    return months_between(first, min(last, today_anywhere()))


def mark(posyandu_ids: Iterable[uuid.UUID], months: Iterable[dt.date]) -> None:
    """Queue every posyandu with every month, once each."""
    months = set(months)
    leaves = {(unit, month) for unit in posyandu_ids for month in months}
    gathered = _MARKS.held
    if gathered is None:
        _write(leaves)
    else:
        gathered.leaves |= leaves


def mark_from(posyandu: Posyandu, day: dt.date) -> None:
    """The month of ``day`` and the three after it."""
    mark([posyandu.pk], months_until_now(day, add_months(first_of_month(day), MONTHS_AFTER)))


def mark_since(posyandu: Posyandu, day: dt.date, until: dt.date | None = None) -> None:
    """Every month from ``day`` to ``until`` or today: what is counted as a stock, such as S."""
    mark([posyandu.pk], months_until_now(day, until or today_anywhere()))


def mark_all(posyandu: Posyandu) -> None:
    """Every month in which the posyandu has numbers: it moved to another place in the tree."""
    starts = Posyandu.objects.filter(pk=posyandu.pk).aggregate(
        enrolled=Min("enrolments__since"),
        held=Min("sessions__held_on"),
        assessed=Min("assessments__assessed_on"),
    )
    known = [day for day in starts.values() if day is not None]
    mark_since(posyandu, min(known, default=today_anywhere()))


def mark_child(child: Person, day: dt.date) -> None:
    """A weight of ``day`` appeared, changed or vanished.

    It touches every posyandu that counts the child in these months, and the next month in which the child was
    weighed: that weighing may turn from "first" (B) to "after a gap" (O) however long the gap is.
    """
    weighing = (child.pk, first_of_month(day))
    gathered = _MARKS.held
    if gathered is None:
        _write(_leaves_of({weighing}))
    else:
        gathered.weighings.add(weighing)


def mark_child_always(child: Person) -> None:
    """Sex, birth, death or KMS of the child changed: every month in which a posyandu counted it."""
    for enrolment in Enrolment.objects.filter(child=child):
        mark(
            [enrolment.posyandu_id],
            months_until_now(enrolment.since, enrolment.until or today_anywhere()),
        )
    for measured in where_measured([child.pk])[child.pk]:
        mark([measured.posyandu], [first_of_month(measured.day)])


def mark_people_always(people: list[uuid.UUID]) -> None:
    """The same for many, by key; people who are in no posyandu cost one query together."""
    for child in (
        Person.objects.filter(pk__in=people)
        .filter(Q(enrolments__isnull=False) | Q(measurements__isnull=False))
        .distinct()
    ):
        mark_child_always(child)


def _write(leaves: set[tuple[uuid.UUID, dt.date]]) -> None:
    DirtyLeaf.objects.bulk_create(
        (DirtyLeaf(unit_kind=KIND, unit_key=str(unit), period=month) for unit, month in sorted(leaves)),
        batch_size=1000,
    )


def _join(outer: Gathered, own: Gathered) -> None:
    outer.leaves |= own.leaves
    outer.weighings |= own.weighings


_MARKS = gather.Gatherer[Gathered](
    "stale_leaves",
    empty=Gathered,
    join=_join,
    write=lambda own: _write(own.leaves | _leaves_of(own.weighings)),
)


def _leaves_of(weighings: set[tuple[uuid.UUID, dt.date]]) -> set[tuple[uuid.UUID, dt.date]]:
    """What the weighings touch as things stand now, with two queries for some hundred children."""
    months = defaultdict(set)
    for child, month in weighings:
        months[child].add(month)
    children = sorted(months)
    leaves = set()
    for start in range(0, len(children), CHILDREN_AT_ONCE):
        part = children[start : start + CHILDREN_AT_ONCE]
        counting, measured = _counting(part), where_measured(part)
        for child in part:
            for month in months[child]:
                leaves |= _leaves_of_one(month, counting[child], measured[child])
    return leaves


Counting = list[tuple[uuid.UUID, dt.date, dt.date | None]]


def _counting(children: list[uuid.UUID]) -> dict[uuid.UUID, Counting]:
    """The posyandu that count each child, with the days from and until when."""
    found = defaultdict(list)
    columns = ("child_id", "posyandu_id", "since", "until")
    for child, *enrolment in Enrolment.objects.filter(child__in=children).values_list(*columns):
        found[child].append(tuple(enrolment))
    return found


def _leaves_of_one(
    month: dt.date, counting: Counting, measured: list[Measured]
) -> set[tuple[uuid.UUID, dt.date]]:
    """``mark_child`` for one child and month."""
    months = set(months_until_now(month, add_months(month, MONTHS_AFTER)))
    later = [day for _posyandu, day, is_weight in measured if is_weight and day >= add_months(month, 1)]
    if later:
        months.add(first_of_month(min(later)))
    posts = [(posyandu, since) for posyandu, since, until in counting if until is None or until >= month]
    posts += [(posyandu, day) for posyandu, day, _is_weight in measured if day >= month]
    # Before its first day with the child a posyandu has no numbers of it, perhaps none at all.
    return {(post, each) for post, start in posts for each in months if each >= first_of_month(start)}
