"""Closed months: which one is, and whether its snapshot is what was signed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from anyelir.core.crypto import is_signed
from anyelir.posyandu.day.models import MonthClosing
from anyelir.posyandu.register.models import Posyandu
from anyelir.rules.months import first_of_month


def closing_of(posyandu: Posyandu, month: dt.date) -> MonthClosing | None:
    """The closing in force, None while the month is open."""
    return MonthClosing.objects.filter(
        posyandu=posyandu, month=first_of_month(month), reopened_at=None
    ).first()


def is_month_closed(posyandu: Posyandu, day: dt.date) -> bool:
    month = first_of_month(day)
    return MonthClosing.objects.filter(posyandu=posyandu, month=month, reopened_at=None).exists()


def canonical(snapshot: dict[str, Any]) -> bytes:
    """The bytes that are hashed and signed: sorted keys, no spaces, UTF-8."""
    return json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def is_genuine(closing: MonthClosing) -> bool:
    """Whether the stored snapshot is exactly what was signed."""
    payload = canonical(closing.snapshot)
    return hashlib.sha256(payload).hexdigest() == closing.sha256 and is_signed(payload, closing.signature)
