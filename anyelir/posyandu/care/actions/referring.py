"""The referral loop: from the posyandu to the puskesmas and back, every step an event."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.families.models import Person
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.care.deadlines import expect_answer, follow_status
from anyelir.posyandu.care.models import Referral, ReferralEvent
from anyelir.posyandu.care.models.referral import NEXT, OPEN
from anyelir.posyandu.care.summaries import referral_words
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.models import Posyandu

Status = Referral.Status

NEEDS_WORDS = frozenset({Status.RESULT, Status.RETURNED, Status.CANCELLED})
ANSWERS = frozenset({Status.ATTENDED, Status.RESULT, Status.RETURNED, Status.NO_SHOW})


@action("referral.create", stored=referral_words)
def create_referral(
    *,
    child: Person,
    posyandu: Posyandu,
    reasons: list[str],
    by: Actor,
    puskesmas: Puskesmas | None = None,
    measurement: Measurement | None = None,
    urgency: str = Referral.Urgency.ROUTINE,
    referred_on: dt.date | None = None,
    due_on: dt.date | None = None,
    accompanied_by: str = "",
    note_text: str = "",
    op_id: uuid.UUID | None = None,
) -> Referral:
    """Send the child to ``puskesmas`` (the supervising one when not given).

    A child with a referral still open is not sent a second time to the same puskesmas.

    Refuses: date_in_future, due_before_referral, puskesmas_missing, reason_missing, referral_open.
    """
    # Two who refer the same child at once come one after the other.
    child = held(child)
    referred_on = referred_on or today_at(posyandu.region_id)
    puskesmas = puskesmas or posyandu.puskesmas
    _refuse_unfit(child, posyandu, puskesmas, reasons, referred_on, due_on)
    referral = Referral.objects.create(
        child=child,
        posyandu=posyandu,
        measurement=measurement,
        puskesmas=puskesmas,
        referred_on=referred_on,
        due_on=due_on,
        reasons=list(dict.fromkeys(reasons)),
        urgency=urgency,
        accompanied_by=accompanied_by,
        note=note_text,
    )
    expect_answer(referral)
    _event(referral, by, note_text)
    note(by=by, verb="referral.create", what=referral, region=posyandu.region_id, child=str(child.pk))
    return referral


@action("referral.answer", stored=referral_words)
def answer_referral(
    *,
    referral: Referral,
    status: str,
    by: Actor,
    remark: str = "",
    result: str = "",
    op_id: uuid.UUID | None = None,
) -> Referral:
    """Take the next step. A result, a way back and a cancellation need a remark; steps that do not follow from
    the present state are refused, so two people who answer at once do not overwrite each other.

    Refuses: step_does_not_follow, step_unknown, words_missing.
    """
    referral = held(referral)
    _refuse_step(referral, status, (result or remark).strip())
    referral.status = status
    if status == Status.RESULT:
        referral.result = (result or remark).strip()
    if status in ANSWERS and referral.answered_at is None:
        referral.answered_at = timezone.now()
    if status in (Status.CLOSED, Status.CANCELLED):
        referral.closed_at = timezone.now()
    referral.save()
    follow_status(referral, by=by)
    _event(referral, by, (remark or result).strip())
    note(by=by, verb=f"referral.{status}", what=referral, region=referral.posyandu.region_id)
    return referral


def _event(referral: Referral, by: Actor, remark: str) -> None:
    ReferralEvent.objects.create(
        referral=referral, status=referral.status, at=timezone.now(), by=by.id, by_name=by.name, note=remark
    )


def _refuse_unfit(
    child: Person,
    posyandu: Posyandu,
    puskesmas: Puskesmas | None,
    reasons: Sequence[str],
    referred_on: dt.date,
    due_on: dt.date | None,
) -> None:
    if puskesmas is None:
        text = _("Posyandu ini belum punya puskesmas pembina. Pilih puskesmas tujuan.")
        raise Refused("puskesmas_missing", text, field="puskesmas", status=422)
    if not reasons:
        raise Refused("reason_missing", _("Pilih paling sedikit satu alasan."), field="reasons", status=422)
    if referred_on > today_at(posyandu.region_id):
        raise Refused("date_in_future", _("Tanggal rujukan belum tiba."), field="referred_on", status=422)
    if due_on is not None and due_on < referred_on:
        text = _("Tanggal datang lebih awal daripada tanggal rujukan.")
        raise Refused("due_before_referral", text, field="due_on", status=422)
    if Referral.objects.filter(child=child, puskesmas=puskesmas, status__in=OPEN).exists():
        text = _("%s masih punya rujukan yang belum selesai ke puskesmas ini.") % child.name
        raise Refused("referral_open", text)


def _refuse_step(referral: Referral, status: str, remark: str) -> None:
    if status not in Status.values:
        raise Refused("step_unknown", _("Pilih langkah berikutnya."), field="status", status=422)
    if status not in NEXT[referral.status]:
        text = _("Rujukan ini sekarang “%s”. Langkah itu tidak bisa dari sini.")
        raise Refused("step_does_not_follow", text % referral.get_status_display(), field="status")
    if status in NEEDS_WORDS and not remark:
        raise Refused("words_missing", _("Tuliskan keterangannya."), field="remark", status=422)
