"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.meetings.models import Attendance


def attendance_words(attendance: Attendance) -> str:
    return _("%s di daftar hadir") % attendance.name
