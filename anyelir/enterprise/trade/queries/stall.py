"""Products as the stall of OpenSID holds them: its tables ``pelapak``, ``produk_kategori`` and ``produk``.

Only what its owner agreed to have published goes out. A village site asks each seller for her number and her resident
record itself: numbers never leave in bulk, so ``telepon`` and ``id_pend`` stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from anyelir.core.clock import today_anywhere
from anyelir.core.terms import in_force
from anyelir.enterprise.trade.models import Business, Product, PublishConsent
from anyelir.enterprise.trade.queries.products import category_choices

Table = list[list[object]]
# Of the columns of OpenSID.
UNIT_LENGTH = 20
ZOOM, SHOWN = 16, 1
STALLS: list[object] = ["id", "nama", "id_pend", "telepon", "lat", "lng", "zoom", "status"]
CATEGORIES: list[object] = ["id", "kategori", "status"]
PRODUCTS: list[object] = [
    *("id", "id_pelapak", "id_produk_kategori", "nama", "harga", "satuan", "tipe_potongan", "potongan"),
    *("deskripsi", "foto", "status"),
]


def published(visible: QuerySet[Business]) -> QuerySet[Business]:
    """Businesses whose owner agreed, with the products on offer that have a price."""
    consents = PublishConsent.objects.filter(
        in_force(today_anywhere()), business=OuterRef("pk"), withdrawn_at=None
    )
    offered = Product.objects.filter(ended_on=None, price_idr__isnull=False)
    rows = visible.filter(Exists(consents)).exclude(stage=Business.Stage.CLOSED)
    return rows.prefetch_related(
        Prefetch("products", offered), Prefetch("consents", PublishConsent.objects.filter(withdrawn_at=None))
    )


def stall_tables(businesses: Iterable[Business]) -> dict[str, Table]:
    """The three tables with their headings, numbered from one as a village site numbers its own."""
    numbers = {category: number for number, (category, _label) in enumerate(category_choices(), start=1)}
    categories: Table = [[numbers[category], label, SHOWN] for category, label in category_choices()]
    stalls: Table = []
    products: Table = []
    for number, business in enumerate(businesses, start=1):
        stalls.append(_stall(number, business))
        for product in business.products.all():
            row = _product(number, numbers[product.category], product)
            products.append([len(products) + 1, *row])
    return {
        "pelapak": [STALLS, *stalls],
        "produk_kategori": [CATEGORIES, *categories],
        "produk": [PRODUCTS, *products],
    }


def _stall(number: int, business: Business) -> list[object]:
    shows_point = any(consent.place == PublishConsent.Place.POINT for consent in business.consents.all())
    point = (business.latitude, business.longitude, ZOOM) if shows_point else (None, None, None)
    return [number, business.name, None, None, *point, SHOWN]


def _product(stall: int, category: int, product: Product) -> list[object]:
    unit, no_discount = product.unit[:UNIT_LENGTH], (1, 0)
    return [stall, category, product.name, product.price_idr, unit, *no_discount, product.about, None, SHOWN]
