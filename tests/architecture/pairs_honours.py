"""Lists of the room `honours` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.honours import access as honours
from anyelir.honours.models import Thanks
from anyelir.membership.models import Body
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A group, an office above and another desa thanked somebody."""
    for place in (world.rw, world.kecamatan, world.elsewhere):
        make.thanks(make.body(place), make.member(place, "Wati"))


PAIRS = {
    "honours.thanking_bodies": pair(honours.thanking_bodies, honours.can_thank, Body, P.LETTER_SIGN),
    "honours.visible_thanks": pair(
        honours.visible_thanks, honours.can_view_thanks, Thanks, P.LETTER_VIEW, P.LETTER_SIGN
    ),
    "honours.known_thanks": pair(honours.known_thanks, honours.can_know_thanks, Thanks, *P),
}
