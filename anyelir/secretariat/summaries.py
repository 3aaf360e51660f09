"""What a stored record holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day
from anyelir.secretariat.models import Activity, PlanLine


def line_words(line: PlanLine) -> str:
    return _("rencana %(year)s: %(title)s") % {"year": line.year, "title": line.title}


def activity_words(activity: Activity) -> str:
    return f"{activity.title}, {day(activity.on)}"
