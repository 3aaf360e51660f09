"""What waits at open days: days to close and months to sign."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import month as month_words
from anyelir.core.wording import weekday
from anyelir.posyandu.day.access import closable_posyandu
from anyelir.posyandu.day.models import MonthClosing, PosyanduSession
from anyelir.posyandu.day.values import Source
from anyelir.posyandu.register.access import runnable_posyandu
from anyelir.regions.scope import NATION
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month

SHOWN = 8


def open_days(user) -> list[Task]:
    """Of the posyandu whose days the person runs: an office above can do nothing about them."""
    running = PosyanduSession.objects.filter(posyandu__in=runnable_posyandu(user))
    days = running.filter(closed_at=None, source=Source.FIELD).select_related("posyandu")
    return [
        Task(
            _("Hari buka Posyandu %s belum ditutup") % day.posyandu.name.removeprefix("Posyandu "),
            weekday(day.held_on),
            reverse("posyandu:session", args=[day.pk]),
            "scale",
            day.held_on < today_at(day.posyandu.region_id),
        )
        for day in days.order_by("held_on", "id")[:SHOWN]
    ]


def unsigned_months(user) -> list[Task]:
    """Posyandu that weighed last month, by the day of the capital, and have not signed its numbers yet."""
    last = add_months(first_of_month(today_at(NATION)), -1)
    span = last, add_months(last, 1) - dt.timedelta(days=1)
    rows = (
        closable_posyandu(user)
        .filter(Exists(PosyanduSession.objects.filter(posyandu=OuterRef("pk"), held_on__range=span)))
        .exclude(Exists(MonthClosing.objects.filter(posyandu=OuterRef("pk"), month=last, reopened_at=None)))
    )
    return [
        Task(
            _("Tutup %(month)s di Posyandu %(name)s")
            % {"month": month_words(last), "name": row.name.removeprefix("Posyandu ")},
            _("periksa SKDN, lalu tanda tangani"),
            reverse("reports:sheet", args=["skdn", row.pk, f"{last:%Y-%m}"]),
            "book",
        )
        for row in rows.order_by("name", "id")[:SHOWN]
    ]


WAITING.declare(Waiting("posyandu.days", open_days), Waiting("posyandu.months", unsigned_months))
