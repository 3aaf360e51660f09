"""A disposition is done by its day; late ones are listed for whoever it was handed to and who handed it on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.secretariat.access import followed_dispositions
from anyelir.secretariat.actions.arrivals import DISPOSITION
from anyelir.secretariat.models import Disposition

GRACE = dt.timedelta(days=3)


def dispositions_in_reach(user: Any) -> QuerySet[Disposition]:
    return followed_dispositions(user).select_related("arrival__letter", "arrival__body__region")


def owed(disposition: Disposition) -> Owed:
    letter = disposition.arrival.letter
    note = _("Disposisi %(name)s: %(what)s") % {
        "name": disposition.given_by_name,
        "what": disposition.instruction,
    }
    return Owed(letter.subject, note, reverse("secretariat:letter", args=[letter.pk]))


KINDS.declare(
    DeadlineKind(
        DISPOSITION,
        gettext_lazy("disposisi yang belum selesai"),
        "mail",
        (Step("due", dt.timedelta()), Step("late", GRACE)),
        dispositions_in_reach,
        owed,
        only_last=True,
    )
)
