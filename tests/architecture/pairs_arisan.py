"""Lists of the room `arisan` with their rules."""

from __future__ import annotations

from anyelir.arisan import access as arisan
from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.core.permission import Permission as P
from anyelir.membership.models import Body
from tests import draws
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A team, a group and another desa, each with an arisan of its own."""
    for place in (world.kelurahan, world.rw, world.elsewhere):
        draws.locked_draw(make.body_member(make.body(place), number=70))


PAIRS = {
    "arisan.arisan_bodies": pair(arisan.arisan_bodies, arisan.can_view_arisans, Body, P.MONEY_VIEW),
    "arisan.visible_arisans": pair(arisan.visible_arisans, arisan.can_view_arisan, Arisan, P.MONEY_VIEW),
    "arisan.known_arisans": pair(arisan.known_arisans, arisan.can_know_arisan, Arisan, *P),
    "arisan.known_shares": pair(
        arisan.known_shares, lambda u, s: arisan.can_know_arisan(u, s.arisan), ArisanShare, *P
    ),
    "arisan.known_draws": pair(arisan.known_draws, lambda u, d: arisan.can_know_arisan(u, d.arisan), Draw, *P),
}  # fmt: skip
