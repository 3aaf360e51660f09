"""Reads of businesses: whose one is, who may accompany it, places where one begins."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.terms import in_force
from anyelir.enterprise.trade import people
from anyelir.enterprise.trade.models import Business, Ownership
from anyelir.membership.models import RoleGrant
from anyelir.membership.roles import ROLES
from anyelir.membership.units import OfferedUnit
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import ancestors, is_within_any, within


def owner_of(business: Business) -> Ownership | None:
    """Whose it is today."""
    rows = business.owners.filter(in_force(today_at(business.region_id))).select_related("group")
    owner: Ownership | None = rows.first()
    return owner


def owner_name(owner: Ownership | None) -> str:
    """The name of the register for somebody of it; empty when nobody owns it."""
    if owner is None or owner.person_id is None:
        return str(owner or "")
    return people.names([owner.person_id])[owner.person_id]


def offered_companions(business: Business) -> QuerySet[User]:
    """Accounts that accompany businesses at the place of this one or around it, by name."""
    roles = [role.slug for role in ROLES if not role.unit_kind and P.BUSINESS_EDIT in role.permissions]
    # Who waits for a second giver is no companion yet.
    counts = Q(waits_until__isnull=True) | Q(waits_until__lte=timezone.now())
    grants = RoleGrant.objects.filter(
        counts & in_force(today_at(business.region_id)),
        role__in=roles,
        region__in=[*ancestors(business.region_id), business.region_id],
    )
    people: QuerySet[User] = (
        User.objects.filter(grants__in=grants, is_active=True).distinct().order_by("name")
    )
    return people


def open_businesses(code: str) -> list[OfferedUnit]:
    """Businesses of a region as units for which a role can be granted."""
    rows = within(Business.objects.exclude(stage=Business.Stage.CLOSED), code)
    return [OfferedUnit(row.pk, row.name, row.region_id) for row in rows]


def name_of_business(pk: uuid.UUID) -> str:
    """Empty for an unknown one."""
    return Business.objects.filter(pk=pk).values_list("name", flat=True).first() or ""


def offered_places(codes: list[str]) -> QuerySet[Region]:
    """Places in the granted regions where somebody lives, from desa down."""
    levels = (Level.DESAKEL, Level.DUSUN, Level.RW, Level.RT, Level.DASAWISMA)
    places: QuerySet[Region] = Region.objects.current().filter(is_within_any(codes, "code"), level__in=levels)
    return places
