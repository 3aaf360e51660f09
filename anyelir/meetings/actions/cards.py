"""Cards of the people of a body: each gets one, and a lost one is replaced by another with a new code."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.documents.issuing import new_code
from anyelir.meetings.models import PersonCard
from anyelir.meetings.queries.cards import card_holders
from anyelir.membership.models import Body


@action("card.give", stored=str)
def give_cards(*, body: Body, by: Actor, op_id: uuid.UUID | None = None) -> Body:
    """A card for everybody of the body who has none today. Refuses: cards_given, nobody_here."""
    body = held(body)
    holders = card_holders(body)
    if not holders:
        text = _("Lembaga ini belum punya anggota atau pengurus. Catat dulu orangnya, lalu buat kartunya.")
        raise Refused("nobody_here", text)
    lacking = [each for each in holders if each.card is None]
    if not lacking:
        raise Refused(
            "cards_given", _("Semua sudah punya kartu. Kartu yang hilang bisa diganti satu per satu.")
        )
    for holder in lacking:
        PersonCard.objects.create(code=new_code(), member=holder.member, body_member=holder.belongs_alone)
    note(by=by, verb="card.give", what=body, region=body.region_id, cards=len(lacking))
    return body


@action("card.replace", stored=str)
def replace_card(*, card: PersonCard, by: Actor, op_id: uuid.UUID | None = None) -> PersonCard:
    """The old code stops at once. Refuses: card_ended."""
    card = held(card)
    if card.ended_at is not None:
        raise Refused("card_ended", _("Kartu ini sudah diganti. Muat ulang halamannya."))
    card.ended_at = timezone.now()
    card.save(update_fields=["ended_at", "updated_at"])
    made = PersonCard.objects.create(code=new_code(), member=card.member, body_member=card.body_member)
    note(by=by, verb="card.replace", what=made)
    return made
