"""Which leaves (posyandu, month) have stale numbers after a write."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Min, Q
from django.utils import timezone

from anyelir.core.models import DirtyLeaf
from anyelir.families.models import Person
from anyelir.posyandu.models import Enrolment, Measurement, Posyandu
from anyelir.rules.age import first_of_month
from anyelir.rules.dates import add_months
from anyelir.rules.months import months_between

FACT = "posyandu"
# A weight decides the status of its own month and of the next, and through 2T and 3T of two more.
MONTHS_AFTER = 3


def months_until_now(first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of the months from ``first`` to ``last``, both included; never beyond this month."""
    return months_between(first, min(last, timezone.localdate()))


def mark(posyandu_ids: Iterable[uuid.UUID], months: Iterable[dt.date]) -> None:
    """Queue every posyandu with every month, once each."""
    months = set(months)
    DirtyLeaf.objects.bulk_create(
        DirtyLeaf(fact=FACT, unit_id=unit, month=month)
        for unit in sorted(set(posyandu_ids))
        for month in sorted(months)
    )


def mark_from(posyandu: Posyandu, day: dt.date) -> None:
    """The month of ``day`` and the three after it."""
    mark([posyandu.pk], months_until_now(day, add_months(first_of_month(day), MONTHS_AFTER)))


def mark_since(posyandu: Posyandu, day: dt.date, until: dt.date | None = None) -> None:
    """Every month from ``day`` to ``until`` or today: what is counted as a stock, such as S."""
    mark([posyandu.pk], months_until_now(day, until or timezone.localdate()))


def mark_all(posyandu: Posyandu) -> None:
    """Every month in which the posyandu has numbers: it moved to another place in the tree."""
    starts = Posyandu.objects.filter(pk=posyandu.pk).aggregate(
        enrolled=Min("enrolments__since"),
        held=Min("sessions__held_on"),
        assessed=Min("assessments__assessed_on"),
    )
    known = [day for day in starts.values() if day is not None]
    mark_since(posyandu, min(known, default=timezone.localdate()))


def mark_child(child: Person, day: dt.date) -> None:
    """A weight of ``day`` appeared, changed or vanished.

    It touches every posyandu that counts the child in these months, and the next month in which the child was
    weighed: that weighing may turn from "first" (B) to "after a gap" (O) however long the gap is.
    """
    month = first_of_month(day)
    months = set(months_until_now(month, add_months(month, MONTHS_AFTER)))
    following = (
        Measurement.objects.filter(child=child, is_chosen=True, weight_kg__isnull=False)
        .filter(measured_on__gte=add_months(month, 1))
        .order_by("measured_on")
        .values_list("measured_on", flat=True)
        .first()
    )
    if following is not None:
        months.add(first_of_month(following))
    mark(_posyandu_of(child, month), months)


def mark_child_always(child: Person) -> None:
    """Sex, birth, death or KMS of the child changed: every month in which a posyandu counted it."""
    for enrolment in Enrolment.objects.filter(child=child):
        mark(
            [enrolment.posyandu_id],
            months_until_now(enrolment.since, enrolment.until or timezone.localdate()),
        )
    measured = Measurement.objects.filter(child=child).values_list("visit__session__posyandu", "measured_on")
    for posyandu_id, day in measured:
        mark([posyandu_id], [first_of_month(day)])


def mark_people_always(people: list[uuid.UUID]) -> None:
    """The same for many, by key; people who are in no posyandu cost one query together."""
    for child in (
        Person.objects.filter(pk__in=people)
        .filter(Q(enrolments__isnull=False) | Q(measurements__isnull=False))
        .distinct()
    ):
        mark_child_always(child)


def _posyandu_of(child: Person, month: dt.date) -> set[uuid.UUID]:
    still = Q(until=None) | Q(until__gte=month)
    counting = Enrolment.objects.filter(still, child=child).values_list("posyandu_id", flat=True)
    visited = Measurement.objects.filter(child=child, measured_on__gte=month).values_list(
        "visit__session__posyandu_id", flat=True
    )
    return {*counting, *visited}
