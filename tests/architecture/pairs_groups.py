"""Lists of the room `groups` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.groups import access as groups
from anyelir.enterprise.groups.models import BookQuestion, Group, MemberCard
from anyelir.enterprise.groups.queries.register import body_of, group_of
from anyelir.membership.models import BodyMember
from tests import factories as make
from tests import groups as made
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A group of the desa, of the next RW and of another desa, each with somebody in it."""
    for place in (world.kelurahan, world.next_rw, world.elsewhere):
        made.question(make.body_member(body_of(made.group(place, f"Melati {place.pk}")), number=1))
    made.question(world.group_member)


def knows_person(user, person: BodyMember) -> bool:
    group = group_of(person.body)
    return group is not None and groups.can_know_group(user, group)


def knows_card(user, card: MemberCard) -> bool:
    return knows_person(user, card.body_member)


def knows_question(user, question: BookQuestion) -> bool:
    return knows_person(user, question.body_member)


RUNS = (P.FUND_RUN, P.FUND_DECIDE)
PAIRS = {
    "enterprise.groups.visible_groups": pair(groups.visible_groups, groups.can_view_group, Group, P.GROUP_VIEW),
    "enterprise.groups.known_groups": pair(groups.known_groups, groups.can_know_group, Group, *P),
    "enterprise.groups.known_group_people": pair(groups.known_group_people, knows_person, BodyMember, *P),
    "enterprise.groups.known_questions": pair(groups.known_questions, knows_question, BookQuestion, *P),
    "enterprise.groups.visible_questions": pair(
        groups.visible_questions, groups.can_answer_question, BookQuestion, *RUNS
    ),
    "enterprise.groups.known_cards": pair(groups.known_cards, knows_card, MemberCard, *P),
}  # fmt: skip
