"""Who may hand out which role where: never above the own level, never outside the own region."""

from __future__ import annotations

from collections.abc import Iterable

from anyelir.core.permission import Permission as P
from anyelir.membership.access import granted_regions
from anyelir.membership.models import RoleGrant
from anyelir.membership.roles import ROLES, Role
from anyelir.regions.models import LEVELS, Level
from anyelir.regions.scope import NATION, contains, level_of


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


def depth(level: Level | None) -> int:
    """0 for the nation (None), then one more for each level down."""
    return 0 if level is None else LEVELS.index(level) + 1
