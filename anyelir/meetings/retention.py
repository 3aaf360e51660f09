"""What is known of a guest is kept for two years after the activity; that somebody came stays for good."""

from __future__ import annotations

import datetime as dt

from anyelir.core.clock import today_anywhere
from anyelir.meetings.models import Attendance

# Ours, until somebody who answers for it says another time (secretariat design, open points).
GUEST_YEARS = 2


def forget_guests() -> int:
    """How many were forgotten."""
    today = today_anywhere()
    last = dt.date(today.year - GUEST_YEARS, today.month, min(today.day, 28))
    rows = Attendance.objects.filter(activity__on__lt=last).exclude(guest_name="", guest_from="")
    return rows.update(guest_name="", guest_from="")
