"""Requests to move a child that still wait for somebody."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from anyelir.core.clock import today_at
from anyelir.core.permission import Viewer
from anyelir.posyandu.register import access
from anyelir.posyandu.register.models import TransferRequest
from anyelir.rules import look_ups


def waiting_requests(user: Viewer) -> QuerySet[TransferRequest]:
    """Requests that the user can answer today, the oldest first."""
    today = today_at("")
    oldest = today - dt.timedelta(days=look_ups.answer_days(today))
    waiting = access.answerable_requests(user).filter(state=TransferRequest.State.OPEN, asked_on__gte=oldest)
    return waiting.select_related("child__mother", "to_posyandu__region").order_by("asked_on", "id")
