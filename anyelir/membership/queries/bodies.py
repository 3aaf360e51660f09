"""Bodies with their posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission, Viewer
from anyelir.core.terms import in_force, not_ended
from anyelir.membership.access import granted_regions
from anyelir.membership.bodies import kind_of
from anyelir.membership.models import Body, Post, Service
from anyelir.membership.offices import pokja_name
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import NATION, is_within

Office = Post.Office
RANK = {office: position for position, office in enumerate(Office)}
FIELDS_OF_WORK: list[str | Promise] = [
    _("Pembinaan karakter keluarga"),
    _("Pendidikan dan peningkatan ekonomi keluarga"),
    _("Penguatan ketahanan keluarga"),
    _("Kesehatan keluarga dan lingkungan"),
]
# Levels with a TP PKK, and the one below whose teams are listed on the page; deeper there are groups.
NEXT_LEVEL = {
    Level.PROVINSI: Level.KABKOTA,
    Level.KABKOTA: Level.KECAMATAN,
    Level.KECAMATAN: Level.DESAKEL,
    Level.DESAKEL: None,
}


@dataclass(frozen=True)
class BodyPart:
    """A part of a body: the leaders, or one pokja. ``missing`` are posts of which nothing is recorded."""

    title: str | Promise
    subtitle: str | Promise
    pokja: int | None
    posts: list[Post] = field(default_factory=list)
    missing: list[tuple[str, str | Promise]] = field(default_factory=list)


def posts_of(body: Body | None, *, former: bool = False) -> QuerySet[Post]:
    """Posts of now, with those that begin later, or with ``former`` those whose term ended."""
    if body is None:
        return Post.objects.none()
    present = not_ended(today_at(body.region_id))
    rows: QuerySet[Post] = body.posts.exclude(present) if former else body.posts.filter(present)
    return rows.select_related("member").order_by("pokja", "office", "since", "id")


def former_posts(body: Body | None) -> QuerySet[Post]:
    """Terms that ended, the latest first."""
    return posts_of(body, former=True).order_by("-until", "-since", "id")


def is_group(region: Region) -> bool:
    """Below desa there is no TP PKK but a group or a dasawisma with its leaders."""
    return kind_of(region) is not Body.Kind.TEAM


def body_chart(region: Region, posts: list[Post]) -> list[BodyPart]:
    """The body as it is drawn: the leaders, then pokja I to IV; a group has its leaders alone."""
    leaders = [Office.CHAIR, Office.SECRETARY, Office.TREASURER]
    parts = [_part(_("Pengurus"), "", None, posts, leaders)]
    expected = [] if is_group(region) else [Office.POKJA_CHAIR]
    for number, work in enumerate(FIELDS_OF_WORK, start=1):
        part = _part(pokja_name(number), work, number, posts, expected)
        if part.posts or part.missing:
            parts.append(part)
    return parts


def _part(
    title: str, subtitle: str, pokja: int | None, posts: list[Post], expected: list[Office]
) -> BodyPart:
    in_part = sorted(
        (post for post in posts if post.pokja == pokja),
        key=lambda post: (RANK[Office(post.office)], post.is_acting, post.since),
    )
    held = {post.office for post in in_part}
    missing = [(office.value, office.label) for office in expected if office not in held]
    return BodyPart(title, subtitle, pokja, in_part, missing)


def teams_below(region: Region) -> list[dict[str, Any]]:
    """The places one step down with their chair: who leads, and where nobody is recorded."""
    level = NEXT_LEVEL.get(Level(region.level))
    if level is None:
        return []
    places = Region.objects.current().filter(is_within(region.code, "code"), level=level).order_by("name")
    chairs = Post.objects.filter(
        in_force(today_at(region.code)),
        is_within(region.code, "body__region_id"),
        body__region__level=level,
        body__unit_kind="",
        office=Office.CHAIR,
    )
    # An acting chair leads as long as there is one; on the day of handing over whoever comes.
    in_turn = chairs.select_related("body", "member").order_by("is_acting", "since", "id")
    leading = {chair.body.region_id: chair for chair in in_turn}
    return [{"region": place, "chair": leading.get(place.code)} for place in places]


def kader_counts(scope: QuerySet[Service], code: str) -> dict[str, int]:
    """How many members serve today in a place and below, by kind; who is special in two ways counts once."""
    serving = scope.filter(in_force(today_at(code)), is_within(code))
    rows = serving.order_by().values("kind").annotate(n=Count("member", distinct=True))
    return {row["kind"]: row["n"] for row in rows}


def team_regions(user: Viewer) -> list[Region]:
    """Where the person's view of teams begins; the provinces for who sees the nation."""
    codes = granted_regions(user, Permission.TEAM_VIEW)
    if NATION in codes:
        return list(Region.objects.current().filter(level=Level.PROVINSI).order_by("code"))
    return list(Region.objects.filter(code__in=codes).order_by("code"))
