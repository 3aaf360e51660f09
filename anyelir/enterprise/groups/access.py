"""Who may see and do what at which group.

The register tells of a group and of nobody in it, to whoever works above. Its people, money and decisions are for
those who hold a right for exactly this group; a right over a region opens none of them.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.enterprise.groups.models import BookQuestion, Group, MemberCard
from anyelir.membership.access import (
    EVERYTHING,
    can,
    granted_regions,
    granted_units,
    has_anywhere,
    inside_regions,
    is_inside,
)
from anyelir.membership.models import BodyMember
from anyelir.regions.scope import NATION, is_within_any, within

UNIT = "group"


def _held_at(user: Viewer, permission: P) -> Q:
    codes = granted_regions(user, permission)
    around = EVERYTHING if NATION in codes else is_within_any(codes)
    return around | Q(pk__in=granted_units(user, permission, UNIT))


def visible_groups(user: Viewer) -> QuerySet[Group]:
    """Groups whose page the person reads: what it is and how it stands, and no name of anybody."""
    return Group.objects.filter(_held_at(user, P.GROUP_VIEW))


def can_view_group(user: Viewer, group: Group) -> bool:
    return can(user, P.GROUP_VIEW, group.region_id, units={UNIT: group.pk})


def can_edit_group(user: Viewer, group: Group) -> bool:
    return can(user, P.GROUP_EDIT, group.region_id, units={UNIT: group.pk})


def can_found_group(user: Viewer, code: str) -> bool:
    """A new group is no unit yet: the region must be granted."""
    return can(user, P.GROUP_EDIT, code)


def known_groups(user: Viewer) -> QuerySet[Group]:
    """Groups of which the person may know that they exist: in a granted region, and the own ones."""
    codes = inside_regions(user)
    around = EVERYTHING if NATION in codes else is_within_any(codes)
    held_pks = {pk for right in P for pk in granted_units(user, right, UNIT)}
    return Group.objects.filter(around | Q(pk__in=held_pks))


def can_know_group(user: Viewer, group: Group) -> bool:
    return is_inside(user, group.region_id) or any(
        group.pk in granted_units(user, right, UNIT) for right in P
    )


def has_groups_at(user: Viewer, code: str) -> bool:
    """Whether there is a list at the place for the user: works there, or sees a group in it."""
    sees = has_anywhere(user, P.GROUP_VIEW)
    return sees and (is_inside(user, code) or within(visible_groups(user), code).exists())


def can_read_people(user: Viewer, group: Group) -> bool:
    """Treasurer and chair of exactly this group."""
    return can_run_fund(user, group) or can_decide(user, group)


def can_run_fund(user: Viewer, group: Group) -> bool:
    """The treasurer: people, money in and out."""
    return group.pk in granted_units(user, P.FUND_RUN, UNIT)


def can_decide(user: Viewer, group: Group) -> bool:
    """The chair: decisions of the group."""
    return group.pk in granted_units(user, P.FUND_DECIDE, UNIT)


def can_name_officers(user: Viewer, group: Group) -> bool:
    """Whoever founds groups there, and the chair of this one."""
    return can_edit_group(user, group) or can_decide(user, group)


def known_cards(user: Viewer) -> QuerySet[MemberCard]:
    """Cards of members of groups of which the person may know; they are for ``can_read_people``."""
    return MemberCard.objects.filter(body_member__in=known_group_people(user))


def known_questions(user: Viewer) -> QuerySet[BookQuestion]:
    """Questions of members of groups of which the person may know; they are for ``can_read_people``."""
    return BookQuestion.objects.filter(body_member__in=known_group_people(user))


def visible_questions(user: Viewer) -> QuerySet[BookQuestion]:
    """What members ask the treasurer and the chair of their group about their books."""
    held_pks = {pk for right in (P.FUND_RUN, P.FUND_DECIDE) for pk in granted_units(user, right, UNIT)}
    return BookQuestion.objects.filter(
        body_member__body__unit_kind=UNIT, body_member__body__unit_id__in=held_pks
    )


def can_answer_question(user: Viewer, question: BookQuestion) -> bool:
    body = question.body_member.body
    return body.unit_kind == UNIT and any(
        body.unit_id in granted_units(user, right, UNIT) for right in (P.FUND_RUN, P.FUND_DECIDE)
    )


def known_group_people(user: Viewer) -> QuerySet[BodyMember]:
    """People of groups of which the person may know; their names are for ``can_read_people``."""
    known = known_groups(user).values("pk")
    return BodyMember.objects.filter(body__unit_kind=UNIT, body__unit_id__in=known)
