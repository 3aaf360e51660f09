"""A permit is renewed before it ends, and the commitments of a P-IRT are met in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.core.wording import day
from anyelir.enterprise.permits.access import workable_permits
from anyelir.enterprise.permits.due_dates import A_MONTH, COMMITMENT, HALF_A_YEAR, RENEW, first_end
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import status_today
from anyelir.enterprise.trade.models import Business

END = Step("end", dt.timedelta())


def permits_in_reach(user: Any) -> QuerySet[Permit]:
    rows = workable_permits(user).exclude(business__stage=Business.Stage.CLOSED)
    return rows.select_related("business")


def _owed(permit: Model, title: str) -> Owed:
    return Owed(title, permit.business.name, reverse("permits:show", args=[permit.pk]))


def renewal_owed(permit: Any) -> Owed:
    end = first_end(permit, today_at(permit.business.region_id))
    return _owed(
        permit, _("%(permit)s berakhir %(day)s") % {"permit": permit.get_kind_display(), "day": day(end)}
    )


def commitment_owed(permit: Any) -> Owed:
    due_on = status_today(permit).commitments_due_on
    title = _("Komitmen %(permit)s sampai %(day)s") % {
        "permit": permit.get_kind_display(),
        "day": day(due_on),
    }
    return _owed(permit, title)


KINDS.declare(
    DeadlineKind(
        RENEW,
        gettext_lazy("izin usaha yang sudah berakhir"),
        "file",
        (Step("half_year", HALF_A_YEAR), Step("month", A_MONTH), END),
        permits_in_reach,
        renewal_owed,
        only_last=True,
    ),
    DeadlineKind(
        COMMITMENT,
        gettext_lazy("komitmen izin yang lewat batas"),
        "file",
        (Step("month", A_MONTH), END),
        permits_in_reach,
        commitment_owed,
        only_last=True,
    ),
)
