"""Referrals for the inbox of a puskesmas and for the posyandu that waits for an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from anyelir.families.models import Person
from anyelir.families.queries import without_blanks
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.models.referral import NEXT, NOT_SEEN, OPEN
from anyelir.posyandu.day.hooks import Referred
from anyelir.rules.names import name_key

Status = Referral.Status

# The boxes of the inbox in the order of work.
BOXES: dict[str, tuple[str, ...]] = {
    "new": (Status.CREATED,),
    "waiting": (Status.RECEIVED, Status.NO_SHOW),
    "seen": (Status.ATTENDED, Status.RESULT, Status.RETURNED),
    "done": (Status.CLOSED, Status.CANCELLED),
}

# Steps that the posyandu takes; all others are the puskesmas'. Closing is for whoever hears the end first.
BY_POSYANDU = frozenset({Status.CANCELLED, Status.NO_SHOW, Status.CLOSED})
BY_PUSKESMAS = frozenset(Status) - {Status.CREATED, Status.CANCELLED}


def inbox(
    visible: QuerySet[Referral], box: str, *, urgent: bool = False, text: str = ""
) -> QuerySet[Referral]:
    """The referrals of a box out of those the user may see."""
    referrals = visible.filter(status__in=BOXES.get(box, OPEN))
    if urgent:
        referrals = referrals.filter(urgency=Referral.Urgency.URGENT)
    referrals = referrals.alias(joined_name=without_blanks("child__name_key"))
    for word in text.split():
        # A word without a letter is in no name, not in all of them.
        by_name = Q(joined_name__contains=key) if (key := name_key(word)) else Q(pk__in=[])
        referrals = referrals.filter(by_name | Q(posyandu__name__icontains=word))
    return referrals.select_related("child__mother", "posyandu__region", "puskesmas")


def box_sizes(visible: QuerySet[Referral]) -> dict[str, int]:
    """How many open referrals lie in each box; the done ones are not counted."""
    by_status = dict(
        visible.filter(status__in=OPEN)
        .order_by()
        .values_list("status")
        .annotate(n=Count("pk", distinct=True))
    )
    return {box: sum(by_status.get(status, 0) for status in statuses) for box, statuses in BOXES.items()}


def overdue(referral: Referral, today: dt.date) -> bool:
    """The child should have been seen by now and has not been."""
    return referral.status in NOT_SEEN and referral.last_day < today


def steps_open_to(referral: Referral, *, answers: bool, refers: bool) -> list[str]:
    """The next states that this person may choose, by right to answer and by right to refer."""
    allowed = (BY_PUSKESMAS if answers else frozenset()) | (BY_POSYANDU if refers else frozenset())
    return [status for status in NEXT[referral.status] if status in allowed]


def newest_referrals(children: Iterable[Person]) -> dict[UUID, Referred]:
    """By child the newest referral that was not taken back; one that still waits counts first."""
    newest: dict[UUID, Referred] = {}
    rows = Referral.objects.filter(child__in=list(children)).exclude(status=Referral.Status.CANCELLED)
    for child, status, on in rows.order_by("referred_on", "created_at").values_list(
        "child_id", "status", "referred_on"
    ):
        was_waiting = child in newest and newest[child].is_waiting
        newest[child] = Referred(on, was_waiting or status in NOT_SEEN)
    return newest
