"""Reads of products: those on offer, the newest batch, the photos, and what the tables offer to choose."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.enterprise.trade.models import Business, Product, ProductBatch, ProductPhoto
from anyelir.files.models import StoredFile
from anyelir.rules import tables

PHOTO_OWNER = "trade.product"
MOST_PHOTOS = 5


def offered_products(business: Business) -> QuerySet[Product]:
    """Those that are still made; a closed business offers none."""
    rows: QuerySet[Product] = business.products.filter(ended_on=None)
    return rows.none() if business.stage == Business.Stage.CLOSED else rows


def newest_batch(product: Product) -> ProductBatch | None:
    batch: ProductBatch | None = product.batches.first()
    return batch


def photos_of(product: Product) -> QuerySet[ProductPhoto]:
    """In order, with their files."""
    rows: QuerySet[ProductPhoto] = product.photos.select_related("file")
    return rows


def photo_of(product: Product) -> StoredFile | None:
    """The photo in front."""
    first = photos_of(product).first()
    return None if first is None else first.file


def skill_choices() -> list[tuple[str, str]]:
    """Keys of the table with their labels, as it stands today everywhere."""
    return _choices("skills", "skill")


def category_choices() -> list[tuple[str, str]]:
    return _choices("product_categories", "category")


def packaging_choices() -> list[tuple[int, str]]:
    """Codes of packaging, which are also the first digit of a P-IRT number."""
    return _choices("packaging_codes", "code")


def category_label(category: str) -> str:
    return dict(category_choices()).get(category, category)


def packaging_label(code: int | None) -> str:
    return dict(packaging_choices()).get(code or 0, "")


def is_food(category: str) -> bool:
    return any(
        rule["is_food"] for rule in tables.load("product_categories").rules if rule["category"] == category
    )


def category_of(skill: str) -> str:
    """What a product of that skill begins with."""
    rules = {rule["skill"]: rule for rule in tables.load("skills").rules}
    return str(rules[skill]["category"])


def _choices(table: str, key: str) -> list[tuple]:  # type: ignore[type-arg]
    return [(rule[key], rule["label"]) for rule in tables.load(table).rules if rule.valid_to is None]


def kbli_versions() -> list[tuple[int, str]]:
    """The newest first."""
    versions = sorted({rule["version"] for rule in tables.load("kbli_versions").rules}, reverse=True)
    return [(version, f"KBLI {version}") for version in versions]


def kbli_choices() -> list[str]:
    """Codes of the newest version with their short titles, as far as the table has them."""
    newest = kbli_versions()[0][0]
    rules = [rule for rule in tables.load("kbli_codes").rules if rule["version"] == newest]
    return [f"{rule['code']} {rule['title']}" for rule in rules]
