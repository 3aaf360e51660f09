"""Asking for a child that belongs elsewhere, and the answer of those who hold it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.families.actions.building import checked_name, checked_nik
from anyelir.families.models import Person
from anyelir.posyandu.register import access
from anyelir.posyandu.register.actions.children import transfer_child
from anyelir.posyandu.register.models import Posyandu, TransferRequest
from anyelir.posyandu.register.summaries import request_words
from anyelir.rules import look_ups

State = TransferRequest.State


@action("transfer.ask", stored=request_words)
def ask_transfer(
    *,
    to: Posyandu,
    child_name: str,
    reason: str,
    nik: str = "",
    child: Person | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> TransferRequest:
    """Ask for the holder of ``nik``, or for ``child``, whom the caller has met in a refusal.

    What is stored, said and counted is the same whether anybody has that number or not.

    Refuses: name_missing, name_too_long, nik_missing, nik_not_16_digits, nik_of_nobody, not_a_name, reason_missing,
    requests_spent.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("reason_missing", _("Tuliskan alasannya."), field="reason", status=422)
    today = today_at("")
    _refuse_too_many(by, today)
    request = TransferRequest.objects.create(
        to_posyandu=to,
        child=_askable(child or _holder(nik), today),
        child_name=checked_name(child_name),
        reason=reason[:300],
        asked_on=today,
        asked_by=by.id,
        asked_by_name=by.name,
    )
    note(by=by, verb="transfer.ask", what=request, region=to.region_id)
    return request


def _holder(nik: str) -> Person | None:
    number = checked_nik(nik)
    if not number:
        raise Refused("nik_missing", _("Tuliskan NIK anak."), field="nik", status=422)
    holder = Person.objects.filter(nik_index=Person.index_of_nik(number)).first()
    return holder and holder.survivor


def _askable(person: Person | None, today: dt.date) -> Person | None:
    """The person, if a living child of an age that can be asked for; else None."""
    if person is None or person.died_on is not None:
        return None
    return person if look_ups.may_be_asked_for(person.born_on, today) else None


def _refuse_too_many(by: Actor, today: dt.date) -> None:
    asked = TransferRequest.objects.filter(asked_by=by.id, asked_on=today).count()
    if by.id is not None and asked >= look_ups.limit("requests_a_day", today):
        text = _("Hari ini sudah terlalu banyak permintaan. Batas ini aturan kami sendiri. Lanjutkan besok.")
        raise Refused("requests_spent", text, status=429)


@action("transfer.grant", stored=request_words)
def grant_transfer(
    *, request: TransferRequest, on: dt.date, by: Actor, op_id: uuid.UUID | None = None
) -> TransferRequest:
    """The child moves from ``on`` to the posyandu that asked.

    Refuses: already_answered, already_here, child_died, child_merged, date_in_future, enrolment_overlaps,
    needs_answer, not_under_five, not_yours_to_answer, transfer_too_early.
    """
    request = _answerable(request, by)
    place = access.place_of(request)
    transfer_child(child=request.child, to=request.to_posyandu, on=on, by=by)
    note(by=by, verb="transfer.grant", what=request, region=place)
    return _answered(request, State.GRANTED, by, "")


@action("transfer.refuse", stored=request_words)
def refuse_transfer(
    *, request: TransferRequest, answer: str = "", by: Actor, op_id: uuid.UUID | None = None
) -> TransferRequest:
    """The child stays; ``answer`` is for those who hold it, whoever asked is told nothing of it.

    Refuses: already_answered, not_yours_to_answer.
    """
    request = _answerable(request, by)
    note(by=by, verb="transfer.refuse", what=request, region=access.place_of(request))
    return _answered(request, State.REFUSED, by, answer)


def _answerable(request: TransferRequest, by: Actor) -> TransferRequest:
    request = held(request)
    if not access.can_answer_request(by, request):
        raise Refused(
            "not_yours_to_answer", _("Permintaan ini dijawab oleh posyandu yang mencatat anak ini.")
        )
    if not request.is_open:
        raise Refused("already_answered", _("Permintaan ini sudah dijawab atau sudah lewat waktunya."))
    return request


def _answered(request: TransferRequest, state: str, by: Actor, answer: str) -> TransferRequest:
    request.state, request.answered_at, request.answered_by = state, timezone.now(), by.id
    request.answer = " ".join(answer.split())[:300]
    request.save()
    return request
