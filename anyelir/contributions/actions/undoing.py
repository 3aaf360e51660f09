"""A closed sheet is taken back while its month is open: its entry reversed, its values in a new draft."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from anyelir.contributions.kinds import SOURCE
from anyelir.contributions.models import MeetingSheet, SheetLine
from anyelir.contributions.queries import open_sheet_of
from anyelir.contributions.summaries import sheet_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.ledger.actions import reverse_entry
from anyelir.ledger.queries import first_open_day
from anyelir.rules.texts import clean_text

State = MeetingSheet.State
COPIED = ("activity", "body", "dues", "others", "notes", "reason", "chair", "keeper", "witness")


@action("sheet.undo", stored=sheet_words)
def undo_sheet(
    *, sheet: MeetingSheet, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> MeetingSheet:
    """Gives the new draft, with everything that the closed sheet held; who came stays as it is.

    Refuses: period_closed, reason_missing, sheet_not_closed, sheet_open; as reverse_entry.
    """
    ledger = held_alone(sheet.body.ledger)
    sheet, reason = held(sheet), clean_text(reason)
    if sheet.state != State.CLOSED:
        raise Refused("sheet_not_closed", _("Lembar ini belum ditutup. Betulkan langsung di barisnya."))
    if not reason:
        text = _("Tulis mengapa dibatalkan, misalnya salah ketik iuran.")
        raise Refused("reason_missing", text, field="reason", status=422)
    other = open_sheet_of(sheet.body)
    if other is not None:
        text = _("Lembar rapat %s sedang terbuka. Tutup dulu, lalu batalkan yang ini.")
        raise Refused("sheet_open", text % day(other.activity.on))
    on = sheet.activity.on
    if on < first_open_day(ledger):
        text = _("Bulan itu sudah ditutup. Betulkan dengan catatan baru di buku kas, mulai %s.")
        raise Refused("period_closed", text % day(first_open_day(ledger)))
    reverse_entry(entry=sheet.entry, on=on, reason=reason, source=(SOURCE, str(sheet.pk)), by=by)
    sheet.state, sheet.undone_reason = State.UNDONE, reason
    sheet.save()
    note(by=by, verb="sheet.undo", what=sheet, region=sheet.body.region_id)
    return _draft_again(sheet, by)


def _draft_again(sheet: MeetingSheet, by: Actor) -> MeetingSheet:
    values = {name: getattr(sheet, name) for name in COPIED}
    draft = MeetingSheet.objects.create(**values, saved_by_name=by.name)
    SheetLine.objects.bulk_create(
        SheetLine(
            sheet=draft,
            body_member_id=line.body_member_id,
            absence=line.absence,
            via_id=line.via_id,
            amounts=line.amounts,
            saved_by_name=line.saved_by_name,
        )
        for line in SheetLine.objects.filter(sheet=sheet)
    )
    return draft
