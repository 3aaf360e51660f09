"""What a person does in the outbox: send again, mark as sent by hand, cancel."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.channels.models import Message
from anyelir.channels.purposes import PURPOSES
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused

State = Message.State


@action("message.resend", stored=lambda message: message.get_state_display())
def resend_message(*, message: Message, by: Actor, op_id: uuid.UUID | None = None) -> Message:
    """Into the queue once more, with new time. Refuses: message_moving, purpose_gone."""
    message = held(message)
    if message.state not in (State.FAILED, State.UNSURE, State.EXPIRED, State.CANCELLED):
        raise _moving(message)
    purpose = PURPOSES.get(message.purpose)
    if purpose is None:
        raise Refused(
            "purpose_gone", _("Pesan jenis ini sudah tidak dipakai. Sampaikan langsung kepada penerima.")
        )
    now = timezone.now()
    message.state, message.reason, message.tries = State.QUEUED, "", 0
    message.claim, message.claimed_at = None, None
    message.next_try, message.expires_at = now, now + purpose.lasts
    message.save()
    note(by=by, verb="message.resend", what=message, region=message.region)
    return message


@action("message.mark_sent", stored=lambda message: message.get_state_display())
def mark_sent(*, message: Message, by: Actor, op_id: uuid.UUID | None = None) -> Message:
    """A person sent it by WhatsApp, or knows that it arrived. Refuses: message_moving."""
    message = held(message)
    if message.state not in (State.HANDED, State.UNSURE):
        raise _moving(message)
    message.state, message.sent_at, message.sent_by = State.SENT, timezone.now(), by.id
    message.save()
    note(by=by, verb="message.mark_sent", what=message, region=message.region)
    return message


@action("message.cancel", stored=lambda message: message.get_state_display())
def cancel_message(*, message: Message, by: Actor, op_id: uuid.UUID | None = None) -> Message:
    """It is not to be sent any more. Refuses: message_moving."""
    message = held(message)
    if message.state not in (State.QUEUED, State.HANDED, State.FAILED, State.UNSURE):
        raise _moving(message)
    message.state = State.CANCELLED
    message.save()
    note(by=by, verb="message.cancel", what=message, region=message.region)
    return message


def _moving(message: Message) -> Refused:
    text = _("Pesan ini sekarang “%s”. Muat ulang halamannya untuk melihat yang bisa dilakukan.")
    return Refused("message_moving", text % message.get_state_display())
