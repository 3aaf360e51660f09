"""A permit that ends before its time, and one that is asked for again."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.enterprise.permits.actions.papers import refuse_revoked
from anyelir.enterprise.permits.due_dates import keep_deadlines
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import status_on
from anyelir.enterprise.permits.summaries import permit_words
from anyelir.enterprise.trade.actions.holding import held_business
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.rules.texts import clean_text


@action("permit.revoke", stored=permit_words)
def revoke_permit(
    *, permit: Permit, on: dt.date, reason: str, by: Actor, op_id: uuid.UUID | None = None
) -> Permit:
    """The office that gave it took it back, on a day and for a reason.

    Refuses: date_ahead, not_issued, reason_missing; as refuse_revoked.
    """
    permit = held(permit)
    refuse_revoked(permit)
    today = today_at(permit.business.region_id)
    if on > today:
        raise Refused("date_ahead", _("Tanggal %s belum tiba.") % day(on), field="on", status=422)
    if not permit.number and permit.issued_on is None:
        raise Refused("not_issued", _("Izin ini belum terbit, jadi belum bisa dicabut."))
    if not clean_text(reason):
        text = _("Tulis alasan pencabutan seperti di suratnya.")
        raise Refused("reason_missing", text, field="reason", status=422)
    permit.revoked_on, permit.revoked_why = on, clean_text(reason)
    permit.save()
    keep_deadlines(permit, by)
    tell_changed(permit.business)
    note(by=by, verb="permit.revoke", what=permit, region=permit.business.region_id)
    return permit


@action("permit.renew", stored=permit_words)
def renew_permit(*, permit: Permit, by: Actor, op_id: uuid.UUID | None = None) -> Permit:
    """A new paper of the same kind and products whose file is ready today; the old one holds until its end.

    Refuses: already_renewed, never_ends; as held_business, refuse_revoked.
    """
    business = held_business(permit.business)
    permit = held(permit)
    permit.business = business
    refuse_revoked(permit)
    today = today_at(business.region_id)
    if status_on(permit, today).ends_on is None:
        text = _("Izin ini tidak berakhir, atau tanggal berakhirnya belum dicatat.")
        raise Refused("never_ends", text)
    if Permit.objects.filter(renews=permit).exists():
        text = _("Perpanjangan sudah dimulai. Buka catatan yang baru.")
        raise Refused("already_renewed", text)
    later = Permit.objects.create(
        business=business,
        kind=permit.kind,
        file_ready_on=today,
        helper_id=permit.helper_id,
        noted_by=by.id,
        renews=permit,
    )
    later.products.set(permit.products.all())
    note(by=by, verb="permit.renew", what=later, region=business.region_id)
    return later
