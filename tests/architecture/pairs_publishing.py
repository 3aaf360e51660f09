"""Lists of the room `publishing` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.publishing import access as publishing
from anyelir.enterprise.publishing.models import Takedown
from tests import businesses, takedowns
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """Taken down in the desa, in the next RW and in another desa."""
    office = world.user("provinsi")
    for place in (world.kelurahan, world.next_rw, world.elsewhere):
        takedowns.takedown(businesses.business(place, f"Madu {place.pk}"), taken_by=office)


PAIRS = {
    "enterprise.publishing.known_takedowns": pair(
        publishing.known_takedowns, publishing.can_know_takedown, Takedown, *P
    ),
    "enterprise.publishing.visible_takedowns": pair(
        publishing.visible_takedowns,
        publishing.can_view_takedown,
        Takedown,
        P.CATALOGUE_MODERATE,
        P.BUSINESS_EDIT,
    ),
}
