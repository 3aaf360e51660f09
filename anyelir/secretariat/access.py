"""Who may read and write what the secretary keeps: of the own body alone, and of none below it."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.membership.access import bodies_with, can_know_body, holds_body, known_bodies
from anyelir.membership.models import Body
from anyelir.secretariat.models import Activity, PlanLine


def planning_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose plan, activities and annual report the person reads."""
    return bodies_with(user, P.ACTIVITY_VIEW)


def can_view_plan(user: Viewer, body: Body) -> bool:
    """Its plan, its activities and its annual report."""
    return holds_body(user, body, P.ACTIVITY_VIEW)


def run_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose plan and activities the person writes."""
    return bodies_with(user, P.ACTIVITY_RUN)


def can_run_plan(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.ACTIVITY_RUN)


def known_plan_lines(user: Viewer) -> QuerySet[PlanLine]:
    """Lines of which the person may know that there are some: those of the bodies that she may know."""
    return PlanLine.objects.filter(body__in=known_bodies(user))


def can_know_line(user: Viewer, line: PlanLine) -> bool:
    return can_know_body(user, line.body)


def known_activities(user: Viewer) -> QuerySet[Activity]:
    return Activity.objects.filter(body__in=known_bodies(user))


def can_know_activity(user: Viewer, activity: Activity) -> bool:
    return can_know_body(user, activity.body)
