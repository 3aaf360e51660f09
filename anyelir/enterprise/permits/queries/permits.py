"""Reads of permits: those of a business, the proof, who can help, what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.core.permission import Permission as P
from anyelir.deadlines.keeping import text_key, text_keys
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade.models import Business, Product
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.membership.access import can
from anyelir.membership.models import RoleGrant
from anyelir.membership.roles import ROLES
from anyelir.rules.region_code import ancestors

EVIDENCE = "permits.permit"
HELPS = (P.BUSINESS_EDIT, P.PERMIT_VERIFY)
PROOF_DAYS = 14


def evidence_of(permit: Permit) -> StoredFile | None:
    """The newest file; there is at most one."""
    return next(iter(files_of(StoredFile, EVIDENCE, permit.pk)), None)


def permits_of(business: Business) -> QuerySet[Permit]:
    rows: QuerySet[Permit] = business.permits.select_related("business__region").prefetch_related("products")
    return rows


def products_of(permit: Permit) -> list[Product]:
    """Those for which it was given and that are still made; a paper of the whole business is for all of them."""
    rows: QuerySet[Product] = permit.products.all() or permit.business.products.all()
    return [product for product in rows if product.ended_on is None]


def can_help(user: Any, business: Business) -> bool:
    """A companion of the place or an office above it; an owner helps herself and is not named."""
    return any(can(user, right, business.region_id) for right in HELPS)


def helpers_at(business: Business) -> QuerySet[User]:
    """Whoever can help with the permits of this business."""
    slugs = [role.slug for role in ROLES if not role.unit_kind and role.permissions & set(HELPS)]
    places = [*ancestors(business.region_id), business.region_id]
    grants = RoleGrant.objects.filter(role__in=slugs, region_id__in=places)
    standing = [grant.user_id for grant in grants if grant.is_in_force(grant.today) and not grant.is_waiting]
    people: QuerySet[User] = User.objects.filter(pk__in=standing, is_active=True).order_by("name", "id")
    return people


def due_soon(
    permits: QuerySet[Permit], kind: str, within: dt.timedelta, most: int
) -> list[tuple[Permit, dt.datetime]]:
    """Permits of which that is owed from now until then, the earliest first, with the last moment of the day."""
    now = timezone.now()
    rows = Deadline.objects.filter(
        kind=kind, done_at=None, due_at__range=(now, now + within), object_key__in=text_keys(permits)
    )
    moments = dict(rows.order_by("due_at", "id").values_list("object_key", "due_at")[:most])
    last = dt.timedelta(microseconds=1)
    return [(permit, moments[key] - last) for key, permit in _by_key(permits, moments).items()]


def _by_key(permits: QuerySet[Permit], keys: Iterable[str]) -> dict[str, Permit]:
    """In the order of the keys."""
    by_key = {text_key(permit): permit for permit in permits.filter(pk__in=list(keys))}
    return {key: by_key[key] for key in keys if key in by_key}


def unverified(permits: QuerySet[Permit]) -> QuerySet[Permit]:
    """With a number and a proof that nobody compared yet, the longest waiting first."""
    rows = permits.filter(verified_at=None, revoked_on=None).exclude(evidence_at=None).exclude(number="")
    return rows.exclude(business__stage=Business.Stage.CLOSED).order_by("evidence_at", "id")


def waited_too_long() -> dt.datetime:
    """A proof that came before has waited longer than the office takes."""
    now: dt.datetime = timezone.now()
    return now - dt.timedelta(days=PROOF_DAYS)
