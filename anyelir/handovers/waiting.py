"""Hand-overs that wait for the person: to be signed by her, or to be confirmed on their day."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.waiting import COMING, WAITING, Coming, ComingDay, Task, Waiting
from anyelir.core.wording import day
from anyelir.handovers.access import is_one_of_two, visible_handovers
from anyelir.handovers.models import HandOver
from anyelir.membership.offices import post_name

MOST = 5
AHEAD = 7


def _open(user) -> QuerySet[HandOver]:
    rows = visible_handovers(user).filter(state=HandOver.State.PREPARED)
    return rows.select_related("body__region", "post", "outgoing", "incoming").order_by("on", "id")


def open_handovers(user) -> list[Task]:
    return [_task(user, handover) for handover in _open(user)[:MOST]]


def _task(user, handover: HandOver) -> Task:
    office = post_name(handover.post)
    if is_one_of_two(user, handover):
        title = _("Serah terima %s: baca berkas dan tanda tangani") % office
    else:
        title = _("Serah terima %s sudah disiapkan") % office
    params = {"body": handover.body, "day": day(handover.on)}
    return Task(
        title,
        _("%(body)s, %(day)s") % params,
        reverse("handovers:handover", args=[handover.pk]),
        "swap",
        handover.on <= today_at(handover.body.region_id),
    )


def coming_days(user) -> list[ComingDay]:
    return [
        ComingDay(
            handover.on,
            _("Serah terima %s") % post_name(handover.post),
            str(handover.body),
            reverse("handovers:handover", args=[handover.pk]),
        )
        for handover in _open(user)
        if 0 <= (handover.on - today_at(handover.body.region_id)).days <= AHEAD
    ]


WAITING.declare(Waiting("handovers.open", open_handovers))
COMING.declare(Coming("handovers.days", coming_days))
