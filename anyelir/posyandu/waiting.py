"""What waits at posyandu: referrals and open days; and the open days of the next week."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.permission import Permission as P
from anyelir.core.waiting import COMING, WAITING, Coming, ComingDay, Task, Waiting
from anyelir.core.wording import weekday
from anyelir.membership.access import granted_regions
from anyelir.posyandu.access import visible_posyandu, visible_referrals, visible_sessions
from anyelir.posyandu.models import Posyandu, Referral
from anyelir.posyandu.queries.requests import waiting_requests
from anyelir.posyandu.schedule import coming_open_day
from anyelir.regions.models import Level
from anyelir.regions.scope import level_of

SHOWN = 8
AHEAD = dt.timedelta(days=7)
PATIENCE = dt.timedelta(days=14)
WIDE = {None, Level.PROVINSI, Level.KABKOTA}
OPEN_STATES = [Referral.Status.CREATED, Referral.Status.RECEIVED, Referral.Status.ATTENDED]


def open_referrals(user) -> list[Task]:
    waiting = visible_referrals(user).filter(status__in=OPEN_STATES)
    late = timezone.localdate() - PATIENCE
    rows = list(waiting.values_list("urgency", "referred_on"))
    if not rows:
        return []
    urgent = sum(urgency == Referral.Urgency.URGENT for urgency, _day in rows)
    overdue = sum(day < late for _urgency, day in rows)
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
            day.held_on < timezone.localdate(),
        )
        for day in days.order_by("held_on", "id")[:SHOWN]
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
    today = timezone.localdate()
    rows = visible_posyandu(user).filter(closed_on=None, schedule_week__isnull=False).select_related("region")
    days = [(coming_open_day(row, today), row) for row in rows]
    return [_coming(on, row) for on, row in days if on is not None and on <= today + AHEAD]


def _coming(on: dt.date, posyandu: Posyandu) -> ComingDay:
    name = posyandu.name.removeprefix("Posyandu ")
    hour = _("jam %s") % time_format(posyandu.opens_at, "H.i") if posyandu.opens_at else ""
    url = reverse("posyandu:detail", args=[posyandu.pk])
    return ComingDay(on, _("Posyandu %s buka") % name, hour or posyandu.region.name, url)


WAITING.declare(
    Waiting("posyandu.referrals", open_referrals),
    Waiting("posyandu.requests", transfer_requests),
    Waiting("posyandu.days", open_days),
)
COMING.declare(Coming("posyandu.days", coming_open_days))
