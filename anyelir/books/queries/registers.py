"""The registers of members and kader of a body on a day (forms 4.9a and 4.9b), derived from posts and services.

A TP PKK of a desa or kelurahan lists the kader of all places below it, which have no TP PKK of their own; every other
body lists those of exactly its region or unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.books.hooks import serving_at
from anyelir.core.terms import in_force
from anyelir.membership.models import Body, Member, Post, Service
from anyelir.membership.queries.bodies import RANK
from anyelir.regions.models import Level
from anyelir.regions.scope import is_within

MEMBERS, KADER = "members", "kader"
# What each form prints of a member, with the words for what is missing.
FACTS: dict[str, str | Promise] = {
    "sex": _("jenis kelamin"),
    "born_on": _("tanggal lahir"),
    "marital": _("status"),
    "address": _("alamat"),
    "education": _("pendidikan"),
    "occupation": _("pekerjaan"),
}
ONLY = {MEMBERS: {"birth_place": _("tempat lahir")}, KADER: {"registration_no": _("nomor registrasi")}}


@dataclass(frozen=True)
class RegisterRow:
    """A member with what she is in the body on the day: posts, general kader, trainings; and what is not recorded."""

    member: Member
    posts: list[Post]
    services: list[Service]
    serves_unit: bool
    missing: list[str | Promise] = field(default_factory=list)

    @property
    def is_general(self) -> bool:
        return any(service.kind == Service.Kind.GENERAL for service in self.services)

    @property
    def trainings(self) -> list[Service]:
        return [service for service in self.services if service.kind == Service.Kind.SPECIAL]


def facts_of(book: str) -> dict[str, str | Promise]:
    return FACTS | ONLY[book]


def register_members(
    body: Body, book: str, on: dt.date, *, text: str = "", lacking: bool = False
) -> QuerySet[Member]:
    """Who stands in the register on a day, each human once; ``lacking``: of whom something is not recorded."""
    listed = Q(Exists(_posts(body, on).filter(member=OuterRef("pk"))))
    if book == KADER:
        listed |= Q(Exists(_services(body, on).filter(member=OuterRef("pk"))))
    if body.unit_kind:
        listed |= Q(pk__in=serving_at(body.unit_kind, body.unit_id, on).values("pk"))
    members = Member.objects.filter(listed, merged_into=None)
    if lacking:
        empty = (Q(born_on=None) if name == "born_on" else Q(**{name: ""}) for name in facts_of(book))
        members = members.filter(Q(*empty, _connector=Q.OR))
    for part in text.split():
        members = members.filter(Q(name__icontains=part) | Q(registration_no__icontains=part))
    return members


def register_rows(
    members: QuerySet[Member] | Iterable[Member], body: Body, book: str, on: dt.date
) -> list[RegisterRow]:
    """The same members with their posts and services of the day; three queries however many they are."""
    keys = [member.pk for member in members]
    posts = Prefetch("posts", queryset=_posts(body, on).order_by("since", "id"), to_attr="posts_here")
    services = Prefetch(
        "services",
        queryset=_services(body, on).order_by("kind", "special_kind", "id"),
        to_attr="services_here",
    )
    known = {
        member.pk: member for member in Member.objects.filter(pk__in=keys).prefetch_related(posts, services)
    }
    at_unit = (
        set(serving_at(body.unit_kind, body.unit_id, on).values_list("pk", flat=True))
        if body.unit_kind
        else ()
    )
    return [_row(known[key], book, key in at_unit) for key in keys]


def printed_rows(body: Body, book: str, on: dt.date) -> list[RegisterRow]:
    """All of a register in the order of its form: posts by rank, then by name."""
    rows = register_rows(register_members(body, book, on).order_by("name", "id"), body, book, on)
    return sorted(rows, key=_rank)


def _rank(row: RegisterRow) -> tuple[int, int]:
    return min(map(_rank_of_post, row.posts), default=(9, 0))


def _rank_of_post(post: Post) -> tuple[int, int]:
    """The leaders first, then pokja I to IV."""
    return post.pokja or 0, RANK[Post.Office(post.office)]


def _row(member: Member, book: str, serves_unit: bool) -> RegisterRow:
    missing = [words_of for name, words_of in facts_of(book).items() if not getattr(member, name)]
    return RegisterRow(
        member, sorted(member.posts_here, key=_rank_of_post), member.services_here, serves_unit, missing
    )


def _posts(body: Body, on: dt.date) -> QuerySet[Post]:
    return Post.objects.filter(in_force(on), body=body, member__isnull=False)


def _services(body: Body, on: dt.date) -> QuerySet[Service]:
    if body.unit_kind:
        return Service.objects.none()
    covers_below = body.kind == Body.Kind.TEAM and body.region.level == Level.DESAKEL
    place = is_within(body.region_id) if covers_below else Q(region_id=body.region_id)
    return Service.objects.filter(in_force(on), place).select_related("region")
