"""Who came, as the room of meetings knows it: the sheet keeps no attendance of its own."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from anyelir.core.audit import Actor
from anyelir.meetings.actions import mark_present, withdraw_attendance
from anyelir.meetings.models import Attendance
from anyelir.meetings.queries.attendance import person_key, present_at
from anyelir.membership.models import BodyMember
from anyelir.secretariat.models import Activity

SHEET = Attendance.Way.SHEET


def key_of(person: BodyMember) -> str:
    """Under which the attendance of hers is found, also where another body wrote it down."""
    return str(person.member.survivor.pk if person.member is not None else person.pk)


def ways_of(activity: Activity, people: Iterable[BodyMember]) -> dict[UUID, str]:
    """How each of ``people`` who is present was marked (a card, the list, this sheet), by her key in the body."""
    ways = {str(person_key(attendance)): attendance.way for attendance in present_at(activity)}
    return {person.pk: ways[key_of(person)] for person in people if key_of(person) in ways}


def note_presence(activity: Activity, person: BodyMember, *, is_here: bool, by: Actor) -> None:
    """A tick marks her present; a tick that is taken back withdraws it. What is so already is left alone.

    Refuses: as mark_present, withdraw_attendance.
    """
    if is_here:
        mark_present(activity=activity, body_member=person, way=SHEET, by=by)
        return
    for attendance in present_at(activity):
        if str(person_key(attendance)) == key_of(person):
            withdraw_attendance(attendance=attendance, reason=_("Dibetulkan di lembar rapat"), by=by)
