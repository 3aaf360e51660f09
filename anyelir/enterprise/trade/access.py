"""Who may see and do what at which business.

Whoever looks after a place reads that there is a business and what it makes; whose it is, and what its batches cost,
is for its owner and for the companion of the place.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.enterprise.trade.models import Business, Product, ProductPhoto, Sentra
from anyelir.membership.access import (
    EVERYTHING,
    can,
    granted_regions,
    granted_units,
    inside_regions,
    is_inside,
)
from anyelir.regions.scope import NATION, ancestors, contains, is_within_any

UNIT = "business"


def visible_businesses(user: Viewer) -> QuerySet[Business]:
    codes = granted_regions(user, P.BUSINESS_VIEW)
    around = EVERYTHING if NATION in codes else is_within_any(codes)
    return Business.objects.filter(around | Q(pk__in=granted_units(user, P.BUSINESS_VIEW, UNIT)))


def can_view_business(user: Viewer, business: Business) -> bool:
    return can(user, P.BUSINESS_VIEW, business.region_id, units={UNIT: business.pk})


def workable_businesses(user: Viewer) -> QuerySet[Business]:
    """Businesses on which the person works: the own ones, and those of a place that she accompanies."""
    codes = granted_regions(user, P.BUSINESS_EDIT)
    around = EVERYTHING if NATION in codes else is_within_any(codes)
    return Business.objects.filter(around | Q(pk__in=granted_units(user, P.BUSINESS_EDIT, UNIT)))


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


def can_view_businesses_at(user: Viewer, code: str) -> bool:
    """What is known of a place as a whole: its coverage with centres."""
    return can(user, P.BUSINESS_VIEW, code)


def can_edit_sentra_at(user: Viewer, code: str) -> bool:
    return can(user, P.SENTRA_EDIT, code)


def can_edit_sentra_of(user: Viewer, business: Business) -> bool:
    """Whether the user says to which centre the business belongs."""
    return can_edit_sentra_at(user, business.region_id)


def can_view_sentra_at(user: Viewer, code: str) -> bool:
    """The centre of a desa also for whoever looks after businesses of a part of it."""
    return any(
        contains(granted, code) or contains(code, granted)
        for granted in granted_regions(user, P.BUSINESS_VIEW)
    )


def known_sentras(user: Viewer) -> QuerySet[Sentra]:
    """Centres of places in which the person works, and of the desa around them."""
    codes = inside_regions(user)
    around = [above for code in codes for above in ancestors(code)]
    within_codes = EVERYTHING if NATION in codes else is_within_any(codes)
    return Sentra.objects.filter(within_codes | Q(region__in=around))


def can_know_sentra(user: Viewer, sentra: Sentra) -> bool:
    return is_inside(user, sentra.region_id) or any(
        contains(sentra.region_id, code) for code in inside_regions(user)
    )
