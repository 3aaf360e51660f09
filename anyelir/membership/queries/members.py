"""Members and what they serve as, by name and kind; pairs that may be one human."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission, Viewer
from anyelir.core.terms import not_ended
from anyelir.membership.access import granted_regions, known_pairs
from anyelir.membership.models import Member, MemberPair, Post, Service
from anyelir.membership.places import members_in
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import NATION, at_level, is_within_any


def visible_members(user: Viewer) -> QuerySet[Member]:
    """Members of the regions whose teams the person sees."""
    return members_in(granted_regions(user, Permission.TEAM_VIEW))


def visible_services(user: Viewer) -> QuerySet[Service]:
    """Services in the regions whose teams the person sees."""
    return Service.objects.filter(is_within_any(granted_regions(user, Permission.TEAM_VIEW)))


def serving_members(
    scope: QuerySet[Service], *, place: str = NATION, text: str = "", kind: str = "", former: bool = False
) -> QuerySet[Member]:
    """Members with a service of the scope of the kind (general, special, or one special kind), each once.

    Those who serve, or with ``former`` those whose service of this kind ended, both by the day of ``place``;
    ``services_here`` are these services.
    """
    present = not_ended(today_at(place))
    rows = scope.exclude(present) if former else scope.filter(present)
    if kind:
        rows = rows.filter(Q(kind=kind) | Q(special_kind=kind))
    members = Member.objects.filter(Exists(rows.filter(member=OuterRef("pk"))), merged_into=None)
    if text:
        members = members.filter(name__icontains=text)
    shown = rows.select_related("region").order_by("kind", "special_kind", "since", "id")
    return members.prefetch_related(Prefetch("services", queryset=shown, to_attr="services_here"))


def offered_members(region: Region) -> QuerySet[Member]:
    """Who may be meant by a form of the place: of the desa below it; above, who holds or held a post there."""
    desa = at_level(region.code, Level.DESAKEL)
    if desa is not None:
        return members_in([desa])
    posts = Post.objects.filter(body__region=region, member=OuterRef("pk"))
    return Member.objects.filter(Q(Exists(posts)) | Q(region=region), merged_into=None)


def posts_of_member(member: Member) -> QuerySet[Post]:
    return Post.objects.filter(member=member).select_related("body__region").order_by("-since", "id")


def services_of_member(member: Member) -> QuerySet[Service]:
    return Service.objects.filter(member=member).select_related("region").order_by("-since", "id")


def pairs_on_desk(user: Viewer, state: str) -> QuerySet[MemberPair]:
    """Pairs of the regions whose teams the person keeps, in one state."""
    codes = granted_regions(user, Permission.TEAM_EDIT)
    rows = known_pairs(user).filter(is_within_any(codes), state=state)
    return rows.select_related("kept__region", "other__region", "region")


def pairs_of(member: Member) -> QuerySet[MemberPair]:
    """Pairs about a member that nobody decided yet."""
    waiting = MemberPair.objects.filter(Q(kept=member) | Q(other=member), state=MemberPair.State.PROPOSED)
    return waiting.select_related("kept", "other")
