"""What was handed down with a day for the answers: late for who has not answered, and for who handed it down."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.agendas.access import owed_passings
from anyelir.agendas.due_dates import PASSING
from anyelir.agendas.models import Passing
from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step


def passings_in_reach(user: Any) -> QuerySet[Passing]:
    return owed_passings(user).select_related("point", "from_body__region")


def owed(passing: Passing) -> Owed:
    note = _("titipan %s") % passing.from_body
    return Owed(passing.point.title, note, reverse("agendas:passing", args=[passing.pk]))


KINDS.declare(
    DeadlineKind(
        PASSING,
        gettext_lazy("titipan yang belum dijawab semua"),
        "flag",
        (Step("due", dt.timedelta()),),
        passings_in_reach,
        owed,
    )
)
