"""Closing a month: the numbers as they were signed, and opening it again with a reason."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.crypto import sign
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import month as month_text
from anyelir.core.wording import weekday as day_text
from anyelir.posyandu.day.models import MonthClosing
from anyelir.posyandu.day.queries.closings import canonical, closing_of
from anyelir.posyandu.day.summaries import month_words
from anyelir.posyandu.register.models import Posyandu
from anyelir.rules.months import first_of_month


@action("month.close", stored=month_words, circumstances=("count",))
def close_month(
    *,
    posyandu: Posyandu,
    month: dt.date,
    count: Callable[[], dict[str, Any]],
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> MonthClosing:
    """Sign the numbers of the month; from now on it takes no measurements.

    ``count`` gives the numbers (plain JSON) from the facts. It is called when nobody can write to the month any
    more: whoever was weighing has finished and is counted, whoever comes later is refused.

    Refuses: date_in_future, month_closed, session_open.
    """
    month = first_of_month(month)
    held_alone(posyandu)
    _refuse_closing(posyandu, month)
    closed_at = timezone.now()
    version = MonthClosing.objects.filter(posyandu=posyandu, month=month).count() + 1
    snapshot = {
        "posyandu": str(posyandu.pk),
        "name": posyandu.name,
        "region": posyandu.region_id,
        "month": month.isoformat(),
        "version": version,
        "closed_at": closed_at.isoformat(),
        "closed_by": by.name,
        "numbers": count(),
    }
    payload = canonical(snapshot)
    closing = MonthClosing.objects.create(
        posyandu=posyandu,
        month=month,
        version=version,
        closed_at=closed_at,
        closed_by=by.id,
        closed_by_name=by.name,
        snapshot=snapshot,
        sha256=hashlib.sha256(payload).hexdigest(),
        signature=sign(payload),
    )
    note(by=by, verb="month.close", what=closing, region=posyandu.region_id, month=month.isoformat())
    return closing


@action("month.reopen", stored=month_words)
def reopen_month(
    *, closing: MonthClosing, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> MonthClosing:
    """Something must be added or corrected; the old snapshot stays with the reason.

    Refuses: month_open, reason_missing.
    """
    if not reason.strip():
        raise Refused("reason_missing", _("Tuliskan alasan membuka kembali."), field="reason", status=422)
    closing = held(closing)
    if closing.reopened_at is not None:
        raise Refused("month_open", _("Bulan %s sudah dibuka kembali.") % month_text(closing.month))
    closing.reopened_at, closing.reopened_by, closing.reopen_reason = timezone.now(), by.id, reason.strip()
    closing.save(update_fields=["reopened_at", "reopened_by", "reopen_reason", "updated_at"])
    note(by=by, verb="month.reopen", what=closing, region=closing.posyandu.region_id, reason=reason.strip())
    return closing


def _refuse_closing(posyandu: Posyandu, month: dt.date) -> None:
    if month > today_at(posyandu.region_id):
        raise Refused("date_in_future", _("Bulan ini belum tiba."), field="month", status=422)
    if closing_of(posyandu, month) is not None:
        raise Refused("month_closed", _("Bulan %s sudah ditutup.") % month_text(month))
    running = posyandu.sessions.filter(
        held_on__year=month.year, held_on__month=month.month, closed_at=None
    ).first()
    if running is not None:
        raise Refused("session_open", _("Tutup dulu hari buka %s.") % day_text(running.held_on))
