"""Lists of the room `handovers` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.handovers import access as handovers
from anyelir.handovers.models import HandOver
from anyelir.membership.models import Body
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A group, offices above and another desa change an officer; one hands over to somebody of the cast."""
    for place in (world.rw, world.kecamatan, world.kabupaten, world.provinsi, world.elsewhere):
        make.handover(make.post(make.body(place), "chair", "Murni"), f"Sekar {place.name}")
    make.handover(
        make.post(make.body(world.next_rw), "chair", "Ningsih"), "Rina", user=world.user("next_kader")
    )


PAIRS = {
    "handovers.preparing_bodies": pair(handovers.preparing_bodies, handovers.can_prepare, Body, P.HANDOVER_RUN),
    "handovers.readable_handovers": pair(
        handovers.readable_handovers, handovers.can_read_pack, HandOver, P.HANDOVER_RUN
    ),
    "handovers.visible_handovers": pair(
        handovers.visible_handovers, handovers.can_view_handover, HandOver, P.HANDOVER_RUN
    ),
    "handovers.known_handovers": pair(handovers.known_handovers, handovers.can_know_handover, HandOver, *P),
}  # fmt: skip
