"""Somebody came: marked once, however often and in whatever way; a mark that was wrong is withdrawn with a reason."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.crypto import blind_index
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.meetings.models import Attendance
from anyelir.meetings.queries.attendance import rows_of_person
from anyelir.meetings.queries.people import is_of_this_place
from anyelir.meetings.recognising import not_of_this_place
from anyelir.meetings.summaries import attendance_words
from anyelir.membership.models import BodyMember, Member
from anyelir.rules.names import name_key
from anyelir.rules.texts import clean_text
from anyelir.secretariat.actions.activities import refuse_closed
from anyelir.secretariat.models import Activity

Way = Attendance.Way


@action("attendance.mark", stored=attendance_words, circumstances=("at",))
def mark_present(
    *,
    activity: Activity,
    way: str,
    by: Actor,
    body_member: BodyMember | None = None,
    member: Member | None = None,
    at: dt.datetime | None = None,
    op_id: uuid.UUID | None = None,
) -> Attendance:
    """She is here, since ``at`` (now, or when a phone without signal wrote it down). Who is here already stays so:
    then ``is_repeat`` of the result says that it was no news. Nobody is marked for a day to come.

    Refuses: date_ahead, nobody_named, not_of_this_place, withdrawn_meanwhile; as refuse_closed.
    """
    activity = held(activity)
    refuse_closed(activity)
    refuse_ahead(activity)
    if member is None and body_member is None:
        raise Refused("nobody_named", _("Pilih dulu siapa yang hadir."), status=422)
    if not is_of_this_place(activity, member, body_member):
        raise not_of_this_place()
    attendance = rows_of_person(activity, member, body_member).first()
    if attendance is None:
        attendance = new_attendance(activity, member, body_member)
    return _mark(attendance, way, at, by)


@action("attendance.mark_guest", stored=attendance_words, circumstances=("at",))
def mark_guest(
    *,
    activity: Activity,
    name: str,
    place: str,
    by: Actor,
    at: dt.datetime | None = None,
    op_id: uuid.UUID | None = None,
) -> Attendance:
    """A guest by name and where she comes from; the same name from the same place is the same guest.

    Refuses: date_ahead, name_missing, place_missing, withdrawn_meanwhile; as refuse_closed.
    """
    activity = held(activity)
    refuse_closed(activity)
    refuse_ahead(activity)
    name, place = clean_text(name), clean_text(place)
    if not name:
        raise Refused("name_missing", _("Tulis nama tamunya."), field="name", status=422)
    if not place:
        text = _("Tulis dari mana tamunya, misalnya Puskesmas Cibinong.")
        raise Refused("place_missing", text, field="place", status=422)
    key = f"guest:{blind_index(f'{name_key(name)}|{name_key(place)}', 'guest')}"
    attendance = Attendance.objects.filter(activity=activity, attendee_key=key).first()
    if attendance is None:
        attendance = Attendance(activity=activity, attendee_key=key, guest_name=name, guest_from=place)
    return _mark(attendance, Way.GUEST, at, by)


@action("attendance.withdraw", stored=attendance_words)
def withdraw_attendance(
    *, attendance: Attendance, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> Attendance:
    """She was marked by mistake; what was written, by whom and why it is withdrawn stays.

    Refuses: not_present, reason_missing; as refuse_closed.
    """
    activity = held(attendance.activity)
    refuse_closed(activity)
    attendance, reason = held(attendance), clean_text(reason)
    if not attendance.is_present:
        raise Refused("not_present", _("%s tidak sedang tercatat hadir. Muat ulang daftarnya.") % attendance)
    if not reason:
        text = _("Tulis mengapa dibatalkan, misalnya salah orang.")
        raise Refused("reason_missing", text, field="reason", status=422)
    attendance.withdrawn_at, attendance.withdrawn_by = timezone.now(), by.id
    attendance.withdraw_reason = reason
    attendance.save()
    note(by=by, verb="attendance.withdraw", what=attendance, region=activity.body.region_id)
    return attendance


def new_attendance(activity: Activity, member: Member | None, body_member: BodyMember | None) -> Attendance:
    """Her row, unsaved: of a member of the movement wherever she is known as one."""
    if member is None and body_member is not None:
        member = body_member.member
    member = member.survivor if member is not None else None
    key = f"member:{member.pk}" if member is not None else f"belongs:{body_member.pk if body_member else ''}"
    return Attendance(activity=activity, attendee_key=key, member=member, body_member=body_member)


def _mark(attendance: Attendance, way: str, at: dt.datetime | None, by: Actor) -> Attendance:
    """One line per scan is not written into the trail: the row is its own."""
    if attendance.is_present:
        attendance.is_repeat = True
        return attendance
    moment = _moment(at)
    if attendance.withdrawn_at is not None and moment <= attendance.withdrawn_at:
        text = _(
            "Kehadiran %s sudah dibatalkan sesudah kartunya dibaca. Kalau ia memang hadir, catat dari daftar."
        )
        raise Refused("withdrawn_meanwhile", text % attendance)
    attendance.came_at, attendance.way, attendance.noted_by = moment, way, by.id
    attendance.withdrawn_at, attendance.withdrawn_by, attendance.withdraw_reason = None, None, ""
    attendance.save()
    return attendance


def _moment(at: dt.datetime | None) -> dt.datetime:
    """A clock of a phone that runs ahead marks nobody for a time to come."""
    now: dt.datetime = timezone.now()
    return now if at is None else min(at, now)


def refuse_ahead(activity: Activity) -> None:
    """Refuses: date_ahead."""
    if activity.on > today_at(activity.body.region_id):
        text = _("Kegiatan ini baru berlangsung %s. Kehadiran dicatat pada harinya.")
        raise Refused("date_ahead", text % day(activity.on))
