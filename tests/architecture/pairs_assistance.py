"""Lists of the room `assistance` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.assistance import access
from anyelir.enterprise.assistance.models import Assistance
from tests import businesses, helped
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """Help in the desa, in the next RW and in another desa, and some that the dinas gave."""
    for place in (world.kelurahan, world.next_rw, world.elsewhere):
        helped.assistance(businesses.business(place, f"Dodol {place.pk}"))
    helped.assistance(world.business, helped_by=world.user("kabupaten").pk)


HELPS = (P.BUSINESS_EDIT, P.PERMIT_VERIFY)
PAIRS = {
    "enterprise.assistance.visible_assistances": pair(
        access.visible_assistances, access.can_view_assistance, Assistance, P.BUSINESS_VIEW
    ),
    "enterprise.assistance.known_assistances": pair(
        access.known_assistances, access.can_know_assistance, Assistance, *P
    ),
    "enterprise.assistance.helped_at_hand": pair(
        access.helped_at_hand, access.can_work_on, Assistance, *HELPS
    ),
    "enterprise.assistance.observable_assistances": pair(
        access.observable_assistances, access.can_observe, Assistance, *HELPS
    ),
}
