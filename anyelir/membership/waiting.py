"""What waits in teams: posts that stand empty."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.membership.access import granted_regions
from anyelir.membership.models import TeamMember

SHOWN = 8


def vacant_posts(user) -> list[Task]:
    """Posts of the own teams that stand empty; not of the teams below, which have their own secretary."""
    codes = [code for code in granted_regions(user, Permission.TEAM_EDIT) if code]
    vacant = TeamMember.objects.filter(team__region__in=codes, name="", until=None).select_related("team")
    return [
        Task(
            _("%s masih lowong") % post.get_office_display(),
            str(post.team),
            reverse("membership:team", args=[post.team.region_id]),
            "user",
        )
        for post in vacant.order_by("office", "id")[:SHOWN]
    ]


WAITING.declare(Waiting("membership.posts", vacant_posts))
