"""Somebody looks whether the help is used."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.core.wording import day
from anyelir.enterprise.assistance.access import observable_assistances
from anyelir.enterprise.assistance.due_dates import FOLLOW_UP, SOON
from anyelir.enterprise.assistance.models import Assistance
from anyelir.enterprise.trade.models import Business


def helped_in_reach(user: Any) -> QuerySet[Assistance]:
    rows = observable_assistances(user).exclude(business__stage=Business.Stage.CLOSED)
    return rows.select_related("business", "body_member", "region")


def look_owed(assistance: Any) -> Owed:
    params = {"kind": assistance.get_kind_display(), "day": day(assistance.on)}
    title = _("Lihat apakah dipakai: %(kind)s, %(day)s") % params
    note = f"{assistance.receiver}, {assistance.region.label}"
    return Owed(title, note, reverse("assistance:observe", args=[assistance.pk]))


KINDS.declare(
    DeadlineKind(
        FOLLOW_UP,
        gettext_lazy("pendampingan yang belum dilihat hasilnya"),
        "hands",
        (Step("soon", SOON), Step("due", dt.timedelta())),
        helped_in_reach,
        look_owed,
        only_last=True,
    )
)
