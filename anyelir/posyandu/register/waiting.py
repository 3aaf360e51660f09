"""What waits in the register: requests for children; and the open days of the next week."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.waiting import COMING, WAITING, Coming, ComingDay, Task, Waiting
from anyelir.membership.access import granted_regions
from anyelir.posyandu.register.access import visible_posyandu
from anyelir.posyandu.register.models import Posyandu
from anyelir.posyandu.register.queries.requests import waiting_requests
from anyelir.posyandu.register.schedule import coming_open_day
from anyelir.regions.models import Level
from anyelir.regions.scope import level_of

AHEAD = dt.timedelta(days=7)
WIDE = {None, Level.PROVINSI, Level.KABKOTA}


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


WAITING.declare(Waiting("posyandu.requests", transfer_requests))
COMING.declare(Coming("posyandu.days", coming_open_days))
