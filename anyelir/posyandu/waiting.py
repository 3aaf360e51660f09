"""What waits at posyandu: referrals, requests, open days and months to sign; and the open days of the next week."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.waiting import COMING, WAITING, Coming, ComingDay, Task, Waiting
from anyelir.core.wording import month as month_words
from anyelir.core.wording import weekday
from anyelir.membership.access import granted_regions
from anyelir.posyandu.access import closable_posyandu, visible_posyandu, visible_referrals, visible_sessions
from anyelir.posyandu.models import MonthClosing, Posyandu, PosyanduSession, Referral
from anyelir.posyandu.queries.requests import waiting_requests
from anyelir.posyandu.schedule import coming_open_day
from anyelir.regions.models import Level
from anyelir.regions.scope import NATION, level_of
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month

SHOWN = 8
AHEAD = dt.timedelta(days=7)
PATIENCE = dt.timedelta(days=14)
WIDE = {None, Level.PROVINSI, Level.KABKOTA}
OPEN_STATES = [Referral.Status.CREATED, Referral.Status.RECEIVED, Referral.Status.ATTENDED]


def open_referrals(user) -> list[Task]:
    waiting = visible_referrals(user).filter(status__in=OPEN_STATES)
    rows = list(waiting.values_list("urgency", "referred_on", "posyandu__region"))
    if not rows:
        return []
    urgent = sum(urgency == Referral.Urgency.URGENT for urgency, _day, _region in rows)
    overdue = sum(day < today_at(region) - PATIENCE for _urgency, day, region in rows)
    notes = [_("%d di antaranya segera") % urgent] if urgent else []
    notes += [_("%d sudah lebih dari 14 hari") % overdue] if overdue else []
    title = ngettext("%d rujukan belum selesai", "%d rujukan belum selesai", len(rows)) % len(rows)
    note = ", ".join(notes) or _("menunggu kabar dari puskesmas")
    return [Task(title, note, reverse("posyandu:referral-inbox"), "hospital", bool(notes))]


def open_days(user) -> list[Task]:
    days = visible_sessions(user).filter(closed_at=None, source="field").select_related("posyandu")
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
            reverse("reports:month", args=[row.pk, last]),
            "book",
        )
        for row in rows.order_by("name", "id")[:SHOWN]
    ]


def transfer_requests(user) -> list[Task]:
    """Children for whom another posyandu asks; the answer is ours."""
    count = waiting_requests(user).count()
    if not count:
        return []
    title = ngettext("%d permintaan pindah", "%d permintaan pindah", count) % count
    return [Task(title, _("menunggu jawaban kita"), reverse("posyandu:requests"), "swap", True)]


def coming_open_days(user) -> list[ComingDay]:
    """Open days of the next week; not for whole kabupaten, where every day is one."""
    if any(level_of(code) in WIDE for code in granted_regions(user, P.POSYANDU_VIEW)):
        return []
    rows = visible_posyandu(user).filter(closed_on=None, schedule_week__isnull=False).select_related("region")
    days = []
    for row in rows:
        today = today_at(row.region_id)
        on = coming_open_day(row, today)
        if on is not None and on <= today + AHEAD:
            days.append(_coming(on, row))
    return days


def _coming(on: dt.date, posyandu: Posyandu) -> ComingDay:
    name = posyandu.name.removeprefix("Posyandu ")
    hour = _("jam %s") % time_format(posyandu.opens_at, "H.i") if posyandu.opens_at else ""
    url = reverse("posyandu:detail", args=[posyandu.pk])
    return ComingDay(on, _("Posyandu %s buka") % name, hour or posyandu.region.name, url)


WAITING.declare(
    Waiting("posyandu.referrals", open_referrals),
    Waiting("posyandu.requests", transfer_requests),
    Waiting("posyandu.days", open_days),
    Waiting("posyandu.months", unsigned_months),
)
COMING.declare(Coming("posyandu.days", coming_open_days))
