"""Cards of members: handed over, ended, opened again; and the book that one opens."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.ids import uuid7
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups.card_secrets import (
    PIN_LENGTH,
    hash_of_code,
    hash_of_pin,
    new_card_code,
)
from anyelir.enterprise.groups.models import MemberCard
from anyelir.enterprise.groups.summaries import card_words
from anyelir.membership.models import BodyMember


class Issued(NamedTuple):
    """A card with the code that is shown once."""

    card: MemberCard
    code: str


def card_of(issued: Issued) -> MemberCard:
    return issued.card


def issued_again(card: MemberCard) -> Issued:
    """The code is kept nowhere, so a form that is sent again cannot show it."""
    raise Refused(
        "code_was_shown", _("Kartu ini sudah dibuat dan kodenya sudah ditampilkan. Buat kartu baru.")
    )


@action("card.issue", stored=card_words, record_of=card_of, result_of=issued_again)
def issue_card(*, person: BodyMember, pin: str, by: Actor, op_id: uuid.UUID | None = None) -> Issued:
    """A new card with the digits that she typed herself; the one before it ends at once.

    Who left may still owe something, and reads her book as before. Refuses: code_was_shown, pin_shape.
    """
    person = held(person)
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        raise Refused("pin_shape", _("Tulis tepat 4 angka."), field="pin", status=422)
    if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        text = _("Angka ini terlalu mudah ditebak. Pilih 4 angka lain.")
        raise Refused("pin_shape", text, field="pin", status=422)
    for former in MemberCard.objects.filter(body_member=person, ended_at=None):
        _end(former, MemberCard.Ending.REPLACED)
    code, key = new_card_code(), uuid7()
    card = MemberCard.objects.create(
        id=key,
        body_member=person,
        code_hash=hash_of_code(code),
        pin_hash=hash_of_pin(key, pin),
        issued_by=by.id,
    )
    note(by=by, verb="card.issue", what=card, region=person.body.region_id)
    return Issued(card, code)


@action("card.end", stored=card_words)
def end_card(*, card: MemberCard, why: str, by: Actor, op_id: uuid.UUID | None = None) -> MemberCard:
    """It opens nothing from now on, and an open book closes. Refuses: card_ended."""
    card = held(card)
    if card.ended_at is not None:
        raise Refused("card_ended", _("Kartu ini sudah tidak berlaku."))
    _end(card, MemberCard.Ending(why))
    note(by=by, verb="card.end", what=card, region=card.body_member.body.region_id, why=why)
    return card


@action("card.unlock", stored=card_words)
def unlock_card(*, card: MemberCard, by: Actor, op_id: uuid.UUID | None = None) -> MemberCard:
    """Five new tries, at the meeting where she stands before an officer. Refuses: card_ended."""
    card = held(card)
    if card.ended_at is not None:
        raise Refused("card_ended", _("Kartu ini sudah tidak berlaku."))
    card.tries = 0
    card.save(update_fields=["tries", "updated_at"])
    note(by=by, verb="card.unlock", what=card, region=card.body_member.body.region_id)
    return card


def _end(card: MemberCard, why: MemberCard.Ending) -> None:
    card.ended_at, card.ended_why = timezone.now(), why
    card.session_hash, card.session_until = "", None
    card.save(update_fields=["ended_at", "ended_why", "session_hash", "session_until", "updated_at"])
