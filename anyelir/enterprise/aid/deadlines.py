"""An item is visited 1, 3, 6 and 12 months after the hand-over: a week before, and on the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.enterprise.aid.access import visited_items
from anyelir.enterprise.aid.due_dates import REMIND, VISIT
from anyelir.enterprise.aid.models import AidItem


def items_in_reach(user: Any) -> QuerySet[AidItem]:
    related = ("aid__business__region", "aid__group__region")
    return visited_items(user).select_related(*related)


def owed(asset: AidItem) -> Owed:
    facts = {"number": asset.number, "tag": asset.tag}
    note = _("barang nomor %(number)s, label %(tag)s") % facts
    return Owed(str(asset.aid), note, reverse("aid:visit", args=[asset.pk]))


KINDS.declare(
    DeadlineKind(
        VISIT,
        gettext_lazy("kunjungan bantuan alat"),
        "bag",
        (Step("soon", REMIND), Step("due", dt.timedelta())),
        items_in_reach,
        owed,
        only_last=True,
    )
)
