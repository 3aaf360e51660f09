"""Whose card or number it is; of a stranger nothing is told but that she may be written down as a guest."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused
from anyelir.documents.issuing import read_code
from anyelir.meetings.queries.people import card_by_code, is_of_this_place, numbered_in
from anyelir.membership.models import BodyMember, Member
from anyelir.secretariat.models import Activity

MOST_DIGITS = 6


@dataclass(frozen=True)
class Recognised:
    """Somebody of the place of the activity."""

    member: Member | None
    body_member: BodyMember | None


def recognise(activity: Activity, typed: str) -> Recognised:
    """By the code of a card, or by a number of the body. Refuses: number_unknown; as recognise_card."""
    digits = typed.strip()
    if digits.isdecimal() and len(digits) <= MOST_DIGITS:
        body_member = numbered_in(activity.body, int(digits))
        if body_member is None:
            text = _("Tidak ada anggota bernomor %s di sini. Periksa nomornya, atau cari di daftar.")
            raise Refused("number_unknown", text % digits, field="entry", status=422)
        return Recognised(body_member.member, body_member)
    return recognise_card(activity, typed)


def recognise_card(activity: Activity, code: str) -> Recognised:
    """Refuses: card_unknown, not_of_this_place."""
    card = card_by_code(read_code(code))
    if card is None:
        text = _(
            "Kartu ini tidak dikenal, atau sudah diganti. Ketik nomornya, cari di daftar, atau catat tamu."
        )
        raise Refused("card_unknown", text, field="entry", status=422)
    member = card.member.survivor if card.member is not None else None
    if not is_of_this_place(activity, member, card.body_member):
        raise not_of_this_place()
    return Recognised(member, card.body_member)


def not_of_this_place() -> Refused:
    """A stranger is welcome as a guest; of her nothing is told."""
    text = _("Kartu ini bukan dari wilayah kegiatan ini. Catat sebagai tamu: tanyakan nama dan asalnya.")
    return Refused("not_of_this_place", text)
