"""Letters out of the house: handed to somebody, received by somebody, or opened by another body of the site."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.numbers import take_number
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.secretariat.actions.states import refuse_other_states, step_of
from anyelir.secretariat.models import Arrival, Dispatch, Letter
from anyelir.secretariat.summaries import arrival_words, dispatch_words

State = Letter.State


@action("letter.send", stored=dispatch_words)
def send_letter(
    *,
    letter: Letter,
    recipient: str,
    way: str,
    handed_on: dt.date,
    by: Actor,
    carrier: str = "",
    op_id: uuid.UUID | None = None,
) -> Dispatch:
    """A line of the expedition book; the first one makes the letter a sent one, more of them are its copies.

    Refuses: handed_early, recipient_missing; as refuse_other_states.
    """
    letter = held(letter)
    refuse_other_states(letter, State.SIGNED, State.SENT, State.RECEIVED)
    if not recipient.strip():
        text = _("Tulis kepada siapa surat ini dikirim.")
        raise Refused("recipient_missing", text, field="recipient", status=422)
    if letter.on is not None and handed_on < letter.on:
        text = _("Surat ini bertanggal %s. Tanggal kirim tidak bisa lebih awal.")
        raise Refused("handed_early", text % day(letter.on), field="handed_on", status=422)
    if letter.state == State.SIGNED:
        letter.state = State.SENT
        letter.save(update_fields=["state", "updated_at"])
        step_of(letter, State.SENT, by).save(force_insert=True)
    given = {"recipient": recipient, "way": way, "handed_on": handed_on, "carrier": carrier}
    dispatch = Dispatch.objects.create(letter=letter, **given)
    note(by=by, verb="letter.send", what=letter, region=letter.body.region_id, way=way)
    return dispatch


@action("letter.receive", stored=dispatch_words)
def receive_dispatch(
    *,
    dispatch: Dispatch,
    received_on: dt.date,
    received_by: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Dispatch:
    """Somebody outside received it; the first receipt makes the letter a received one.

    Refuses: receipt_early, receipt_known, receiver_missing; as refuse_other_states.
    """
    letter = held(dispatch.letter)
    dispatch = held(dispatch)
    refuse_other_states(letter, State.SENT, State.RECEIVED)
    if dispatch.received_on is not None:
        raise Refused("receipt_known", _("Tanda terima kiriman ini sudah dicatat."))
    if not received_by.strip():
        text = _("Tulis siapa yang menerima surat ini.")
        raise Refused("receiver_missing", text, field="received_by", status=422)
    if received_on < dispatch.handed_on:
        text = _("Surat ini dikirim %s. Tanggal terima tidak bisa lebih awal.")
        raise Refused("receipt_early", text % day(dispatch.handed_on), field="received_on", status=422)
    dispatch.received_on, dispatch.received_by = received_on, received_by
    dispatch.save(update_fields=["received_on", "received_by", "updated_at"])
    if letter.state == State.SENT:
        letter.state = State.RECEIVED
        letter.save(update_fields=["state", "updated_at"])
        step_of(letter, State.RECEIVED, by).save(force_insert=True)
    note(by=by, verb="letter.receive", what=letter, region=letter.body.region_id)
    return dispatch


@action("letter.open", stored=arrival_words)
def open_letter(*, letter: Letter, by: Actor, op_id: uuid.UUID | None = None) -> Arrival:
    """The body to which it was sent opens it: it stands in its agenda, and is received.

    Refuses: opened, recipient_missing; as refuse_other_states.
    """
    letter = held(letter)
    refuse_other_states(letter, State.SENT, State.RECEIVED)
    body = letter.to_body
    if body is None:
        text = _("Surat ini tidak ditujukan kepada lembaga di Anyelir. Catat sebagai surat masuk.")
        raise Refused("recipient_missing", text)
    if letter.arrivals.filter(body=body).exists():
        raise Refused("opened", _("Surat ini sudah diterima dan ada di agenda surat masuk."))
    today = today_at(body.region_id)
    waiting = letter.dispatches.filter(way=Dispatch.Way.SITE, received_on=None, handed_on__lte=today)
    waiting.update(received_on=today, received_by=by.name)
    if letter.state == State.SENT:
        letter.state = State.RECEIVED
        letter.save(update_fields=["state", "updated_at"])
        step_of(letter, State.RECEIVED, by).save(force_insert=True)
    arrival = Arrival.objects.create(
        letter=letter,
        body=body,
        year=today.year,
        no=take_number(f"arrival/{body.pk}", today.year),
        received_on=today,
        recorded_by=by.id,
    )
    note(by=by, verb="letter.open", what=letter, region=body.region_id, number=arrival.no)
    return arrival
