"""What waits for whoever leads a body: minutes that lack nothing but the signature."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission as P
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import day
from anyelir.meetings.models import Minutes
from anyelir.membership.access import bodies_with
from anyelir.secretariat.models import Activity

MOST = 5


def minutes_to_sign(user) -> list[Task]:
    bodies = bodies_with(user, P.ACTIVITY_SIGN)
    rows = Minutes.objects.filter(activity__body__in=bodies, signed_at=None).exclude(course="")
    ready = rows.exclude(activity__conclusions="").exclude(activity__state=Activity.State.CANCELLED)
    return [
        Task(
            _("Notulen menunggu tanda tangan: %s") % minutes.activity,
            _("%(body)s, %(day)s") % {"body": minutes.activity.body, "day": day(minutes.activity.on)},
            reverse("secretariat:activity", args=[minutes.activity_id]),
            "pen",
        )
        for minutes in ready.select_related("activity__body__region").order_by("activity__on", "id")[:MOST]
    ]


WAITING.declare(Waiting("meetings.minutes", minutes_to_sign))
