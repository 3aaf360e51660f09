"""Where a member belongs: where she was recorded, serves or holds a post."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from anyelir.membership.models import Member, Post, Service
from anyelir.regions.scope import NATION, is_within_any


def members_in(codes: list[str]) -> QuerySet[Member]:
    """Members who were recorded, serve or hold a post in one of the regions, or below, once each."""
    if NATION in codes:
        return Member.objects.filter(merged_into=None)
    serve = Service.objects.filter(is_within_any(codes), member=OuterRef("pk"))
    hold = Post.objects.filter(is_within_any(codes, "body__region_id"), member=OuterRef("pk"))
    here = is_within_any(codes) | Q(Exists(serve)) | Q(Exists(hold))
    return Member.objects.filter(here, merged_into=None)


def places_of(member: Member) -> set[str]:
    """Codes of the regions where a member was recorded, serves or holds a post."""
    served = member.services.values_list("region_id", flat=True)
    held = member.posts.values_list("body__region_id", flat=True)
    return {member.region_id, *served, *held}
