"""Reads of help that was given: its photos, who was trained, what waits to be looked at."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from anyelir.deadlines.keeping import text_keys
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.assistance.due_dates import FOLLOW_UP, SOON
from anyelir.enterprise.assistance.models import Assistance
from anyelir.enterprise.trade.models import Business
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.meetings.models import Attendance
from anyelir.membership.models import BodyMember
from anyelir.secretariat.models import Activity

BEFORE, AFTER = "sebelum", "sesudah"
PHOTO_OWNERS = {BEFORE: "assistance.before", AFTER: "assistance.after"}


def photo_of(assistance: Assistance, which: str) -> StoredFile | None:
    """The newest; there is at most one."""
    return next(iter(files_of(StoredFile, PHOTO_OWNERS[which], assistance.pk)), None)


def trainees_of(activity: Activity) -> list[BodyMember]:
    """People of the body itself who came, by their number."""
    came = Attendance.objects.filter(activity=activity, withdrawn_at=None).exclude(came_at=None)
    people = BodyMember.objects.filter(pk__in=came.values("body_member"), body=activity.body)
    return list(people.order_by("number"))


def owed(assistances: QuerySet[Assistance], *, text: str = "") -> QuerySet[Assistance]:
    """Of open businesses and of groups, where the look falls due within two weeks or did already, the oldest first."""
    due = Deadline.objects.filter(kind=FOLLOW_UP, done_at=None, due_at__lte=timezone.now() - SOON)
    keys = due.filter(object_key__in=text_keys(assistances)).values_list("object_key", flat=True)
    rows = assistances.filter(pk__in=list(keys)).exclude(business__stage=Business.Stage.CLOSED)
    for word in text.split():
        rows = rows.filter(Q(business__name__icontains=word) | Q(region__label__icontains=word))
    return rows.select_related("business", "body_member__body", "region").order_by("on", "id")
