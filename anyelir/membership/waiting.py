"""What waits in teams: posts that stand empty, and roles that a second person has to look at."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import moment, number
from anyelir.membership.access import granted_regions, known_endings
from anyelir.membership.granting import can_end_all, is_second_person
from anyelir.membership.models import GrantEnding, MemberPair, Post
from anyelir.membership.queries import pairs_on_desk, waiting_grants
from anyelir.membership.roles import ROLES
from anyelir.regions.scope import NATION

SHOWN = 8


def vacant_posts(user) -> list[Task]:
    """Posts of the own teams that stand empty; not of the teams below, which have their own secretary."""
    codes = [code for code in granted_regions(user, Permission.TEAM_EDIT) if code]
    vacant = Post.objects.filter(body__region__in=codes, member=None, until=None).select_related(
        "body__region"
    )
    return [
        Task(
            _("%s masih lowong") % post.get_office_display(),
            str(post.body),
            reverse("membership:team", args=[post.body.region_id]),
            "user",
        )
        for post in vacant.order_by("office", "id")[:SHOWN]
    ]


def roles_to_look_at(user) -> list[Task]:
    """Roles with rights about persons that somebody without these rights gave in the own regions."""
    return [
        Task(
            _("%(role)s baru: %(name)s") % {"role": ROLES[grant.role].name, "name": grant.user.name},
            _("diberikan %(giver)s, berlaku %(at)s bila tidak diakhiri")
            % {"giver": grant.giver, "at": moment(grant.waits_until)},
            reverse("membership:user", args=[grant.user_id]),
            "shield",
            True,
        )
        for grant in waiting_grants(user)[:SHOWN]
        if grant.role in ROLES
    ]


def endings_to_confirm(user) -> list[Task]:
    """Many roles that somebody else wants to end, for whoever can be the second person."""
    waiting = known_endings(user).filter(state=GrantEnding.State.PROPOSED).select_related("region")
    return [
        Task(
            _("%s peran menunggu diakhiri") % number(ending.count),
            _("%(name)s: %(reason)s") % {"name": ending.proposed_name, "reason": ending.reason},
            reverse("membership:ending", args=[ending.pk]),
            "shield",
            True,
        )
        for ending in waiting[:SHOWN]
        if can_end_all(user, ending.roles, ending.region_id or NATION)
        and is_second_person(user, ending.proposed_by, ending.region_id or NATION)
    ]


def pairs_to_decide(user) -> list[Task]:
    """Two members who may be one human, in the regions whose register the user keeps."""
    return [
        Task(
            _("Satu orang atau dua?"),
            _("%(kept)s dan %(other)s") % {"kept": pair.kept.name, "other": pair.other.name},
            reverse("membership:pair", args=[pair.pk]),
            "users",
        )
        for pair in pairs_on_desk(user, MemberPair.State.PROPOSED).order_by("id")[:SHOWN]
    ]


WAITING.declare(
    Waiting("membership.endings", endings_to_confirm),
    Waiting("membership.pairs", pairs_to_decide),
    Waiting("membership.posts", vacant_posts),
    Waiting("membership.roles", roles_to_look_at),
)
