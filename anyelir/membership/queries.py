"""Reads of the membership screens; the scope comes first."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.core.permission import Permission
from anyelir.membership.access import granted_regions
from anyelir.membership.models import Kader, RoleGrant, Team, TeamMember
from anyelir.membership.roles import ROLES, Role
from anyelir.regions.models import LEVELS, Region
from anyelir.regions.scope import contains, is_within, is_within_any, level_of


def in_force() -> Q:
    today = timezone.localdate()
    return Q(until=None) | Q(until__gte=today)


def managed_codes(user) -> list[str]:
    """Regions in which the person manages users."""
    return granted_regions(user, Permission.USER_MANAGE)


def managed_users(user, text: str = "") -> QuerySet[User]:
    """Users with a grant of today in the person's regions, with those grants at hand."""
    here = RoleGrant.objects.filter(is_within_any(managed_codes(user)), in_force()).select_related("region")
    rows = User.objects.filter(pk__in=here.values("user_id"))
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text))
    return rows.defer("phone").prefetch_related(Prefetch("grants", queryset=here, to_attr="grants_here"))


def height(code: str) -> int:
    """0 for the nation, then one more for each level down."""
    level = level_of(code)
    return 0 if level is None else LEVELS.index(level) + 1


def grantable_roles(user, code: str) -> list[Role]:
    """Roles that the person may hand out at ``code``: fitting its level, and none above the own height."""
    own = [one for one in managed_codes(user) if contains(one, code)]
    if not own:
        return []
    level = level_of(code)
    highest = min(height(one) for one in own)
    return [
        role
        for role in ROLES.values()
        if role.unit_kind or (level in role.levels and height(code) >= highest)
    ]


def team_of(code: str) -> Team | None:
    return Team.objects.filter(region_id=code).first()


def members_of(team: Team | None, *, former: bool = False) -> QuerySet[TeamMember]:
    """Posts in force, or those whose term ended."""
    if team is None:
        return TeamMember.objects.none()
    rows = team.members.exclude(in_force()) if former else team.members.filter(in_force())
    return rows.select_related("user").order_by("pokja", "office", "name")


def kader_of(code: str) -> QuerySet[Kader]:
    return Kader.objects.filter(is_within(code), in_force()).select_related("region")


def team_regions(user) -> list[Region]:
    """Where the person's view of teams begins."""
    codes = [code for code in granted_regions(user, Permission.TEAM_VIEW) if code]
    return list(Region.objects.filter(code__in=codes).order_by("code"))
