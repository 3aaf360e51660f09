"""The register of posyandu: lists by place and stage, and what the page of one shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from django.db.models import Avg, Count, OuterRef, Q, QuerySet, Subquery

from anyelir.core.clock import today_anywhere
from anyelir.core.indicator import Leaf
from anyelir.core.terms import in_force
from anyelir.membership.units import Unit
from anyelir.posyandu import facts
from anyelir.posyandu.models import Posyandu, PosyanduSession, StageAssessment
from anyelir.regions.models import Region
from anyelir.regions.scope import within
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month

NO_STAGE = "belum"
MONTHS_OF_GRADING = 12


def register(
    visible: QuerySet[Posyandu],
    region: Region | None = None,
    *,
    words: str = "",
    stage: str = "",
    puskesmas: str = "",
) -> QuerySet[Posyandu]:
    """Posyandu in a place, with their stage and number of kader; filters that do not apply are left out."""
    found = visible if region is None else within(visible, region.code)
    newest = StageAssessment.objects.filter(posyandu=OuterRef("pk")).order_by("-assessed_on", "-created_at")
    found = found.annotate(stage_now=Subquery(newest.values("stage")[:1]))
    if stage == NO_STAGE:
        found = found.filter(stage_now=None)
    elif stage in StageAssessment.Stage.values:
        found = found.filter(stage_now=stage)
    if puskesmas:
        found = found.filter(puskesmas__pk=puskesmas)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(region__label__icontains=word))
    return found.select_related("region", "puskesmas").annotate(
        kader_now=Count(
            "service__kader", filter=in_force(today_anywhere(), prefix="service__"), distinct=True
        )
    )


def stage_counts(visible: QuerySet[Posyandu], region: Region | None) -> dict[str, int]:
    """How many posyandu of the place stand at each stage; the empty key has none yet."""
    found = visible if region is None else within(visible, region.code)
    newest = StageAssessment.objects.filter(posyandu=OuterRef("pk")).order_by("-assessed_on", "-created_at")
    rows = found.order_by().annotate(stage_now=Subquery(newest.values("stage")[:1]))
    counted = rows.values_list("stage_now").annotate(n=Count("pk", distinct=True))
    return {stage or "": n for stage, n in counted}


def measured_inputs(posyandu: Posyandu, on: dt.date) -> dict[str, Decimal | int | None]:
    """What the site itself knows of the eight indicators of grading; None where nothing was recorded.

    Days held and kader on duty in the 12 months up to ``on``; mean D/S (percent) of the finished ones among them.
    """
    held = PosyanduSession.objects.filter(
        posyandu=posyandu, held_on__gt=add_months(on, -MONTHS_OF_GRADING), held_on__lte=on
    )
    mean = held.aggregate(mean=Avg("kader_on_duty"))["mean"]
    return {
        "weighing_days": held.count(),
        "mean_kader": None if mean is None else Decimal(str(round(mean, 1))),
        "attendance_share": _mean_attendance(posyandu, on),
    }


def _mean_attendance(posyandu: Posyandu, on: dt.date) -> Decimal | None:
    """The mean of the monthly D/S over the finished months that had a child to weigh."""
    months = [add_months(first_of_month(on), -back) for back in range(1, MONTHS_OF_GRADING + 1)]
    leaves = [Leaf(str(posyandu.pk), month) for month in months]
    target: dict[int, int] = defaultdict(int)
    weighed: dict[int, int] = defaultdict(int)
    for row in facts.child_months(leaves):
        target[row["leaf"]] += row["is_target"]
        weighed[row["leaf"]] += row["is_weighed"]
    shares = [Decimal(100 * weighed[leaf]) / count for leaf, count in target.items() if count]
    return round(sum(shares, Decimal()) / len(shares), 1) if shares else None


def units_of_region(code: str) -> list[Unit]:
    """Posyandu of a region as units for which a role can be granted."""
    rows = within(Posyandu.objects.filter(closed_on=None), code)
    return [Unit(row.pk, row.name, row.region_id) for row in rows]
