"""What waits in care: open referrals; what is late of them stands in the room of deadlines."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.posyandu.care.access import visible_referrals
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.models.referral import OPEN


def open_referrals(user) -> list[Task]:
    waiting = visible_referrals(user).filter(status__in=OPEN)
    sizes = Counter(waiting.order_by().values_list("urgency", flat=True))
    count, urgent = sizes.total(), sizes[Referral.Urgency.URGENT]
    if not count:
        return []
    title = ngettext("%d rujukan belum selesai", "%d rujukan belum selesai", count) % count
    note = _("%d di antaranya segera") % urgent if urgent else _("menunggu kabar dari puskesmas")
    return [Task(title, note, reverse("posyandu:referral-inbox"), "hospital", bool(urgent))]


WAITING.declare(Waiting("posyandu.referrals", open_referrals))
