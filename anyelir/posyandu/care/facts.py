"""The facts of posyandu as flat rows, for given leaves (posyandu, month): what the indicators are counted from.

A child-month belongs to exactly one posyandu: where the child was last measured in that month, otherwise where it
was enrolled at the end of the month. S counts children who were under 60 completed months on the first day of the
month (or were born in it) and had neither died nor left before; a weighed child is always one of them, so D <= S.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from anyelir.core.terms import overlapping
from anyelir.families.models import Person
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day.models import Measurement, MonthClosing, PosyanduSession
from anyelir.posyandu.day.subject import subject_of
from anyelir.posyandu.register.models import Enrolment, Posyandu, StageAssessment
from anyelir.rules import skdn
from anyelir.rules.age import completed_months
from anyelir.rules.child_months import months_of, weighed_months
from anyelir.rules.dates import add_months
from anyelir.rules.growth_row import GrowthResult
from anyelir.rules.months import last_day

TARGET_MONTHS = 60
COUNTED_INDICES = ("waz", "haz", "whz", "baz")
# 3T looks at this month and two before it, and the first of those needs the weight of the month before.
MONTHS_BACK = 3
Rows = list[dict[str, Any]]


class TakenColumns(NamedTuple):
    """What the facts read of a measurement."""

    child_id: UUID
    posyandu_id: UUID
    measured_on: date
    weight_kg: Any
    age_days: int | None
    waz: int | None
    haz: int | None
    whz: int | None
    baz: int | None
    flags: str
    oedema: bool
    visual_status: str


class Taken(GrowthResult, TakenColumns):
    """A chosen measurement with the posyandu that took it."""

    __slots__ = ()


TAKEN_FIELDS = ("child_id", "visit__session__posyandu_id", *Taken._fields[2:])


def child_months(leaves: Sequence[Any]) -> Rows:
    """One row per child and month of the leaves; see ``measures.CHILD_MONTH`` for the columns."""
    rows: Rows = []
    for month, positions in _by_month(leaves).items():
        rows += _children_of_month(month, positions)
    return rows


def _by_month(leaves: Sequence[Any]) -> dict[date, dict[UUID, int]]:
    """Month -> posyandu -> position in the list of leaves."""
    result: dict[date, dict[UUID, int]] = defaultdict(dict)
    for position, leaf in enumerate(leaves):
        result[leaf.period][UUID(leaf.key)] = position
    return result


def _children_of_month(month: date, positions: dict[UUID, int]) -> Rows:
    end = last_day(month)
    children = _candidates(month, end, positions.keys())
    people = {
        person.pk: person
        for person in Person.objects.filter(pk__in=children).only(
            "sex",
            "born_on",
            "birth_precision",
            "birth_weight_g",
            "growth_card",
            "growth_card_on",
            "died_on",
            "moved_on",
            "merged_into",
        )
    }
    taken = _taken(children, add_months(month, -MONTHS_BACK), end)
    enrolled = _enrolled_at(children, month, end)
    first = _first_weighed(children)
    rows = []
    for child_id, person in people.items():
        of_child = taken.get(child_id, [])
        now = [measured for measured in of_child if measured.measured_on >= month]
        owner = now[-1].posyandu_id if now else enrolled.get(child_id)
        if owner in positions:
            row = _child_row(person, month, of_child, now, first.get(child_id))
            if row is not None:
                rows.append({"leaf": positions[owner], **row})
    return rows


def _candidates(month: date, end: date, posts: Iterable[UUID]) -> set[UUID]:
    """Children enrolled at the posyandu in the month, or measured there."""
    posts = list(posts)
    enrolled = Enrolment.objects.filter(overlapping(month, end), posyandu__in=posts)
    measured = Measurement.objects.filter(
        is_chosen=True, visit__session__posyandu__in=posts, measured_on__range=(month, end)
    )
    return {*enrolled.values_list("child_id", flat=True), *measured.values_list("child_id", flat=True)}


def _taken(children: Iterable[UUID], since: date, until: date) -> dict[UUID, list[Taken]]:
    """Chosen measurements by child, in order of day and then of recording."""
    rows = (
        Measurement.objects.filter(child__in=children, is_chosen=True, measured_on__range=(since, until))
        .order_by("measured_on", "created_at", "id")
        .values_list(*TAKEN_FIELDS)
    )
    result: dict[UUID, list[Taken]] = defaultdict(list)
    for row in rows:
        result[row[0]].append(Taken(*row))
    return result


def _enrolled_at(children: Iterable[UUID], month: date, end: date) -> dict[UUID, UUID]:
    """The posyandu of each child at the end of the month (or the last it belonged to in the month)."""
    rows = (
        Enrolment.objects.filter(overlapping(month, end), child__in=children)
        .order_by("since", "created_at")
        .values_list("child_id", "posyandu_id")
    )
    return dict(rows)


def _first_weighed(children: Iterable[UUID]) -> dict[UUID, date]:
    rows = Measurement.objects.filter(child__in=children, is_chosen=True, weight_kg__isnull=False)
    return dict(
        rows.values_list("child_id").annotate(first=Min("measured_on")).values_list("child_id", "first")
    )


def _child_row(
    person: Person, month: date, of_child: list[Taken], now: list[Taken], first: date | None
) -> dict[str, Any] | None:
    if not _is_target(person, month):
        return None
    months = months_of(subject_of(person), weighed_months(of_child), first)
    this = months[-1] if months and months[-1].month == month else None
    # A child that turned 60 months before it was weighed has no letter and is not counted in D.
    letter = this.letter if this else ""
    return {
        "is_target": True,
        "has_card": person.growth_card_on is not None and person.growth_card_on <= last_day(month),
        "is_card_known": person.growth_card != "",
        "is_weighed": letter != "",
        "status": letter,
        "not_gained_run": this.not_gained_run if this else 0,
        "is_below_red_line": letter != "" and _is_below_red_line(now, month),
        **{index: _category(index, now, month) for index in COUNTED_INDICES},
    }


def _is_target(person: Person, month: date) -> bool:
    if person.merged_into_id or person.born_on is None or person.born_on > last_day(month):
        return False
    if any(gone and gone < month for gone in (person.died_on, person.moved_on)):
        return False
    return completed_months(person.born_on, max(month, person.born_on)) < TARGET_MONTHS


def _last(index: str, now: list[Taken]) -> Taken | None:
    """The last of the month's measurements that says something about an index."""
    return next((measured for measured in reversed(now) if measured.has_category(index)), None)


