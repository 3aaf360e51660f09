"""From what somebody asks for to the agreement (NPHD) that it is given."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.enterprise.aid.actions.steps import check_day, held_at, refuse_own
from anyelir.enterprise.aid.models import Aid, AidRound
from anyelir.enterprise.aid.queries.aids import given_before, sums_of
from anyelir.enterprise.aid.summaries import aid_words
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.models import Business
from anyelir.rules.aid import OTHER, item_labels
from anyelir.rules.texts import clean_text


@action("aid.propose", stored=aid_words)
def propose_aid(
    *,
    kind: str,
    quantity: int,
    reason: str,
    spec: str = "",
    business: Business | None = None,
    group: Group | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Aid:
    """What a business or group asks for, and why.

    Refuses: business_closed, group_closed, item_missing, not_positive, reason_missing, receiver_missing.
    """
    _check_receiver(business, group)
    spec, reason = clean_text(spec), clean_text(reason, keeps_lines=True)
    if kind not in item_labels():
        raise Refused("item_missing", _("Pilih barang yang diusulkan."), field="kind", status=422)
    if kind == OTHER and not spec:
        raise Refused("item_missing", _("Tulis nama barangnya."), field="spec", status=422)
    if quantity < 1:
        raise Refused("not_positive", _("Tulis jumlahnya, paling sedikit 1."), field="quantity", status=422)
    if not reason:
        raise Refused("reason_missing", _("Tulis untuk apa barang itu."), field="reason", status=422)
    aid = Aid(business=business, group=group, kind=kind, spec=spec, quantity=quantity, reason=reason)
    aid.proposed_on = today_at(aid.place)
    aid.save()
    note(by=by, verb="aid.propose", what=aid, region=aid.place)
    return aid


def _check_receiver(business: Business | None, group: Group | None) -> None:
    if (business is None) == (group is None):
        text = _("Pilih usaha atau kelompok penerimanya. Satu saja.")
        raise Refused("receiver_missing", text, field="business", status=422)
    if business is not None and business.stage == Business.Stage.CLOSED:
        raise Refused("business_closed", _("Usaha ini sudah tutup. Catatannya tetap bisa dibaca."))
    if group is not None and group.closed_on is not None:
        raise Refused("group_closed", _("Kelompok ini sudah ditutup. Catatannya tetap bisa dibaca."))


@action("aid.verify", stored=aid_words)
def verify_aid(
    *, aid: Aid, on: dt.date, is_passed: bool, why: str = "", by: Actor, op_id: uuid.UUID | None = None
) -> Aid:
    """What the dinas saw when it looked. Not passing needs a reason, and so does passing the same a second time.

    Refuses: dates_not_in_order, future_date, own_request, reason_missing, step_skipped.
    """
    aid = held_at(aid, Aid.Step.PROPOSED)
    refuse_own(aid, by)
    check_day(aid, on, after=aid.proposed_on, field="on")
    why = clean_text(why, keeps_lines=True)
    if not why and (not is_passed or given_before(aid)):
        text = _("Tulis alasannya: pengusul akan membacanya.")
        if is_passed:
            text = _("Barang yang sama pernah diterima. Tulis mengapa tetap lolos.")
        raise Refused("reason_missing", text, field="why", status=422)
    aid.verified_on, aid.verified_by, aid.is_passed, aid.why = on, by.id, is_passed, why
    aid.save()
    note(by=by, verb="aid.verify", what=aid, region=aid.place, is_passed=is_passed)
    return aid


@action("aid.decide", stored=aid_words)
def decide_aid(
    *,
    aid: Aid,
    aid_round: AidRound,
    on: dt.date,
    budget_idr: int,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Aid:
    """Named as receiver by the decree of a round, with the amount that stands there.

    Refuses: dates_not_in_order, decree_missing, future_date, not_positive, over_decree, own_request, step_skipped.
    """
    aid, aid_round = held_at(aid, Aid.Step.VERIFIED), held(aid_round)
    refuse_own(aid, by)
    check_day(aid, on, after=aid.verified_on, field="on")
    if not aid_round.decree_no:
        text = _("Catat dulu nomor SK paket bantuan ini.")
        raise Refused("decree_missing", text, field="aid_round", status=422)
    if budget_idr < 1:
        text = _("Tulis nilainya dalam rupiah, lebih dari 0.")
        raise Refused("not_positive", text, field="budget_idr", status=422)
    left_idr = aid_round.promised_idr - sums_of(aid_round).decided_idr
    if budget_idr > left_idr:
        text = _("Melebihi SK: sisa nilai paket ini %s.") % rupiah(left_idr)
        raise Refused("over_decree", text, field="budget_idr", status=422)
    aid.aid_round, aid.decided_on, aid.decided_by, aid.budget_idr = aid_round, on, by.id, budget_idr
    aid.save()
    note(by=by, verb="aid.decide", what=aid, region=aid.place)
    return aid


@action("aid.grant", stored=aid_words)
def grant_aid(*, aid: Aid, nphd_no: str, on: dt.date, by: Actor, op_id: uuid.UUID | None = None) -> Aid:
    """The agreement (NPHD) is signed. Refuses: dates_not_in_order, future_date, number_missing, step_skipped."""
    aid = held_at(aid, Aid.Step.DECIDED)
    check_day(aid, on, after=aid.decided_on, field="on")
    nphd_no = clean_text(nphd_no)
    if not nphd_no:
        raise Refused("number_missing", _("Tulis nomor NPHD-nya."), field="nphd_no", status=422)
    aid.nphd_no, aid.granted_on = nphd_no, on
    aid.save()
    note(by=by, verb="aid.grant", what=aid, region=aid.place)
    return aid
