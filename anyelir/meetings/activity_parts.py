"""What this room adds to the page and the figures of an activity."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from anyelir.meetings.access import can_sign_minutes
from anyelir.meetings.minutes_papers import issued_addendum, issued_minutes, minutes_of
from anyelir.meetings.queries.attendance import counts_of, invited_to
from anyelir.meetings.queries.costs import costs_of, sum_of
from anyelir.secretariat.access import can_run_plan
from anyelir.secretariat.hooks import ACTIVITY_PARTS, ActivityPart, when_asked_how_many_came
from anyelir.secretariat.models import Activity


def register() -> None:
    when_asked_how_many_came(counts_of)
    ACTIVITY_PARTS.declare(*PARTS)


def _part(request: Any, activity: Activity, name: str, **context: Any) -> str:
    is_open = activity.state not in (Activity.State.CANCELLED, Activity.State.MINUTED)
    may_run = can_run_plan(request.user, activity.body)
    shown = {"activity": activity, "may_run": may_run and is_open, "may_add": may_run, **context}
    return render_to_string(f"meetings/_part_{name}.html", shown, request=request)


def invitation(request: Any, activity: Activity) -> str:
    """Whom to invite and the order of events; of what is over only the order."""
    lines = [*activity.rundown.all()]
    return _part(request, activity, "invitation", invited=len(invited_to(activity)), lines=lines)


def attendance(request: Any, activity: Activity) -> str:
    present = counts_of([activity]).get(activity.pk, 0)
    return _part(request, activity, "attendance", present=present, invited=len(invited_to(activity)))


def minutes(request: Any, activity: Activity) -> str:
    current = minutes_of(activity)
    paper = issued_minutes(current) if current is not None else None
    addenda = [(each, issued_addendum(each)) for each in current.addenda.all()] if current else []
    may_sign = can_sign_minutes(request.user, activity.body)
    papers = {"minutes": current, "paper": paper, "addenda": addenda, "may_sign": may_sign}
    return _part(request, activity, "minutes", **papers)


def photos(request: Any, activity: Activity) -> str:
    return _part(request, activity, "photos", photos=activity.photos.select_related("file"))


def costs(request: Any, activity: Activity) -> str:
    return _part(request, activity, "costs", costs=costs_of(activity), sum_idr=sum_of(activity))


STYLE = "css/meetings.css"
PARTS = (
    ActivityPart("meetings.invitation", 100, invitation, STYLE),
    ActivityPart("meetings.attendance", 300, attendance, STYLE),
    ActivityPart("meetings.minutes", 400, minutes, STYLE),
    ActivityPart("meetings.photos", 600, photos, STYLE),
    ActivityPart("meetings.costs", 700, costs, STYLE),
)
