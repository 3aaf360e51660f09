"""Who of a body has a card: those who belong to it, and whoever holds a post in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.terms import in_force
from anyelir.meetings.models import PersonCard
from anyelir.membership.models import Body, BodyMember, Member, Post
from anyelir.membership.offices import post_name


@dataclass(frozen=True)
class CardHolder:
    """A woman with what stands below her name on the card; ``card`` is None while she has none."""

    name: str
    note: str
    member: Member | None
    body_member: BodyMember | None
    card: PersonCard | None = None

    @property
    def belongs_alone(self) -> BodyMember | None:
        """A card is of the member of the movement where she is one."""
        return self.body_member if self.member is None else None


def card_holders(body: Body) -> list[CardHolder]:
    """Each once, by number and then by post."""
    today = today_at(body.region_id)
    belongs = BodyMember.objects.filter(in_force(today), body=body).select_related("member", "body")
    posts = Post.objects.filter(in_force(today), body=body).exclude(member=None).select_related("member")
    holders: dict[object, CardHolder] = {}
    for each in belongs.order_by("number"):
        key = each.member_id or each.pk
        holders[key] = CardHolder(each.name, _("Nomor %s") % each.number, each.member, each)
    for post in posts.order_by("pokja", "office", "since", "id"):
        assert post.member is not None
        holders.setdefault(post.member_id, CardHolder(post.name, post_name(post), post.member, None))
    return _with_cards([*holders.values()])


def _with_cards(holders: list[CardHolder]) -> list[CardHolder]:
    members = [each.member for each in holders if each.member is not None]
    alone = [each.belongs_alone for each in holders if each.belongs_alone is not None]
    cards = PersonCard.objects.filter(ended_at=None)
    by_member = {card.member_id: card for card in cards.filter(member__in=members)}
    by_belonging = {card.body_member_id: card for card in cards.filter(body_member__in=alone)}
    return [
        CardHolder(each.name, each.note, each.member, each.body_member, _card(each, by_member, by_belonging))
        for each in holders
    ]


def _card(
    holder: CardHolder, by_member: dict[object, PersonCard], by_belonging: dict[object, PersonCard]
) -> PersonCard | None:
    if holder.member is not None:
        return by_member.get(holder.member.pk)
    return by_belonging.get(holder.body_member.pk) if holder.body_member is not None else None
