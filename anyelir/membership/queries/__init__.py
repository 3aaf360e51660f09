"""Reads of the membership screens; the scope comes first."""

from anyelir.membership.queries.bodies import (
    BodyPart,
    body_chart,
    former_posts,
    is_group,
    kader_counts,
    posts_of,
    team_regions,
    teams_below,
)
from anyelir.membership.queries.members import (
    offered_members,
    pairs_of,
    pairs_on_desk,
    posts_of_member,
    services_of_member,
    serving_members,
    visible_members,
    visible_services,
)
from anyelir.membership.queries.people import (
    grants_that_count,
    managed_grants,
    managed_users,
    roles_of_post,
    waiting_grants,
)

__all__ = [
    "BodyPart",
    "body_chart",
    "former_posts",
    "grants_that_count",
    "is_group",
    "kader_counts",
    "managed_grants",
    "managed_users",
    "offered_members",
    "pairs_of",
    "pairs_on_desk",
    "posts_of",
    "posts_of_member",
    "roles_of_post",
    "services_of_member",
    "serving_members",
    "team_regions",
    "teams_below",
    "visible_members",
    "visible_services",
    "waiting_grants",
]
