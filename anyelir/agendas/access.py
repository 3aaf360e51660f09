"""Who may read and write agendas: of the own body alone. What came from above is read where one's own body is asked.

Whoever handed something down reads of a body below its answer, and nothing else of its agenda.
"""

from __future__ import annotations

import functools
import operator

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from anyelir.agendas.models import LEVEL_BITS, Passing, PassingReport, Point
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.membership.access import bodies_with, can_know_body, holds_body, known_bodies
from anyelir.membership.models import Body
from anyelir.regions.models import Level
from anyelir.regions.scope import ancestors, contains


def agenda_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose agenda the person reads."""
    return bodies_with(user, P.ACTIVITY_VIEW)


def can_view_agenda(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.ACTIVITY_VIEW)


def writing_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose agenda the person writes, and for which she answers."""
    return bodies_with(user, P.ACTIVITY_RUN)


def can_run_agenda(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.ACTIVITY_RUN)


def visible_points(user: Viewer) -> QuerySet[Point]:
    return Point.objects.filter(body__in=agenda_bodies(user))


def can_view_point(user: Viewer, point: Point) -> bool:
    return can_view_agenda(user, point.body)


def known_points(user: Viewer) -> QuerySet[Point]:
    """Points of which the person may know that they exist."""
    return Point.objects.filter(body__in=known_bodies(user))


def can_know_point(user: Viewer, point: Point) -> bool:
    return can_know_body(user, point.body)


def is_asked(passing: Passing, body: Body) -> bool:
    """Whether the body is one of those below that are asked."""
    return (
        not body.unit_kind
        and passing.from_body_id != body.pk
        and contains(passing.scope_id, body.region_id)
        and passing.asks(body.region.level)
    )


def passings_to(body: Body) -> QuerySet[Passing]:
    """What the body is asked by bodies above it: one look at the at most eight codes of its path."""
    if body.unit_kind:
        return Passing.objects.none()
    path = [*ancestors(body.region_id), body.region_id]
    bit = LEVEL_BITS[Level(body.region.level)]
    rows = Passing.objects.alias(asked=F("levels").bitand(bit)).filter(scope__in=path, asked__gt=0)
    return rows.exclude(from_body=body)


def passings_within(body: Body) -> QuerySet[Passing]:
    """What asks somebody in the place of the body, whoever handed it down: it looks who there is silent."""
    if body.unit_kind:
        return Passing.objects.none()
    path = [*ancestors(body.region_id), body.region_id]
    below = sum(bit for level, bit in LEVEL_BITS.items() if bit >= LEVEL_BITS[Level(body.region.level)])
    return Passing.objects.alias(asked=F("levels").bitand(below)).filter(scope__in=path, asked__gt=0)


def visible_passings(user: Viewer) -> QuerySet[Passing]:
    """Those that an own body handed down, is asked by, or stands above of somebody who is asked."""
    bodies = [*agenda_bodies(user).select_related("region")]
    scopes = [Q(pk__in=passings_within(body).values("pk")) for body in bodies]
    sent = Q(from_body__in=[body.pk for body in bodies])
    return Passing.objects.filter(functools.reduce(operator.or_, scopes, sent))


def reads_passing(passing: Passing, body: Body) -> bool:
    """Whether the body handed it down, or somebody in its place is asked."""
    if passing.from_body_id == body.pk:
        return True
    depth = [*LEVEL_BITS].index(Level(body.region.level))
    asked = any([*LEVEL_BITS].index(level) >= depth for level in passing.asked_levels)
    return not body.unit_kind and asked and contains(passing.scope_id, body.region_id)


def can_view_passing(user: Viewer, passing: Passing) -> bool:
    bodies = agenda_bodies(user).select_related("region")
    return any(reads_passing(passing, body) for body in bodies)


def known_passings(user: Viewer) -> QuerySet[Passing]:
    sent = Q(from_body__in=known_bodies(user).values("pk"))
    return Passing.objects.filter(sent | Q(pk__in=visible_passings(user).values("pk")))


def can_know_passing(user: Viewer, passing: Passing) -> bool:
    return can_know_body(user, passing.from_body) or can_view_passing(user, passing)


def can_end_passing(user: Viewer, passing: Passing) -> bool:
    return can_run_agenda(user, passing.from_body)


def owed_passings(user: Viewer) -> QuerySet[Passing]:
    """Those that an own body is asked by and has not answered, and those that it handed down; none that was ended."""
    bodies = [*writing_bodies(user).select_related("region")]
    scopes = [Q(pk__in=unanswered_by(body).values("pk")) for body in bodies]
    sent = Q(from_body__in=[body.pk for body in bodies])
    return Passing.objects.filter(functools.reduce(operator.or_, scopes, sent), ended_at=None)


def unanswered_by(body: Body) -> QuerySet[Passing]:
    """Of those that ask it, what it has not answered."""
    answers = PassingReport.objects.filter(passing=OuterRef("pk"), region=body.region_id)
    return passings_to(body).filter(~Exists(answers))


def can_owe_answer(user: Viewer, passing: Passing) -> bool:
    bodies = [*writing_bodies(user).select_related("region")]
    return passing.ended_at is None and any(_owes(passing, body) for body in bodies)


def _owes(passing: Passing, body: Body) -> bool:
    if passing.from_body_id == body.pk:
        return True
    is_answered = passing.reports.filter(region=body.region_id).exists()
    return is_asked(passing, body) and not is_answered
