"""Lists of the room `permits` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.permits import access as permits
from anyelir.enterprise.permits.models import Permit
from tests import businesses
from tests import permits as made
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A permit in the desa, in the next RW and in another desa."""
    for place in (world.kelurahan, world.next_rw, world.elsewhere):
        made.permit(businesses.business(place, f"Sambal {place.pk}"))


PAIRS = {
    "enterprise.permits.visible_permits": pair(
        permits.visible_permits, permits.can_view_permit, Permit, P.BUSINESS_VIEW
    ),
    "enterprise.permits.known_permits": pair(permits.known_permits, permits.can_know_permit, Permit, *P),
    "enterprise.permits.workable_permits": pair(
        permits.workable_permits, permits.can_edit_permit, Permit, P.BUSINESS_EDIT
    ),
    "enterprise.permits.verifiable_permits": pair(
        permits.verifiable_permits, permits.can_verify_permit, Permit, P.PERMIT_VERIFY
    ),
    "enterprise.permits.provable_permits": pair(
        permits.provable_permits, permits.can_see_evidence, Permit, P.BUSINESS_EDIT, P.PERMIT_VERIFY
    ),
}
