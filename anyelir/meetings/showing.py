"""How somebody on the list of an activity is told on a page, and what a phone is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from anyelir.core.clock import day_at
from anyelir.meetings.access import shows_times
from anyelir.meetings.models import Attendance
from anyelir.meetings.queries.attendance import invited_to, newest_at, present_at
from anyelir.rules.time_zones import local_time
from anyelir.secretariat.models import Activity


def note_of(attendance: Attendance) -> str:
    """Below the name: her number where she belongs, or where a guest comes from."""
    if attendance.body_member is not None:
        params = {"number": attendance.body_member.number, "body": attendance.body_member.body}
        return _("%(body)s, nomor %(number)s") % params
    return attendance.guest_from


def time_of(attendance: Attendance) -> str:
    """``09.12`` on the day itself; "" when it was written later, and above the desa."""
    activity, came_at = attendance.activity, attendance.came_at
    if came_at is None or not shows_times(activity.body):
        return ""
    if day_at(activity.body.region_id, came_at) != activity.on:
        return ""
    return str(time_format(local_time(came_at, activity.body.region_id), "H.i"))


def seen_again(attendance: Attendance) -> str:
    """``sudah tercatat 09.12``."""
    time = time_of(attendance)
    return _("sudah tercatat %s") % time if time else _("sudah tercatat")


def row_of(attendance: Attendance) -> dict[str, Any]:
    """A row of the last who came."""
    return {
        "pk": str(attendance.pk),
        "name": attendance.name,
        "note": str(attendance.get_way_display()),
        "time": time_of(attendance),
    }


def counts_shown(activity: Activity) -> dict[str, Any]:
    """How many came, how many of them were invited, and the last five."""
    present = present_at(activity)
    return {
        "present": present.count(),
        "came": present.filter(invited_at__isnull=False).count(),
        "invited": len(invited_to(activity)),
        "newest": [row_of(each) for each in newest_at(activity)],
    }


def heading_of(counts: Mapping[str, Any]) -> str:
    """``96 dari 120 sudah hadir.``; whoever came without having been invited is told beside them."""
    others = counts["present"] - counts["came"]
    if not counts["invited"]:
        return _("%(present)s orang sudah hadir.") % counts
    text = _("%(came)s dari %(invited)s sudah hadir.") % counts
    more = _("Hadir juga %s orang lain.") % others
    return f"{text} {more}" if others else text


def answered(attendance: Attendance) -> dict[str, Any]:
    """What the page that marks is told; her keys let it take her off the list of those who are expected."""
    counts = counts_shown(attendance.activity)
    text = seen_again(attendance) if attendance.is_repeat else note_of(attendance)
    return {
        "state": "repeat" if attendance.is_repeat else "came",
        "title": attendance.name if attendance.is_repeat else _("%s hadir") % attendance.name,
        "text": text,
        "attendance": str(attendance.pk),
        "heading": heading_of(counts),
        **counts,
    }
