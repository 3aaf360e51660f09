"""What this room adds to the page of an activity: the way to the sheet of a meeting, for whoever keeps the money."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from anyelir.contributions.access import can_keep_sheets
from anyelir.contributions.models import MeetingSheet
from anyelir.ledger.models import Ledger
from anyelir.secretariat.hooks import ACTIVITY_PARTS, ActivityPart
from anyelir.secretariat.models import Activity

RANK = 710


def shown(request: Any, activity: Activity) -> str:
    if activity.kind != Activity.Kind.MEETING or not can_keep_sheets(request.user, activity.body):
        return ""
    if not Ledger.objects.filter(body=activity.body_id).exists():
        return ""
    sheet = activity.sheets.exclude(state=MeetingSheet.State.UNDONE).first()
    context = {"sheet": sheet, "activity": activity}
    return render_to_string("contributions/_of_activity.html", context, request)


def register() -> None:
    ACTIVITY_PARTS.declare(_PART)


_PART = ActivityPart("contributions", RANK, shown)
