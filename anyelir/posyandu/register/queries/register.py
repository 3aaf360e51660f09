"""The register of posyandu: lists by place and stage, and what the page of one shows."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from anyelir.core.clock import today_anywhere
from anyelir.core.terms import in_force
from anyelir.membership.units import OfferedUnit
from anyelir.posyandu.register.models import Posyandu, StageAssessment
from anyelir.regions.models import Region
from anyelir.regions.scope import within

NO_STAGE = "belum"


def register(
    visible: QuerySet[Posyandu],
    region: Region | None = None,
    *,
    text: str = "",
    stage: str = "",
    puskesmas: str = "",
) -> QuerySet[Posyandu]:
    """Posyandu in a place, with their stage and number of kader; filters that do not apply are left out."""
    rows = visible if region is None else within(visible, region.code)
    newest = StageAssessment.objects.filter(posyandu=OuterRef("pk")).order_by("-assessed_on", "-created_at")
    rows = rows.annotate(stage_now=Subquery(newest.values("stage")[:1]))
    if stage == NO_STAGE:
        rows = rows.filter(stage_now=None)
    elif stage in StageAssessment.Stage.values:
        rows = rows.filter(stage_now=stage)
    if puskesmas:
        rows = rows.filter(puskesmas__pk=puskesmas)
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(region__label__icontains=word))
    return rows.select_related("region", "puskesmas").annotate(
        kader_now=Count(
            Coalesce("service__member__merged_into", "service__member"),
            filter=in_force(today_anywhere(), prefix="service__"),
            distinct=True,
        )
    )


def stage_counts(visible: QuerySet[Posyandu], region: Region | None) -> dict[str, int]:
    """How many posyandu of the place stand at each stage; the empty key has none yet."""
    posyandu = visible if region is None else within(visible, region.code)
    newest = StageAssessment.objects.filter(posyandu=OuterRef("pk")).order_by("-assessed_on", "-created_at")
    rows = posyandu.order_by().annotate(stage_now=Subquery(newest.values("stage")[:1]))
    counted = rows.values_list("stage_now").annotate(n=Count("pk", distinct=True))
    return {stage or "": n for stage, n in counted}


def units_of_region(code: str) -> list[OfferedUnit]:
    """Posyandu of a region as units for which a role can be granted."""
    rows = within(Posyandu.objects.filter(closed_on=None), code)
    return [OfferedUnit(row.pk, row.name, row.region_id) for row in rows]


def name_of_unit(pk: uuid.UUID) -> str:
    """With its kind, as the name of whoever keeps its books; empty for an unknown one."""
    name = Posyandu.objects.filter(pk=pk).values_list("name", flat=True).first()
    return f"Posyandu {name}" if name else ""


def serving_on(posyandu: Posyandu, day: dt.date) -> list[str]:
    """Names of the kader who serve at the posyandu on a day."""
    service = posyandu.service.filter(in_force(day))
    return list(service.order_by("member__name").values_list("member__name", flat=True))
