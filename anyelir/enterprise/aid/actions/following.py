"""What a visitor saw of an item, and how an aid ends."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.deadlines.keeping import set_deadline, settle_deadline
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.aid.actions.steps import check_day, refuse_no_picture, refuse_own
from anyelir.enterprise.aid.due_dates import VISIT, visit_moment
from anyelir.enterprise.aid.models import Aid, AidItem, AidVisit
from anyelir.enterprise.aid.models.item import GONE, IN_USE, SEEN, VISIT_PHOTO
from anyelir.enterprise.aid.queries.aids import next_month
from anyelir.enterprise.aid.summaries import aid_words, visit_words
from anyelir.files.keeping import keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.rules.aid import LAST_VISIT, visit_opens_on
from anyelir.rules.texts import clean_text


@action("aid.visit", stored=visit_words)
def record_aid_visit(
    *,
    asset: AidItem,
    on: dt.date,
    state: str,
    output: str = "",
    photo: Prepared | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> AidVisit:
    """The next visit of an item, by somebody else than the receiver. What is there is photographed.

    Refuses: already_closed, dates_not_in_order, future_date, no_photo, not_handed_over, nothing_to_visit, own_request,
    photo_missing, too_early.
    """
    aid = _handed_over(asset.aid)
    refuse_own(aid, by)
    visits = list(asset.visits.all())
    month = next_month(visits)
    if month is None:
        raise Refused("nothing_to_visit", _("Kunjungan barang ini sudah lengkap."))
    latest = max((visit.on for visit in visits), default=aid.handed_over_on)
    check_day(aid, on, after=latest, field="on")
    _check_early(aid, month, on)
    refuse_no_picture(photo, is_needed=state in SEEN)
    visit = AidVisit.objects.create(
        asset=asset,
        month=month,
        on=on,
        state=state,
        output=clean_text(output),
        visitor=by.id,
        visitor_name=by.name,
    )
    if photo is not None:
        keep_file(StoredFile, photo, owner_kind=VISIT_PHOTO, owner_key=visit.pk, by=by)
    if state in IN_USE and aid.in_use_on is None:
        aid.in_use_on = on
        aid.save()
    _owe_next(aid, asset, [*visits, visit], by)
    note(by=by, verb="aid.visit", what=asset, region=aid.place, month=month, state=state)
    return visit


def _handed_over(aid: Aid) -> Aid:
    """As it is now, held. Refuses: already_closed, not_handed_over."""
    aid = held(aid)
    if aid.handed_over_on is None:
        raise Refused("not_handed_over", _("Barangnya belum diserahkan."))
    if aid.closed_on is not None:
        raise Refused("already_closed", _("Bantuan ini sudah ditutup: %s.") % aid.step_label)
    return aid


def _check_early(aid: Aid, month: int, on: dt.date) -> None:
    """Refuses: too_early."""
    assert aid.handed_over_on is not None
    opens_on = visit_opens_on(aid.handed_over_on, month)
    if on < opens_on:
        facts = {"month": month, "day": day(opens_on)}
        text = _("Kunjungan bulan ke-%(month)s mulai %(day)s.") % facts
        raise Refused("too_early", text, field="on", status=422)


def _owe_next(aid: Aid, asset: AidItem, visits: list[AidVisit], by: Actor) -> None:
    settle_deadline(Deadline, kind=VISIT, record=asset, by=by)
    month = next_month(visits)
    if month is not None:
        due_at = visit_moment(aid, month)
        set_deadline(Deadline, kind=VISIT, record=asset, region=aid.place, due_at=due_at)


@action("aid.close", stored=aid_words)
def close_aid(
    *, aid: Aid, on: dt.date, ending: str, reason: str = "", by: Actor, op_id: uuid.UUID | None = None
) -> Aid:
    """Done after a year of visits; withdrawn or passed on to another at any time after the hand-over, with a reason.

    Refuses: already_closed, dates_not_in_order, future_date, not_handed_over, own_request, reason_missing,
    step_skipped.
    """
    aid = _handed_over(aid)
    refuse_own(aid, by)
    visits = AidVisit.objects.filter(asset__aid=aid)
    latest = max((visit.on for visit in visits), default=aid.handed_over_on)
    check_day(aid, on, after=latest, field="on")
    reason = clean_text(reason, keeps_lines=True)
    if ending == Aid.Ending.DONE:
        _check_year(aid)
    elif not reason:
        text = _("Tulis mengapa ditarik, atau kepada siapa dialihkan.")
        raise Refused("reason_missing", text, field="reason", status=422)
    aid.closed_on, aid.ending, aid.closing_reason = on, ending, reason
    aid.save()
    for asset in aid.items.all():
        settle_deadline(Deadline, kind=VISIT, record=asset, by=by)
    note(by=by, verb="aid.close", what=aid, region=aid.place, ending=ending)
    return aid


def _check_year(aid: Aid) -> None:
    """Refuses: step_skipped."""
    for asset in aid.items.prefetch_related("visits"):
        visits = list(asset.visits.all())
        is_gone = any(visit.state in GONE for visit in visits)
        if not is_gone and not any(visit.month == LAST_VISIT for visit in visits):
            text = _("Kunjungan bulan ke-12 belum dicatat untuk setiap barang.")
            raise Refused("step_skipped", text, field="ending", status=422)
