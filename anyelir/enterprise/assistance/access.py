"""Who helps, who looks later, and who reads it.

A companion of the place and its dinas help and look; whoever helped, and whoever owns the business, does not look
for herself. Above, it is read without a name of anybody.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.enterprise.assistance.models import Assistance
from anyelir.enterprise.trade.access import UNIT
from anyelir.enterprise.trade.models import Business
from anyelir.membership.access import (
    EVERYTHING,
    can,
    granted_regions,
    granted_units,
    inside_regions,
    is_inside,
)
from anyelir.regions.scope import NATION, is_within_any

HELPING = (P.BUSINESS_EDIT, P.PERMIT_VERIFY)


def _around(codes: list[str]) -> Q:
    return EVERYTHING if NATION in codes else is_within_any(codes)


def visible_assistances(user: Viewer) -> QuerySet[Assistance]:
    units = granted_units(user, P.BUSINESS_VIEW, UNIT)
    around = _around(granted_regions(user, P.BUSINESS_VIEW))
    return Assistance.objects.filter(around | Q(business__in=units))


def can_view_assistance(user: Viewer, assistance: Assistance) -> bool:
    return can(user, P.BUSINESS_VIEW, assistance.region_id, units={UNIT: assistance.business_id})


def known_assistances(user: Viewer) -> QuerySet[Assistance]:
    """Of places and businesses of which the person may know."""
    units = {pk for right in P for pk in granted_units(user, right, UNIT)}
    return Assistance.objects.filter(_around(inside_regions(user)) | Q(business__in=units))


def can_know_assistance(user: Viewer, assistance: Assistance) -> bool:
    is_own = any(assistance.business_id in granted_units(user, right, UNIT) for right in P)
    return is_inside(user, assistance.region_id) or (assistance.business_id is not None and is_own)


def can_help_at(user: Viewer, code: str) -> bool:
    """By a right over the place; an owner does not write down that she was helped."""
    return any(can(user, right, code) for right in HELPING)


def can_help(user: Viewer, business: Business) -> bool:
    return can_help_at(user, business.region_id)


def can_view_help_at(user: Viewer, code: str) -> bool:
    """How much of the help at a place is used."""
    return can(user, P.BUSINESS_VIEW, code)


def helped_at_hand(user: Viewer) -> QuerySet[Assistance]:
    """All help at the places where the person helps, hers too."""
    codes = [code for right in HELPING for code in granted_regions(user, right)]
    return Assistance.objects.filter(_around(codes))


def can_work_on(user: Viewer, assistance: Assistance) -> bool:
    return can_help_at(user, assistance.region_id)


def observable_assistances(user: Viewer) -> QuerySet[Assistance]:
    """What the person may look at: nothing that she did, nothing of her own business."""
    hers = Q(helped_by=user.id) | Q(business__in=granted_units(user, P.BUSINESS_EDIT, UNIT))
    return helped_at_hand(user).exclude(pk__in=Assistance.objects.filter(hers).values("pk"))


def can_observe(user: Viewer, assistance: Assistance) -> bool:
    return can_work_on(user, assistance) and not is_own_help(user, assistance)


def is_own_help(user: Viewer, assistance: Assistance) -> bool:
    """She helped, or the business is hers."""
    is_owner = assistance.business_id in granted_units(user, P.BUSINESS_EDIT, UNIT)
    return assistance.helped_by == user.id or is_owner
