"""Sheets that stay open for days, and those that were counted and wait for the second account."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.contributions.access import can_keep_sheet, sheet_bodies
from anyelir.contributions.models import MeetingSheet
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import day
from anyelir.membership.access import bodies_with
from anyelir.regions.scope import NATION

MOST = 5
DAYS_OPEN = 2
State = MeetingSheet.State


def open_for_long(user) -> list[Task]:
    before = today_at(NATION) - dt.timedelta(days=DAYS_OPEN)
    rows = MeetingSheet.objects.filter(
        body__in=sheet_bodies(user), state=State.DRAFT, activity__on__lt=before
    )
    return [
        _task(sheet, _("Lembar rapat %s belum ditutup"))
        for sheet in rows.select_related("activity", "body__region")[:MOST]
        if can_keep_sheet(user, sheet)
    ]


def counted_by_another(user) -> list[Task]:
    rows = MeetingSheet.objects.filter(body__in=bodies_with(user, P.MONEY_KEEP, P.MONEY_CLOSE))
    waiting = rows.filter(state=State.COUNTED).exclude(counted_by=user.id)
    return [
        _task(sheet, _("Lembar rapat %s menunggu ditutup"))
        for sheet in waiting.select_related("activity", "body__region")[:MOST]
    ]


def _task(sheet: MeetingSheet, title: str) -> Task:
    address = reverse("contributions:sheet", args=[sheet.pk])
    return Task(title % day(sheet.activity.on), str(sheet.body), address, "hands")


WAITING.declare(
    Waiting("contributions.open", open_for_long), Waiting("contributions.counted", counted_by_another)
)
