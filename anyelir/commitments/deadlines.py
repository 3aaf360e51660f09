"""A clause is done by its day: three days before, on the day, and a week later the body one level up is told, once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from anyelir.commitments.access import owed_clauses
from anyelir.commitments.due_dates import CLAUSE, REMIND, TELL, tell_above
from anyelir.commitments.models import Clause
from anyelir.commitments.papers import owner_name
from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.deadlines.models import DeadlineBase


def clauses_in_reach(user: Any) -> QuerySet[Clause]:
    related = ("commitment__body__region", "body__region", "post", "party__body__region")
    return owed_clauses(user).select_related(*related)


def owed(clause: Clause) -> Owed:
    note = f"{owner_name(clause)}: {clause.commitment.title}"
    return Owed(clause.what, note, reverse("commitments:clause", args=[clause.pk]))


def tell(deadline: DeadlineBase, _now: dt.datetime) -> None:
    clause = Clause.objects.select_related("commitment__body__region", "body__region").get(
        pk=deadline.object_key
    )
    tell_above(clause)


KINDS.declare(
    DeadlineKind(
        CLAUSE,
        gettext_lazy("janji yang belum dipenuhi"),
        "flag",
        (Step("soon", REMIND), Step("due", dt.timedelta()), Step("up", TELL, tell)),
        clauses_in_reach,
        owed,
        only_last=True,
    )
)
