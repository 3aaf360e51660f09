"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day, rupiah
from anyelir.meetings.models import ActivityPhoto, Attendance, CostLine, Minutes, MinutesAddendum, RundownItem


def attendance_words(attendance: Attendance) -> str:
    return _("%s di daftar hadir") % attendance.name


def rundown_words(line: RundownItem) -> str:
    return _("acara %s") % line.title


def photo_words(photo: ActivityPhoto) -> str:
    return _("foto: %s") % photo.caption


def cost_words(cost: CostLine) -> str:
    return f"{cost.words}, {rupiah(cost.amount_idr)}"


def minutes_words(minutes: Minutes) -> str:
    return _("notulen %s") % minutes.activity


def addendum_words(addendum: MinutesAddendum) -> str:
    return _("tambahan notulen, %s") % day(addendum.created_at)
