"""Who may see and do what at which business.

Whoever looks after a place reads that there is a business and what it makes; whose it is, and what its batches cost,
is for its owner and for the companion of the place.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.enterprise.trade.models import Business, Product, ProductPhoto
from anyelir.membership.access import (
    EVERYTHING,
    can,
    granted_regions,
    granted_units,
    inside_regions,
    is_inside,
)
from anyelir.regions.scope import NATION, is_within_any

UNIT = "business"


def visible_businesses(user: Viewer) -> QuerySet[Business]:
    codes = granted_regions(user, P.BUSINESS_VIEW)
    around = EVERYTHING if NATION in codes else is_within_any(codes)
    return Business.objects.filter(around | Q(pk__in=granted_units(user, P.BUSINESS_VIEW, UNIT)))


def can_view_business(user: Viewer, business: Business) -> bool:
    return can(user, P.BUSINESS_VIEW, business.region_id, units={UNIT: business.pk})


def can_edit_business(user: Viewer, business: Business) -> bool:
    """Its owner, and the companion of the place: they read whose it is and what it costs."""
    return can(user, P.BUSINESS_EDIT, business.region_id, units={UNIT: business.pk})


def can_begin_business(user: Viewer, code: str) -> bool:
    """A new business is no unit yet: the region must be granted."""
    return can(user, P.BUSINESS_EDIT, code)


def known_businesses(user: Viewer) -> QuerySet[Business]:
    """Businesses of which the person may know that they exist: in a granted region, and the own ones."""
    codes = inside_regions(user)
    around = EVERYTHING if NATION in codes else is_within_any(codes)
    held_pks = {pk for right in P for pk in granted_units(user, right, UNIT)}
    return Business.objects.filter(around | Q(pk__in=held_pks))


def can_know_business(user: Viewer, business: Business) -> bool:
    return is_inside(user, business.region_id) or any(
        business.pk in granted_units(user, right, UNIT) for right in P
    )


def known_products(user: Viewer) -> QuerySet[Product]:
    """Products of businesses of which the person may know; what they cost is for ``can_edit_business``."""
    return Product.objects.filter(business__in=known_businesses(user))


def known_photos(user: Viewer) -> QuerySet[ProductPhoto]:
    return ProductPhoto.objects.filter(product__in=known_products(user))
