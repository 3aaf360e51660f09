"""The register of groups: by place, by name, by body, and how many stand at which stage."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from anyelir.enterprise.groups.models import Group, GroupStage
from anyelir.ledger.models import Balance, LedgerAccount
from anyelir.membership.models import Body, BodyMember
from anyelir.membership.units import OfferedUnit
from anyelir.regions.models import Region
from anyelir.regions.scope import within

NO_STAGE = "belum"
# The columns of form 4.22 in their order: of each stage the groups, then those who take part.
FORM_422_FROM = 26


def register(
    visible: QuerySet[Group],
    region: Region | None = None,
    *,
    text: str = "",
    stage: str = "",
    programme: str = "",
    is_closed: bool = False,
) -> QuerySet[Group]:
    """Groups in a place with their stage and number of members; filters that do not apply are left out."""
    rows = visible if region is None else within(visible, region.code)
    rows = with_standing(rows.filter(closed_on__isnull=not is_closed))
    if stage == NO_STAGE:
        rows = rows.filter(stage_now=None)
    elif stage in GroupStage.Stage.values:
        rows = rows.filter(stage_now=stage)
    if programme in Group.Programme.values:
        rows = rows.filter(programme=programme)
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(region__label__icontains=word))
    return rows.select_related("region", "parent")


def with_standing(rows: QuerySet[Group]) -> QuerySet[Group]:
    """Each with ``stage_now`` (None when nobody graded it) and ``members_now``."""
    newest = GroupStage.objects.filter(group=OuterRef("pk")).order_by("-on", "-created_at", "-id")
    present = BodyMember.objects.filter(body__unit_kind="group", body__unit_id=OuterRef("pk"), until=None)
    counted = present.order_by().values("body__unit_id").annotate(n=Count("pk")).values("n")
    return rows.annotate(
        stage_now=Subquery(newest.values("stage")[:1]),
        members_now=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )


@dataclass(frozen=True)
class StageCount:
    """One stage of form 4.22: ``column`` counts the groups, the one after it those who take part."""

    stage: str
    label: str
    column: int
    groups: int
    members: int


def form_422(visible: QuerySet[Group], region: Region | None) -> list[StageCount]:
    """Columns 26 to 33: open groups of UP2K by stage with those who take part. UPPKS is counted elsewhere."""
    rows = visible if region is None else within(visible, region.code)
    standing = with_standing(rows.filter(programme=Group.Programme.UP2K, closed_on=None)).order_by()
    sums = standing.values("stage_now").annotate(groups=Count("pk"), members=Sum("members_now"))
    by_stage: dict[str | None, Any] = {row["stage_now"]: row for row in sums}
    none = {"groups": 0, "members": 0}
    return [
        StageCount(
            stage.value,
            str(stage.label),
            FORM_422_FROM + 2 * place,
            by_stage.get(stage.value, none)["groups"],
            by_stage.get(stage.value, none)["members"],
        )
        for place, stage in enumerate(GroupStage.Stage)
    ]


def open_groups(code: str) -> list[OfferedUnit]:
    """Groups of a region as units for which a role can be granted."""
    rows = within(Group.objects.filter(closed_on=None), code)
    return [OfferedUnit(row.pk, str(row), row.region_id) for row in rows]


def name_of_group(pk: uuid.UUID) -> str:
    """With its kind, as the name of whoever keeps its books; empty for an unknown one."""
    group = Group.objects.filter(pk=pk).first()
    return str(group) if group is not None else ""


def body_of(group: Group) -> Body:
    """Whoever keeps its books; made with the group."""
    body: Body = Body.objects.select_related("region").get(unit_kind="group", unit_id=group.pk)
    return body


def group_of(body: Body) -> Group | None:
    """The group of a body; None of any other body."""
    return Group.objects.filter(pk=body.unit_id).first() if body.unit_kind == "group" else None


def has_money(body: Body) -> bool:
    """Whether its books still hold cash, claims or what belongs to somebody."""
    held_kinds = (LedgerAccount.Kind.ASSET, LedgerAccount.Kind.LIABILITY)
    rows = Balance.objects.filter(account__ledger__body=body, account__kind__in=held_kinds)
    return bool(rows.exclude(amount_idr=0).exists())


def offered_parents(code: str) -> QuerySet[Group]:
    """Poksus of a place that a poklak may belong to."""
    return within(Group.objects.filter(kind=Group.Kind.POKSUS, closed_on=None), code)