def _is_below_red_line(now: list[Taken], month: date) -> bool:
    """BGM; a value that WHO flags as well, because children in danger lie there."""
    last = next((measured for measured in reversed(now) if measured.waz is not None), None)
    return last is not None and bool(skdn.is_below_red_line(last.z("waz"), month))


def _category(index: str, now: list[Taken], month: date) -> str | None:
    """The category of the last value of the month; implausible values are kept but not counted in prevalence."""
    last = _last(index, now)
    return None if last is None or index in last.flagged else last.category(index, month)


def open_days(leaves: Sequence[Any]) -> Rows:
    """One row per open day."""
    rows: Rows = []
    for month, positions in _by_month(leaves).items():
        sessions = PosyanduSession.objects.filter(
            posyandu__in=positions, held_on__range=(month, last_day(month))
        ).values_list("posyandu_id", "kader_on_duty")
        rows += [
            {"leaf": positions[post], "kader_on_duty": kader or 0, "has_kader": kader is not None}
            for post, kader in sessions
        ]
    return rows


def post_months(leaves: Sequence[Any]) -> Rows:
    """One row per posyandu and month in which it stood."""
    rows: Rows = []
    for month, positions in _by_month(leaves).items():
        reporting = set(_reporting(month, positions))
        closed = set(_closed(month, positions))
        rows += [
            {
                "leaf": positions[post.pk],
                "stage": post.stage_then or "",
                "is_self_funded": post.is_self_funded,
                "is_reporting": post.pk in reporting,
                "is_closed": post.pk in closed,
                "kader": post.kader_then,
            }
            for post in _posts(month, positions)
        ]
    return rows


# Rows that could not follow a merge because the kept member serves there too are hers.
SERVING_MEMBER = Coalesce("service__member__merged_into", "service__member")


def _posts(month: date, positions: dict[UUID, int]) -> QuerySet[Posyandu]:
    end = last_day(month)
    stage = StageAssessment.objects.filter(posyandu=OuterRef("pk"), assessed_on__lte=end)
    serving = overlapping(month, end, prefix="service__")
    return Posyandu.objects.filter(
        Q(closed_on=None) | Q(closed_on__gte=month),
        Q(decree_on=None) | Q(decree_on__lte=end),
        pk__in=positions,
    ).annotate(
        stage_then=Subquery(stage.order_by("-assessed_on", "-created_at").values("stage")[:1]),
        kader_then=Count(SERVING_MEMBER, filter=serving, distinct=True),
    )


def _reporting(month: date, positions: dict[UUID, int]) -> Iterable[UUID]:
    return (
        Measurement.objects.filter(
            is_chosen=True,
            weight_kg__isnull=False,
            visit__session__posyandu__in=positions,
            measured_on__range=(month, last_day(month)),
        )
        .values_list("visit__session__posyandu_id", flat=True)
        .distinct()
    )


def _closed(month: date, positions: dict[UUID, int]) -> Iterable[UUID]:
    closings = MonthClosing.objects.filter(posyandu__in=positions, month=month, reopened_at=None)
    return closings.values_list("posyandu_id", flat=True)


def referrals(leaves: Sequence[Any]) -> Rows:
    """One row per referral, in the month it was made; cancelled ones are left out."""
    rows: Rows = []
    for month, positions in _by_month(leaves).items():
        made = (
            Referral.objects.filter(posyandu__in=positions, referred_on__range=(month, last_day(month)))
            .exclude(status=Referral.Status.CANCELLED)
            .values_list("posyandu_id", "answered_at", "urgency")
        )
        rows += [
            {
                "leaf": positions[post],
                "is_answered": answered is not None,
                "is_urgent": urgency == Referral.Urgency.URGENT,
            }
            for post, answered, urgency in made
        ]
    return rows
