"""A sheet is opened for a meeting of the body, one at a time, with what was agreed the last time."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.contributions.models import MeetingSheet
from anyelir.contributions.queries import last_sheet_of, open_sheet_of
from anyelir.contributions.summaries import sheet_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.ledger.models import Ledger
from anyelir.ledger.queries import first_open_day
from anyelir.membership.models import Body
from anyelir.secretariat.actions import plan_activity
from anyelir.secretariat.models import Activity


@action("sheet.open", stored=sheet_words)
def open_sheet(*, activity: Activity, by: Actor, op_id: uuid.UUID | None = None) -> MeetingSheet:
    """The sheet of a meeting; nothing in it counts as paid.

    Refuses: activity_cancelled, no_ledger, not_a_meeting, period_closed, sheet_exists, sheet_open.
    """
    body = held(activity.body)
    activity = held(activity)
    if activity.kind != Activity.Kind.MEETING:
        raise Refused("not_a_meeting", _("Lembar uang hanya untuk rapat. Pilih kegiatan yang berupa rapat."))
    if activity.state == Activity.State.CANCELLED:
        raise Refused("activity_cancelled", _("Kegiatan ini sudah dibatalkan. Buat kegiatan baru."))
    _refuse_books(body, activity.on)
    standing = MeetingSheet.objects.filter(activity=activity).exclude(state=MeetingSheet.State.UNDONE)
    if standing.exists():
        raise Refused("sheet_exists", _("Rapat ini sudah punya lembar. Lanjutkan di lembar itu."))
    open_one = open_sheet_of(body)
    if open_one is not None:
        text = _("Lembar rapat %s belum ditutup. Tutup dulu, lalu mulai yang baru.")
        raise Refused("sheet_open", text % day(open_one.activity.on))
    before = last_sheet_of(body)
    sheet = MeetingSheet.objects.create(
        activity=activity,
        body=body,
        dues=before.dues if before is not None else {},
        chair=before.chair if before is not None else None,
        keeper=before.keeper if before is not None else None,
        saved_by_name=by.name,
    )
    note(by=by, verb="sheet.open", what=sheet, region=body.region_id)
    return sheet


@action("sheet.start", stored=sheet_words)
def start_meeting(
    *, body: Body, on: dt.date, place: str, by: Actor, op_id: uuid.UUID | None = None
) -> MeetingSheet:
    """The meeting of a day with its sheet: the planned one of that day, or one that is written down now.

    Refuses: as open_sheet, plan_activity.
    """
    body = held(body)
    meetings = Activity.objects.filter(body=body, on=on, kind=Activity.Kind.MEETING)
    free = meetings.exclude(state=Activity.State.CANCELLED).exclude(sheets__isnull=False)
    activity = free.order_by("created_at").first()
    if activity is None:
        facts = {"kind": Activity.Kind.MEETING, "title": _("Rapat bulanan"), "on": on, "place": place}
        activity = plan_activity(body=body, by=by, **facts)
    return open_sheet(activity=activity, by=by)


def _refuse_books(body: Body, on: dt.date) -> None:
    ledger = Ledger.objects.filter(body=body).first()
    if ledger is None:
        raise Refused("no_ledger", _("Buka dulu buku kas lembaga ini, di halaman Uang."))
    if on < first_open_day(ledger):
        text = _("Buku sudah ditutup sampai hari itu. Pakai tanggal mulai %s.") % day(first_open_day(ledger))
        raise Refused("period_closed", text, field="on")
