"""What pages read of promises; the body comes first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from anyelir.commitments.models import Clause, Commitment, FollowUp
from anyelir.membership.models import Body

BOUND = Q(commitment__kind=Commitment.Kind.MEETING) | Q(commitment__signed_on__isnull=False)
RELATED = (
    "commitment__body__region",
    "body__region",
    "post__member",
    "party__body__region",
    "taken_by__body__region",
    "parent__body__region",
)
# The nearest day first; what has none comes last, as it was made.
BY_DAY = (F("due_on").asc(nulls_last=True), "id")


def clauses_of(body: Body) -> QuerySet[Clause]:
    """What the body owes: its own promises, and those of parties outside that it follows up."""
    owned = Q(body=body) | Q(body=None, commitment__body=body)
    return Clause.objects.filter(owned, BOUND).select_related(*RELATED)


def open_clauses(body: Body) -> QuerySet[Clause]:
    """What it still owes, the nearest day first and those without a day last."""
    rows = clauses_of(body).filter(state=Clause.State.OPEN)
    return rows.order_by(*BY_DAY)


def closed_clauses(body: Body) -> QuerySet[Clause]:
    """What it has done, and what need not be done any more, the newest end first."""
    rows = clauses_of(body).exclude(state=Clause.State.OPEN)
    return rows.order_by("-closed_at", "-id")


def promised_to(body: Body) -> QuerySet[Clause]:
    """What others still owe to it: it gains by them as a party, or passed them on."""
    gains = (
        Q(taken_by__body=body) | Q(parent__body=body) | Q(parent__body=None, parent__commitment__body=body)
    )
    rows = Clause.objects.filter(gains, BOUND, state=Clause.State.OPEN).exclude(body=body)
    return rows.select_related(*RELATED).order_by(*BY_DAY)


def told_to(body: Body) -> QuerySet[Clause]:
    """Open ones of bodies below of which this body was told that they are late."""
    rows = Clause.objects.filter(told_body=body, state=Clause.State.OPEN).select_related(*RELATED)
    return rows.order_by(*BY_DAY)


def papers_of(body: Body) -> QuerySet[Commitment]:
    """Commitments with a paper that the body keeps or is a party to, the newest first."""
    rows = Commitment.objects.filter(Q(body=body) | Q(parties__body=body)).distinct()
    rows = rows.exclude(kind=Commitment.Kind.MEETING).annotate(
        clause_count=Count("clauses", filter=Q(clauses__parent=None), distinct=True),
        open_count=Count(
            "clauses", filter=Q(clauses__parent=None, clauses__state=Clause.State.OPEN), distinct=True
        ),
    )
    return rows.select_related("body__region").order_by("-on", "-id")


def agreed_clauses(commitment: Commitment) -> QuerySet[Clause]:
    """Those of the paper or the meeting, without parts that were passed on."""
    rows = Clause.objects.filter(commitment=commitment, parent=None)
    return rows.select_related(*RELATED).order_by("no")


def parts_of(clause: Clause) -> QuerySet[Clause]:
    rows = Clause.objects.filter(parent=clause)
    return rows.select_related(*RELATED).order_by("body__region_id", "no")


def follow_ups_of(clause: Clause) -> QuerySet[FollowUp]:
    """Of the clause itself, the newest first."""
    rows = FollowUp.objects.filter(clause=clause)
    return rows.select_related("body__region").order_by("-on", "-id")


@dataclass(frozen=True)
class PromiseCounts:
    """How the promises of a body stand on a day; ``undated`` are open ones without a day."""

    open: int
    late: int
    undated: int
    done: int
    dropped: int


def promise_counts(body: Body, today: dt.date) -> PromiseCounts:
    is_open = Q(state=Clause.State.OPEN)
    counts = clauses_of(body).aggregate(
        open=Count("pk", filter=is_open),
        late=Count("pk", filter=is_open & Q(due_on__lt=today)),
        undated=Count("pk", filter=is_open & Q(due_on=None)),
        done=Count("pk", filter=Q(state=Clause.State.DONE)),
        dropped=Count("pk", filter=Q(state=Clause.State.DROPPED)),
    )
    return PromiseCounts(**counts)
