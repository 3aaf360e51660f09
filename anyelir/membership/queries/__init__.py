"""Reads of the membership screens; the scope comes first."""

from anyelir.membership.queries.people import (
    grants_that_count,
    managed_grants,
    managed_users,
    matching_kader,
    visible_kader,
    waiting_grants,
)
from anyelir.membership.queries.teams import (
    TeamPart,
    former_members,
    is_group,
    kader_counts,
    members_of,
    team_chart,
    team_of,
    team_regions,
    teams_below,
)

__all__ = [
    "TeamPart",
    "former_members",
    "grants_that_count",
    "is_group",
    "kader_counts",
    "managed_grants",
    "managed_users",
    "matching_kader",
    "members_of",
    "team_chart",
    "team_of",
    "team_regions",
    "teams_below",
    "visible_kader",
    "waiting_grants",
]
