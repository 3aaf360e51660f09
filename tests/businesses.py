"""Businesses for tests of all rooms."""

from __future__ import annotations

from anyelir.accounts.models import User
from anyelir.enterprise.trade.models import (
    Business,
    Ownership,
    Product,
    ProductBatch,
    ProductPhoto,
    Sentra,
    Skill,
)
from anyelir.enterprise.trade.queries.products import PHOTO_OWNER
from anyelir.files.models import StoredFile
from anyelir.regions.models import Region
from tests.factories import SINCE

# Ten packs of 10.400 rupiah each.
COSTS = {
    "pieces": 10,
    "materials_idr": 62_000,
    "packaging_idr": 12_000,
    "energy_idr": 6_000,
    "own_minutes": 180,
    "hour_idr": 8_000,
}


def business(place: Region, name: str = "Keripik Seruni", owner: str = "Nursiah Rahman") -> Business:
    """A business that is tried, with its owner."""
    made = Business.objects.create(region=place, name=name, begun_on=SINCE)
    Ownership.objects.create(business=made, name=owner, since=SINCE)
    return made


def phone(of: User, number: str) -> None:
    """The number at which the user is called."""
    of.phone, of.phone_index = number, User.index_of_phone(number)
    of.save()


def owner_phone(of: Business, phone: str) -> None:
    """The number at which its owner is called."""
    owner = of.owners.get(until=None)
    owner.phone, owner.phone_index = phone, Ownership.index_of_phone(phone)
    owner.save()


def close(closed: Business) -> None:
    Business.objects.filter(pk=closed.pk).update(stage="closed", closed_on=SINCE)


def product(of: Business, name: str = "Keripik pisang", **fields) -> Product:
    values = {"category": "snacks", "unit": "bungkus", "price_idr": 13_000} | fields
    return Product.objects.create(business=of, name=name, **values)


def batch(of: Product, **fields) -> ProductBatch:
    return ProductBatch.objects.create(product=of, made_on=SINCE, **COSTS | fields)


def photo(of: Product, rank: int = 0) -> ProductPhoto:
    """A row of a photo without bytes on the disk."""
    file = StoredFile.objects.create(
        kind="photo",
        media_type="image/webp",
        digest="0" * 64,
        size=1,
        owner_kind=PHOTO_OWNER,
        owner_key=of.pk,
    )
    return ProductPhoto.objects.create(product=of, file=file, rank=rank)


def sentra(place: Region, name: str = "Keripik pisang") -> Sentra:
    return Sentra.objects.create(region=place, name=name, category="snacks", since=SINCE)


def skill(place: Region, name: str = "Nursiah Rahman", which: str = "snacks") -> Skill:
    return Skill.objects.create(region=place, name=name, skill=which, noted_on=SINCE)
