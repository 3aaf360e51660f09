"""Who may do what where: the object rule and the list rule side by side. Everything not granted is refused."""

from __future__ import annotations

import datetime as dt
import functools
import operator
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from anyelir.core.clock import today_anywhere
from anyelir.core.permission import Permission, Viewer
from anyelir.core.terms import not_ended
from anyelir.membership.bodies import OF_A_REGION
from anyelir.membership.models import Body, GrantEnding, Member, MemberPair, Post, RoleGrant, Service
from anyelir.membership.places import members_in, places_of
from anyelir.membership.roles import ROLES
from anyelir.membership.units import UNIT_KINDS
from anyelir.regions.scope import NATION, contains, is_within_any

ONE_DAY = dt.timedelta(days=1)
NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


def grants_of(user: Viewer) -> list[RoleGrant]:
    """The user's grants in force today, read once per request."""
    if not getattr(user, "is_authenticated", False):
        return []
    reader: Any = user
    if not hasattr(reader, "_grants_today"):
        newest = today_anywhere()
        grants = reader.grants.filter(not_ended(newest - ONE_DAY), since__lte=newest)
        reader._grants_today = [grant for grant in grants if _counts(grant)]
    held: list[RoleGrant] = reader._grants_today
    return held


def _counts(grant: RoleGrant) -> bool:
    """In force by the day of its place, which may be that of tomorrow in the capital."""
    return grant.role in ROLES and grant.is_in_force(grant.today) and not grant.is_waiting


def _holding(user: Viewer, permission: Permission) -> Iterable[RoleGrant]:
    return (grant for grant in grants_of(user) if permission in ROLES[grant.role].permissions)


def granted_regions(user: Viewer, permission: Permission) -> list[str]:
    """Codes in whose subtrees the user holds the right; the empty code is the nation."""
    return [grant.region_id or NATION for grant in _holding(user, permission) if not grant.unit_kind]


def working_regions(user: Viewer, permission: Permission) -> list[str]:
    """Granted regions, and where the user's units work: where they lie, or what their kind says.

    For families and people, which do not know posyandu; a posyandu checks its own units.
    """
    codes = granted_regions(user, permission)
    by_kind: dict[str, list[RoleGrant]] = defaultdict(list)
    for grant in _holding(user, permission):
        by_kind[grant.unit_kind].append(grant)
    for kind in UNIT_KINDS:
        grants = by_kind.get(kind.key, [])
        if grants and kind.works_in is not None:
            codes += kind.works_in([grant.unit_id for grant in grants])
        else:
            codes += [grant.region_id for grant in grants if grant.region_id]
    return codes


def first_place(user: Viewer) -> str:
    """Where the user works first of all; the nation for whoever works nowhere."""
    return next((grant.region_id for grant in grants_of(user) if grant.region_id), NATION)


def granted_units(user: Viewer, permission: Permission, kind: str) -> list[uuid.UUID]:
    """Identifiers of the units of one kind (posyandu, puskesmas) for which the user holds the right."""
    return [grant.unit_id for grant in _holding(user, permission) if grant.unit_kind == kind]


def can(
    user: Viewer,
    permission: Permission,
    region_code: str,
    *,
    units: dict[str, uuid.UUID | None] | None = None,
) -> bool:
    """Whether the user holds the right at a place, or for one of the units that the thing belongs to."""
    if getattr(user, "is_system", False):
        return True
    if any(contains(code, region_code) for code in granted_regions(user, permission)):
        return True
    return any(
        unit_id is not None and unit_id in granted_units(user, permission, kind)
        for kind, unit_id in (units or {}).items()
    )


def has_anywhere(user: Viewer, permission: Permission) -> bool:
    """Whether the user holds the right at least somewhere: for menus, never for an object."""
    return any(True for _ in _holding(user, permission))


def inside_regions(user: Viewer) -> list[str]:
    """Codes in whose subtrees the user works in whatever role: outside means 404, inside without the right 403."""
    return [grant.region_id or NATION for grant in grants_of(user) if not grant.unit_kind]


