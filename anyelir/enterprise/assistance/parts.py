"""What this room adds to the page of a business and to that of a training."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from anyelir.core.panels import PagePanel
from anyelir.core.permission import Viewer
from anyelir.enterprise.assistance.access import can_help
from anyelir.enterprise.assistance.uses import UseCount, counted
from anyelir.enterprise.groups.queries.register import group_of
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.panels import BUSINESS_PANELS
from anyelir.secretariat.access import can_run_plan
from anyelir.secretariat.hooks import ACTIVITY_PARTS, ActivityPart
from anyelir.secretariat.models import Activity


def _of_business(user: Viewer, business: Business) -> Mapping[str, Any] | None:
    """For everybody who reads the business."""
    return {
        "business": business,
        "assistances": business.assistances.prefetch_related("follow_ups"),
        "may_help": can_help(user, business) and business.stage != Business.Stage.CLOSED,
    }


def _of_training(request: Any, activity: Activity) -> str:
    """Nothing for what is no training of a group."""
    if activity.kind != Activity.Kind.TRAINING or group_of(activity.body) is None:
        return ""
    context = {
        "activity": activity,
        "counts": counts_of(activity),
        "may_record": can_run_plan(request.user, activity.body) and activity.state in Activity.TOOK_PLACE,
    }
    return render_to_string("assistance/_training.html", context, request=request)


def counts_of(activity: Activity) -> list[UseCount]:
    """One count, or none when nobody was written down."""
    rows = activity.assistances.prefetch_related("follow_ups")
    return counted([(row.kind, _last_use(row.follow_ups.all())) for row in rows])


def _last_use(follow_ups: Any) -> str | None:
    uses = [follow_up.uses for follow_up in follow_ups]
    return uses[-1] if uses else None


def declare() -> None:
    BUSINESS_PANELS.declare(PagePanel("assistance", "assistance/_panel.html", _of_business, rank=40))
    ACTIVITY_PARTS.declare(ActivityPart("assistance.training", 350, _of_training))
