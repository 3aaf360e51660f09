"""What waits in numbers: months that should be signed."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission as P
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import month as month_words
from anyelir.membership.access import granted_regions, granted_units
from anyelir.posyandu.models import MonthClosing, Posyandu, PosyanduSession
from anyelir.regions.scope import is_within_any
from anyelir.rules.dates import add_months

SHOWN = 8


def unsigned_months(user) -> list[Task]:
    """Posyandu that weighed last month and have not signed its numbers yet."""
    last = add_months(timezone.localdate().replace(day=1), -1)
    rows = (
        Posyandu.objects.filter(_closable(user))
        .filter(Exists(PosyanduSession.objects.filter(posyandu=OuterRef("pk"), held_on__range=_span(last))))
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


def _closable(user):
    return (
        is_within_any(granted_regions(user, P.MONTH_CLOSE))
        | Q(pk__in=granted_units(user, P.MONTH_CLOSE, "posyandu"))
        | Q(puskesmas__in=granted_units(user, P.MONTH_CLOSE, "puskesmas"))
    )


def _span(month: dt.date) -> tuple[dt.date, dt.date]:
    return month, add_months(month, 1) - dt.timedelta(days=1)


WAITING.declare(Waiting("reports.months", unsigned_months))
