"""What is missing in the minutes: meetings that were held and whose minutes nobody signed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission as P
from anyelir.core.tidiness import GAP_KINDS, Gap, GapKind, SixBook
from anyelir.core.wording import day
from anyelir.membership.models import Body
from anyelir.secretariat.models import Activity


def meetings_without_minutes(body: Body, year: int) -> list[Gap]:
    meetings = Activity.objects.filter(body=body, on__year=year, kind=Activity.Kind.MEETING)
    held = meetings.filter(state=Activity.State.HELD).order_by("on", "id")
    return [
        Gap(
            _("%(title)s, %(day)s: notulen belum ditandatangani.")
            % {"title": meeting.title, "day": day(meeting.on)},
            reverse("meetings:write-minutes", args=[meeting.pk]),
        )
        for meeting in held
    ]


GAP_KINDS.declare(GapKind("meetings.minutes", SixBook.MINUTES, P.ACTIVITY_RUN, meetings_without_minutes))
