"""Reads of hand-overs; the scope comes first."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from anyelir.core.clock import today_at
from anyelir.core.terms import in_force
from anyelir.handovers.models import HandOver
from anyelir.membership.models import Body, Post


def with_people(visible: QuerySet[HandOver]) -> QuerySet[HandOver]:
    return visible.select_related("body__region", "post__member", "outgoing__user", "incoming__user")


def posts_to_hand_over(bodies: QuerySet[Body]) -> list[Post]:
    """Posts that somebody holds today and for which nothing is prepared."""
    prepared = HandOver.objects.filter(state=HandOver.State.PREPARED).values("post")
    rows = Post.objects.filter(in_force(_newest_day()), body__in=bodies).exclude(member=None)
    rows = rows.exclude(pk__in=prepared).select_related("body__region", "member")
    return [post for post in rows.order_by("body", "pokja", "office", "since", "id") if _is_held(post)]


def _is_held(post: Post) -> bool:
    return bool(post.is_in_force(today_at(post.body.region_id)))


def _newest_day() -> dt.date:
    return today_at("")
