"""Who may hand out which role where: never above the own level, never outside the own region.

An office that manages people reads nothing about persons itself. So that it cannot make itself a reader, a role with
rights about persons that its giver does not hold there waits: until a second person agrees, or until those who work
there had time to see it and to end it. A code for the account of such a person waits likewise.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone

from anyelir.accounts.codes import used_code_of
from anyelir.core.permission import OF_OWN_BODY, PERSONAL
from anyelir.core.permission import Permission as P
from anyelir.membership.access import can, granted_regions, grants_of
from anyelir.membership.models import RoleGrant
from anyelir.membership.roles import ROLES, Role
from anyelir.regions.models import LEVELS, Level
from anyelir.regions.scope import NATION, contains, level_of

GRANT_WAIT = dt.timedelta(days=2)
CODE_WAIT = dt.timedelta(days=1)
# So long after somebody signed in by a code, its maker may still know the password.
BY_CODE = dt.timedelta(days=30)


def managed_regions(by) -> list[str]:
    """Codes in whose subtrees the user manages people; the empty code is the nation."""
    return [NATION] if getattr(by, "is_system", False) else granted_regions(by, P.USER_MANAGE)


def can_give(by, role: Role, region_code: str) -> bool:
    """Whether ``by`` may give the role at the place (for a unit: where the unit lies)."""
    lowest = depth(role.lowest_giver)
    in_reach = (code for code in managed_regions(by) if contains(code, region_code))
    if not any(depth(level_of(code)) <= lowest for code in in_reach):
        return False
    return bool(role.unit_kind) or level_of(region_code) in role.levels


def grantable_roles(by, region_code: str) -> list[Role]:
    """The roles that the person may hand out at a place, in the order of the file of roles."""
    return [role for role in ROLES if can_give(by, role, region_code)]


def can_manage(by, grants: Iterable[RoleGrant]) -> bool:
    """Whether a person who holds ``grants`` is below ``by``: each of the grants could have come from ``by``.

    A person who also works higher up or elsewhere is managed from there, so that a desa cannot take over the
    account of the kecamatan. Nobody manages the own account here.
    """
    grants = list(grants)
    if any(grant.user_id == by.id for grant in grants):
        return False
    return all(
        grant.role in ROLES and can_give(by, ROLES[grant.role], grant.region_id or NATION) for grant in grants
    )


def has_rights_of(by, role: Role, region_code: str, unit_id=None) -> bool:
    """Whether ``by`` holds all rights about persons that the role gives there."""
    units = {role.unit_kind: unit_id} if role.unit_kind else None
    rights = role.permissions & PERSONAL
    return all(can(by, right, region_code, units=units) for right in rights) and (
        getattr(by, "is_system", False)
        or all(_keeps_books(by, right, region_code) for right in rights & OF_OWN_BODY)
    )


def _keeps_books(by, right: P, region_code: str) -> bool:
    """Whether a right over books holds at the place: an office above desa has those of its own body alone."""
    desa = depth(Level.DESAKEL)
    return any(
        code == region_code or (contains(code, region_code) and depth(level_of(code)) >= desa)
        for code in granted_regions(by, right)
    )


def may_act_as(by, grants: Iterable[RoleGrant]) -> bool:
    """Whether ``by`` would see nothing new about persons with the grants of somebody else."""
    return all(
        has_rights_of(by, ROLES[grant.role], grant.region_id or NATION, grant.unit_id)
        for grant in grants
        if grant.role in ROLES
    )


def can_confirm(by, grant: RoleGrant) -> bool:
    """Whether ``by`` is the second person: could have given the role, has managed people there for some time, and
    neither gave nor gets it."""
    place = grant.region_id or NATION
    if not grant.is_waiting or by.id == grant.user_id or grant.role not in ROLES:
        return False
    return is_second_person(by, grant.given_by, place) and can_give(by, ROLES[grant.role], place)


def is_second_person(by, first: uuid.UUID | None, place: str) -> bool:
    """Whether ``by`` can agree to what ``first`` asks for: another account, which has managed people there for some
    time and was not opened by a code of ``first`` lately."""
    if by.id == first or used_code_of(by, first, since=timezone.now() - BY_CODE):
        return False
    # Whoever gives a role could have made a second account a moment ago.
    long_ago = timezone.now() - GRANT_WAIT
    managing = [
        held for held in grants_of(by) if P.USER_MANAGE in ROLES[held.role].permissions and not held.unit_kind
    ]
    known = [
        held for held in managing if contains(held.region_id or NATION, place) and held.created_at <= long_ago
    ]
    return bool(known)


def can_end_all(by, slugs: Iterable[str], region_code: str) -> bool:
    """Whether ``by`` could have given each of the roles, wherever in the region and below it is held."""
    heights = [depth(level_of(code)) for code in managed_regions(by) if contains(code, region_code)]
    highest = min(heights, default=None)
    return highest is not None and all(highest <= depth(ROLES[slug].lowest_giver) for slug in slugs)


def endable_roles(by, region_code: str) -> list[Role]:
    """Roles that are held in the region or below it and that the person may end."""
    height = depth(level_of(region_code))
    here = [role for role in ROLES if role.unit_kind or any(depth(level) >= height for level in role.levels)]
    return [role for role in here if can_end_all(by, [role.slug], region_code)]


def depth(level: Level | None) -> int:
    """0 for the nation (None), then one more for each level down."""
    return 0 if level is None else LEVELS.index(level) + 1
