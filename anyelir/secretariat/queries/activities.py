"""Activities of a body: the list of a year, the book 4.13, those whose day passed."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from anyelir.core.clock import today_at
from anyelir.core.terms import overlapping
from anyelir.membership.models import Body, Post
from anyelir.secretariat.models import Activity

State = Activity.State


def activities_of(body: Body, year: int) -> QuerySet[Activity]:
    """Of a year by their day, the latest first."""
    rows = Activity.objects.filter(body=body, on__year=year)
    return rows.select_related("work_item", "plan_line", "organiser__member")


def numbered_activities(body: Body, year: int) -> QuerySet[Activity]:
    """The book of activities: what has a number, in its order; one that was cancelled later keeps it."""
    rows = Activity.objects.filter(body=body, book_year=year)
    return rows.select_related("organiser__member", "work_item").order_by("book_no")


def unreported(bodies: QuerySet[Body]) -> list[Activity]:
    """Planned ones whose day passed: whether they took place is not written down yet."""
    rows = Activity.objects.filter(body__in=bodies, state=State.PLANNED).select_related("body__region")
    return [each for each in rows.order_by("on", "id") if each.on < today_at(each.body.region_id)]


def coming_activities(bodies: QuerySet[Body], days: int) -> list[Activity]:
    """Planned ones from today on."""
    rows = Activity.objects.filter(body__in=bodies, state=State.PLANNED).select_related("body__region")
    return [each for each in rows.order_by("on", "starts_at", "id") if _is_near(each, days)]


def _is_near(activity: Activity, days: int) -> bool:
    today = today_at(activity.body.region_id)
    on: dt.date = activity.on
    return today <= on <= today + dt.timedelta(days=days)


def posts_in(body: Body, year: int) -> QuerySet[Post]:
    """Posts of the body in that year that somebody held: who may answer for an activity."""
    within = overlapping(dt.date(year, 1, 1), dt.date(year, 12, 31))
    rows = Post.objects.filter(within, body=body).exclude(member=None)
    return rows.select_related("member").order_by("pokja", "office", "since", "id")


def activity_years(body: Body) -> list[int]:
    """Years in which something was planned or done, the latest first."""
    return sorted({on.year for on in Activity.objects.filter(body=body).dates("on", "year")}, reverse=True)
