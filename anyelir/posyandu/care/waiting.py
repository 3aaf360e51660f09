"""What waits in care: referrals."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.clock import today_at
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.posyandu.care.access import visible_referrals
from anyelir.posyandu.care.models import Referral

PATIENCE = dt.timedelta(days=14)
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


WAITING.declare(Waiting("posyandu.referrals", open_referrals))
