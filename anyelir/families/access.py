"""Who sees and writes families: the object rule beside the list rule. Families know places, not posyandu."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.permission import Permission, Viewer
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.membership.access import inside_regions, working_regions
from anyelir.regions.models import Region
from anyelir.regions.scope import contains, is_within_any, within


def _codes(user: Viewer, permission: Permission) -> list[str]:
    return [""] if getattr(user, "is_system", False) else working_regions(user, permission)


def _covers(user: Viewer, permission: Permission, code: str) -> bool:
    return any(contains(granted, code) for granted in _codes(user, permission))


def can_view_families(user: Viewer, code: str) -> bool:
    return _covers(user, Permission.FAMILY_VIEW, code)


def can_edit_families(user: Viewer, code: str) -> bool:
    return _covers(user, Permission.FAMILY_EDIT, code)


def can_view_person(user: Viewer, person: Person) -> bool:
    return any(can_view_families(user, code) for code in _places_of(person))


def can_edit_person(user: Viewer, person: Person) -> bool:
    return any(can_edit_families(user, code) for code in _places_of(person))


def _places_of(person: Person) -> tuple[str, str]:
    """The own place and that of the family: who died before a move stays where that happened."""
    return person.region_id, person.family.region_id


def can_merge(user: Viewer, code: str) -> bool:
    return _covers(user, Permission.PERSON_MERGE, code)


def _known_codes(user: Viewer, permission: Permission) -> list[str]:
    """Where the user may know that a record exists: with the right, or in whatever role of the place."""
    return [*_codes(user, permission), *inside_regions(user)]


def known_families(user: Viewer) -> QuerySet[Family]:
    return Family.objects.filter(is_within_any(_known_codes(user, Permission.FAMILY_VIEW)))


def known_people(user: Viewer) -> QuerySet[Person]:
    """By the own place or, with the right, that of the family; see ``_places_of``."""
    by_place = is_within_any(_known_codes(user, Permission.FAMILY_VIEW))
    by_family = is_within_any(_codes(user, Permission.FAMILY_VIEW), "family__region_id")
    # An empty condition (the whole nation) vanishes when it is joined by "or".
    return Person.objects.filter(by_place | by_family if by_place and by_family else Q())


def known_proposals(user: Viewer) -> QuerySet[MergeProposal]:
    return MergeProposal.objects.filter(is_within_any(_known_codes(user, Permission.PERSON_MERGE)))


def visible_families(user: Viewer) -> QuerySet[Family]:
    return Family.objects.filter(is_within_any(_codes(user, Permission.FAMILY_VIEW)))


def editable_families(user: Viewer) -> QuerySet[Family]:
    return Family.objects.filter(is_within_any(_codes(user, Permission.FAMILY_EDIT)))


def editable_places(user: Viewer, code: str) -> QuerySet[Region]:
    """The places in the subtree of ``code`` that hold today and in which the user may write families."""
    inside = is_within_any(_codes(user, Permission.FAMILY_EDIT), "code")
    return within(Region.objects.current(), code, "code").filter(inside)


def visible_people(user: Viewer) -> QuerySet[Person]:
    return Person.objects.filter(is_within_any(_codes(user, Permission.FAMILY_VIEW)))


def visible_proposals(user: Viewer) -> QuerySet[MergeProposal]:
    return MergeProposal.objects.filter(is_within_any(_codes(user, Permission.PERSON_MERGE)))
