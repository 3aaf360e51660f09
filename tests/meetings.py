"""Rows of the room of meetings, made like those of ``factories``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from anyelir.core.ids import uuid7
from anyelir.documents.issuing import new_code
from anyelir.files.models import StoredFile
from anyelir.meetings.models import (
    ActivityPhoto,
    Attendance,
    CostLine,
    Minutes,
    MinutesAddendum,
    PersonCard,
    RundownItem,
)
from anyelir.membership.models import BodyMember, Member
from anyelir.secretariat.models import Activity
from tests import factories as make


def attendance(at: Activity, who: BodyMember | None = None, **fields) -> Attendance:
    """She came just now, by her card; without anybody it is a guest."""
    values = {"came_at": timezone.now(), "way": "qr" if who else "guest", **fields}
    if who is None:
        values = {"guest_name": "Titin", "guest_from": "Puskesmas Cibinong", **values}
    return Attendance.objects.create(activity=at, body_member=who, attendee_key=f"x:{uuid7()}", **values)


def card(of: BodyMember | Member, **fields) -> PersonCard:
    holder = {"member": of} if isinstance(of, Member) else {"body_member": of}
    return PersonCard.objects.create(code=new_code(), **holder, **fields)


def minutes(of: Activity, **fields) -> Minutes:
    """A draft that lacks nothing but its signature."""
    of.conclusions = "Bazar diadakan tiap bulan."
    of.save()
    values = {
        "led_by": "Mira Lestari",
        "course": "Dibahas rencana bazar.",
        "closing": "Doa bersama.",
        **fields,
    }
    return Minutes.objects.update_or_create(activity=of, defaults=values)[0]


def activity_photo(of: Activity, caption: str = "Peserta rapat") -> ActivityPhoto:
    """With a file that nobody has to read."""
    file = StoredFile.objects.create(
        kind="photo",
        media_type="image/webp",
        digest="0" * 64,
        size=1,
        owner_kind="meetings.activity",
        owner_key=of.pk,
    )
    return ActivityPhoto.objects.create(activity=of, file=file, caption=caption)


def cost(of: Activity, text: str = "Konsumsi", amount_idr: int = 250_000, **fields) -> CostLine:
    return CostLine.objects.create(activity=of, source="swadaya", words=text, amount_idr=amount_idr, **fields)


def rundown(of: Activity, title: str = "Pembukaan", hour: int = 9, **fields) -> RundownItem:
    return RundownItem.objects.create(activity=of, title=title, starts_at=dt.time(hour), **fields)


def addendum(of: Activity) -> MinutesAddendum:
    signed = minutes(of, signed_at=timezone.now(), signed_name="Mira Lestari")
    return MinutesAddendum.objects.create(
        minutes=signed, words="Bazar tanggal 5.", signed_name="Mira Lestari"
    )


@dataclass(frozen=True)
class MeetingRows:
    """One of each kind of row that an address names, all of one activity."""

    attendance: Attendance
    invited: Attendance
    line: RundownItem
    photo: ActivityPhoto
    cost: CostLine
    card: PersonCard
    addendum: MinutesAddendum


def rows_at(activity: Activity) -> MeetingRows:
    came, expected = (make.body_member(activity.body, name) for name in ("Nani Suryani", "Oom Rohmah"))
    return MeetingRows(
        attendance(activity, came),
        attendance(activity, expected, came_at=None, way="", invited_at=timezone.now()),
        rundown(activity),
        activity_photo(activity),
        cost(activity),
        card(came),
        addendum(activity),
    )
