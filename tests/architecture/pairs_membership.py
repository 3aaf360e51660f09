"""Lists of the room `membership` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.membership import access as rights
from anyelir.membership.access import can, is_inside
from anyelir.membership.models import Body, GrantEnding, Member, MemberPair, Post, Service
from anyelir.membership.places import places_of
from anyelir.membership.queries import members as membership
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    make.kader(world.elsewhere, "Ketut")
    for place in (world.elsewhere, world.kabupaten, world.rw, None):
        make.ending(place, world.user("pusat"))


PAIRS = {
    "membership.known_bodies": pair(rights.known_bodies, rights.can_know_body, Body, *P),
    "membership.bodies_with": pair(
        lambda u: rights.bodies_with(u, P.TEAM_VIEW), lambda u, b: rights.holds_body(u, b, P.TEAM_VIEW), Body,
        P.TEAM_VIEW,
    ),
    "membership.known_members": pair(
        rights.known_members, lambda u, m: any(is_inside(u, code) for code in places_of(m)), Member, *P
    ),
    "membership.known_services": pair(rights.known_services, lambda u, s: is_inside(u, s.region_id), Service, *P),
    "membership.known_posts": pair(rights.known_posts, rights.can_know_post, Post, *P),
    "membership.known_pairs": pair(rights.known_pairs, lambda u, m: is_inside(u, m.region_id), MemberPair, *P),
    "membership.known_endings": pair(rights.known_endings, rights.can_know_ending, GrantEnding, *P),
    "membership.visible_services": pair(
        membership.visible_services, lambda u, s: can(u, P.TEAM_VIEW, s.region_id), Service, P.TEAM_VIEW
    ),
    "membership.visible_members": pair(
        membership.visible_members, rights.can_view_member, Member, P.TEAM_VIEW
    ),
}  # fmt: skip
