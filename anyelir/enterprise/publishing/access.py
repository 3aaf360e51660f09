"""Who takes what out of the public window, and who reads why.

An office of the place decides, never about a business of its own; the reason is for the owner and her companion, who
have to mend it, and for the office.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.enterprise.publishing.models import Takedown
from anyelir.enterprise.trade import access as trade
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.ties import is_tied_to_business
from anyelir.membership.access import EVERYTHING, can, granted_regions, granted_units
from anyelir.regions.scope import NATION, is_within_any

REGION = "business__region_id"


def can_moderate(user: Viewer, business: Business) -> bool:
    return can(user, P.CATALOGUE_MODERATE, business.region_id)


def is_own_business(user: Viewer, business: Business) -> bool:
    """Its owner, the companion of the place and whoever is tied to it: they take back the consent, and do not judge."""
    return trade.can_edit_business(user, business) or is_tied_to_business(
        user, business, today_at(business.region_id)
    )


def known_takedowns(user: Viewer) -> QuerySet[Takedown]:
    """Of businesses of which the person may know."""
    return Takedown.objects.filter(business__in=trade.known_businesses(user))


def can_know_takedown(user: Viewer, takedown: Takedown) -> bool:
    return trade.can_know_business(user, takedown.business)


def visible_takedowns(user: Viewer) -> QuerySet[Takedown]:
    """With their reasons."""
    codes = [*granted_regions(user, P.CATALOGUE_MODERATE), *granted_regions(user, P.BUSINESS_EDIT)]
    around = EVERYTHING if NATION in codes else is_within_any(codes, REGION)
    own_pks = granted_units(user, P.BUSINESS_EDIT, trade.UNIT)
    return Takedown.objects.filter(around | Q(business__in=own_pks))


def can_view_takedown(user: Viewer, takedown: Takedown) -> bool:
    return can_moderate(user, takedown.business) or trade.can_edit_business(user, takedown.business)