def is_inside(user: Viewer, region_code: str) -> bool:
    """Whether any grant of the user covers the region."""
    return any(contains(code, region_code) for code in inside_regions(user))


def _own_body(grant: RoleGrant) -> Q:
    """The one body of a grant, and none of those below its region."""
    if grant.unit_kind:
        return Q(unit_kind=grant.unit_kind, unit_id=grant.unit_id)
    return Q(region_id=grant.region_id, unit_kind="", kind__in=OF_A_REGION) if grant.region_id else NOTHING


def _is_of(grant: RoleGrant, body: Body) -> bool:
    if grant.unit_kind or body.unit_kind:
        return (grant.unit_kind, grant.unit_id) == (body.unit_kind, body.unit_id)
    return grant.region_id == body.region_id and body.kind in OF_A_REGION


def _own_bodies(grants: Iterable[RoleGrant]) -> QuerySet[Body]:
    return Body.objects.filter(functools.reduce(operator.or_, map(_own_body, grants), NOTHING))


def _holding_any(user: Viewer, permissions: Iterable[Permission]) -> list[RoleGrant]:
    wanted = set(permissions)
    return [grant for grant in grants_of(user) if wanted & ROLES[grant.role].permissions]


def bodies_with(user: Viewer, *permissions: Permission) -> QuerySet[Body]:
    """Bodies in whose books the user has one of these rights: of exactly the granted region or unit, none below."""
    return _own_bodies(_holding_any(user, permissions))


def holds_body(user: Viewer, body: Body, *permissions: Permission) -> bool:
    """The same for one body."""
    return any(_is_of(grant, body) for grant in _holding_any(user, permissions))


def known_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies of which the user may know that they exist: the own ones, and those in a granted region."""
    codes = inside_regions(user)
    # Nothing and everything are spelled out: an empty condition vanishes when others are joined to it by "or".
    around = EVERYTHING if NATION in codes else is_within_any(codes)
    return Body.objects.filter(functools.reduce(operator.or_, map(_own_body, grants_of(user)), around))


def can_know_body(user: Viewer, body: Body) -> bool:
    return is_inside(user, body.region_id) or any(_is_of(grant, body) for grant in grants_of(user))


def known_members(user: Viewer) -> QuerySet[Member]:
    """Members of whom the user may know that they exist; see ``can`` for what else."""
    return members_in(inside_regions(user))


def can_view_member(user: Viewer, member: Member) -> bool:
    """Whether the user sees the teams of a place of the member."""
    return any(can(user, Permission.TEAM_VIEW, code) for code in places_of(member))


def known_services(user: Viewer) -> QuerySet[Service]:
    return Service.objects.filter(is_within_any(inside_regions(user)))


def known_posts(user: Viewer) -> QuerySet[Post]:
    """Posts of the teams in a granted region, and of the user's units: who holds one in a group is the group's."""
    of_regions = Q(body__unit_kind="") & is_within_any(inside_regions(user), "body__region_id")
    of_units = Q(body__in=_own_bodies(grant for grant in grants_of(user) if grant.unit_kind))
    return Post.objects.filter(of_regions | of_units)


def can_know_post(user: Viewer, post: Post) -> bool:
    body = post.body
    if body.unit_kind:
        return any(_is_of(grant, body) for grant in grants_of(user))
    return is_inside(user, body.region_id)


def known_pairs(user: Viewer) -> QuerySet[MemberPair]:
    return MemberPair.objects.filter(is_within_any(inside_regions(user)))


def known_endings(user: Viewer) -> QuerySet[GrantEnding]:
    """Proposals to end many roles, in the regions where the person works."""
    codes = inside_regions(user)
    here = is_within_any(codes)
    return GrantEnding.objects.filter(here if NATION in codes else here & Q(region__isnull=False))


def can_know_ending(user: Viewer, ending: GrantEnding) -> bool:
    return is_inside(user, ending.region_id or NATION)


def needs_second_factor(user: Viewer) -> bool:
    """Office roles see many people's data and sign in with a code as well."""
    return any(ROLES[grant.role].is_office for grant in grants_of(user))
