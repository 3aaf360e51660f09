"""Who may see and do what with which permit.

That a business has a permit, its number and its state are read by whoever reads the business: the number stands on
the label. The proof names its owner, and is for whoever works on the business and for who verifies.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade import access as trade
from anyelir.enterprise.trade.ties import is_tied_to_business
from anyelir.membership.access import EVERYTHING, can, granted_regions
from anyelir.regions.scope import NATION, is_within_any

REGION = "business__region_id"


def known_permits(user: Viewer) -> QuerySet[Permit]:
    """Permits of businesses of which the person may know."""
    return Permit.objects.filter(business__in=trade.known_businesses(user))


def can_know_permit(user: Viewer, permit: Permit) -> bool:
    return trade.can_know_business(user, permit.business)


def visible_permits(user: Viewer) -> QuerySet[Permit]:
    return Permit.objects.filter(business__in=trade.visible_businesses(user))


def can_view_permit(user: Viewer, permit: Permit) -> bool:
    return trade.can_view_business(user, permit.business)


def can_view_permits_at(user: Viewer, code: str) -> bool:
    """How far the businesses of a place are."""
    return can(user, P.BUSINESS_VIEW, code)


def workable_permits(user: Viewer) -> QuerySet[Permit]:
    return Permit.objects.filter(business__in=trade.workable_businesses(user))


def can_edit_permit(user: Viewer, permit: Permit) -> bool:
    return trade.can_edit_business(user, permit.business)


def verifiable_permits(user: Viewer) -> QuerySet[Permit]:
    """Permits in the region of the office; whether it is her own is said by ``is_own_permit``."""
    return Permit.objects.filter(_verifiable(user))


def _verifiable(user: Viewer) -> Q:
    codes = granted_regions(user, P.PERMIT_VERIFY)
    return EVERYTHING if NATION in codes else is_within_any(codes, REGION)


def can_verify_permit(user: Viewer, permit: Permit) -> bool:
    return can(user, P.PERMIT_VERIFY, permit.business.region_id)


def is_own_permit(user: Viewer, permit: Permit) -> bool:
    """Its owner, the companion of the place, who noted it and who helped with it do not verify it.

    Nor does whoever belongs to the group that owns the business, or is called at the number of its owner.
    """
    if can_edit_permit(user, permit) or user.id in (permit.helper_id, permit.noted_by):
        return True
    return is_tied_to_business(user, permit.business, today_at(permit.business.region_id))


def provable_permits(user: Viewer) -> QuerySet[Permit]:
    """Permits whose proof the person may open."""
    return Permit.objects.filter(Q(business__in=trade.workable_businesses(user)) | _verifiable(user))


def can_see_evidence(user: Viewer, permit: Permit) -> bool:
    return can_edit_permit(user, permit) or can_verify_permit(user, permit)
