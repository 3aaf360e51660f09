"""What an activity cost, by the source of the money."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet, Sum

from anyelir.ledger.models import LedgerEntry
from anyelir.meetings.models import CostLine
from anyelir.secretariat.models import Activity

AROUND = dt.timedelta(days=60)


def costs_of(activity: Activity) -> QuerySet[CostLine]:
    return CostLine.objects.filter(activity=activity).select_related("entry").order_by("created_at", "id")


def sum_of(activity: Activity) -> int:
    return activity.costs.aggregate(sum_idr=Sum("amount_idr"))["sum_idr"] or 0


def entries_around(activity: Activity) -> QuerySet[LedgerEntry]:
    """Lines of the body's cash book near the day that no other cost names and that count."""
    rows = LedgerEntry.objects.filter(
        ledger__body=activity.body, on__range=(activity.on - AROUND, activity.on + AROUND)
    )
    free = rows.exclude(pk__in=CostLine.objects.exclude(entry=None).values("entry"))
    return free.filter(reverses=None, reversed_by=None).order_by("-on", "-no")
