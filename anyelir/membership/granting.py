"""Who may hand out which role where: never above the own level, never outside the own region."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.membership.access import granted_regions, grants_of
from anyelir.membership.models import RoleGrant
from anyelir.membership.roles import NATION_LEVEL, ROLES, Role
from anyelir.regions.models import LEVELS
from anyelir.regions.scope import NATION, contains, level_of

NATION_HEIGHT = -1


def managed_regions(by) -> list[str]:
    """Codes in whose subtrees the user manages people; the empty code is the nation."""
    return [NATION] if getattr(by, "is_system", False) else granted_regions(by, P.USER_MANAGE)


def roles_to_give(by) -> list[Role]:
    """The roles that fit somewhere inside the user's regions, in the order of the file of roles."""
    heights = [height_of(code) for code in managed_regions(by)]
    return [role for role in ROLES.values() if any(_fits_below(role, height) for height in heights)]


def can_give(by, role: Role, region_code: str) -> bool:
    """Whether ``by`` may give the role at the place (for a unit: where the unit lies)."""
    if not any(contains(code, region_code) for code in managed_regions(by)):
        return False
    return bool(role.unit_kind) or level_of(region_code) in role.levels


def can_manage(by, grants: list[RoleGrant]) -> bool:
    """Whether a person who holds ``grants`` is below ``by``: each of the grants could have come from ``by``.

    A person who also works higher up or elsewhere is managed from there, so that a desa cannot take over the
    account of the kecamatan. Nobody manages the own account here.
    """
    if any(grant.user_id == by.id for grant in grants):
        return False
    return all(can_give(by, ROLES[grant.role], grant.region_id or NATION) for grant in grants)


def height_of(code: str) -> int:
    """-1 for the nation, then one step down a level; smaller is higher."""
    level = level_of(code)
    return NATION_HEIGHT if level is None else LEVELS.index(level)


def _fits_below(role: Role, height: int) -> bool:
    if role.unit_kind:
        return True
    heights = [NATION_HEIGHT if level is NATION_LEVEL else LEVELS.index(level) for level in role.levels]
    return any(own >= height for own in heights)


def highest_height(user) -> int:
    """How high a person stands, by the grants in force; below everything without one."""
    return min((height_of(grant.region_id or NATION) for grant in grants_of(user)), default=len(LEVELS))
