"""Reads of businesses: the list of a person, its owner, its newest batch, the photo of a product."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from anyelir.core.clock import today_at
from anyelir.core.terms import in_force
from anyelir.enterprise.trade.models import Business, Ownership, Product, ProductBatch
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.membership.units import OfferedUnit
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import is_within_any, within
from anyelir.rules import tables

PHOTO_OWNER = "trade.product"


def businesses(visible: QuerySet[Business], *, text: str = "", stage: str = "") -> QuerySet[Business]:
    """Those the person sees by name; a stage that does not exist is left out."""
    rows = visible.select_related("region").prefetch_related("products")
    if stage in Business.Stage.values:
        rows = rows.filter(stage=stage)
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(region__label__icontains=word))
    return rows


def owner_of(business: Business) -> Ownership | None:
    """Whose it is today."""
    rows = business.owners.filter(in_force(today_at(business.region_id))).select_related("group")
    owner: Ownership | None = rows.first()
    return owner


def newest_batch(product: Product) -> ProductBatch | None:
    batch: ProductBatch | None = product.batches.first()
    return batch


def photo_of(product: Product) -> StoredFile | None:
    """The newest photo."""
    return next(iter(files_of(StoredFile, PHOTO_OWNER, product.pk)), None)


def skill_choices() -> list[tuple[str, str]]:
    """Keys of the table with their labels, as it stands today everywhere."""
    return [(rule["skill"], rule["label"]) for rule in tables.load("skills").rules if rule.valid_to is None]


def category_of(skill: str) -> str:
    """What a product of that skill begins with."""
    rules = {rule["skill"]: rule for rule in tables.load("skills").rules}
    return str(rules[skill]["category"])


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
