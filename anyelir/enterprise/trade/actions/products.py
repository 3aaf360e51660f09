"""The second and third product of a business, what is written of each, and its end."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, known_fields, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade.actions.holding import held_business, held_product, refuse_no_price
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Business, Product
from anyelir.enterprise.trade.queries.products import category_choices, packaging_choices
from anyelir.enterprise.trade.summaries import product_words
from anyelir.rules.no_name import is_no_name

FACTS = (
    *("name", "brand", "category", "price_idr", "unit", "net_amount", "net_unit", "capacity_month"),
    *("min_order", "lead_days", "shelf_days", "composition", "allergens", "origin", "storage"),
    *("packaging", "about", "is_souvenir"),
)


@action("product.add", stored=product_words)
def add_product(*, business: Business, by: Actor, op_id: uuid.UUID | None = None, **facts: Any) -> Product:
    """One more product with fields of FACTS; ``name``, ``category`` and ``unit`` are needed.

    Refuses: as held_business, _check.
    """
    business = held_business(business)
    product = Product(business=business, **known_fields(facts, FACTS))
    _check(product)
    product.save(force_insert=True)
    note(by=by, verb="product.add", what=product, region=business.region_id)
    tell_changed(business)
    return product


@action("product.edit")
def edit_product(*, product: Product, by: Actor, **changes: Any) -> Product:
    """Change fields of FACTS. Refuses: as held_product, _check."""
    product = held_product(product)
    changed = set_fields(product, known_fields(changes, FACTS))
    _check(product)
    product.save()
    note(by=by, verb="product.edit", what=product, region=product.business.region_id, fields=changed)
    tell_changed(product.business)
    return product


@action("product.end")
def end_product(*, product: Product, by: Actor) -> Product:
    """It is made no more from today on; its costs, photos and card stay. Refuses: as held_product."""
    product = held_product(product)
    product.ended_on = today_at(product.business.region_id)
    product.save()
    note(by=by, verb="product.end", what=product, region=product.business.region_id)
    tell_changed(product.business)
    return product


@action("product.offer_again")
def offer_again(*, product: Product, by: Actor) -> Product:
    """Refuses: still_offered; as held_business."""
    business = held_business(product.business)
    product = held(product)
    product.business = business
    if product.ended_on is None:
        raise Refused("still_offered", _("Produk ini masih ditawarkan."))
    product.ended_on = None
    product.save()
    note(by=by, verb="product.offer_again", what=product, region=business.region_id)
    tell_changed(business)
    return product


def _check(product: Product) -> None:
    """Refuses: category_unknown, name_missing, net_incomplete, packaging_unknown, price_missing, product_exists."""
    product.name = " ".join(product.name.split())
    if not product.name or is_no_name(product.name):
        raise Refused("name_missing", _("Tulis nama produknya."), field="name", status=422)
    if product.category not in dict(category_choices()):
        raise Refused("category_unknown", _("Pilih jenis produknya."), field="category", status=422)
    if product.price_idr is not None:
        refuse_no_price(product.price_idr)
    if product.net_amount == 0 or (product.net_amount is None) != (not product.net_unit):
        text = _("Isi bersih ditulis dengan satuannya, misalnya 150 gram.")
        raise Refused("net_incomplete", text, field="net_amount", status=422)
    if product.packaging is not None and product.packaging not in dict(packaging_choices()):
        raise Refused("packaging_unknown", _("Pilih kemasan dari daftar."), field="packaging", status=422)
    _check_twin(product)


def _check_twin(product: Product) -> None:
    """Refuses: product_exists."""
    same = {"name__iexact": product.name, "net_amount": product.net_amount, "net_unit": product.net_unit}
    twins = product.business.products.filter(ended_on=None, brand__iexact=product.brand, **same)
    if twins.exclude(pk=product.pk).exists():
        text = _("Usaha ini sudah punya %s dengan isi yang sama. Buka produk itu, atau tulis isi bersihnya.")
        raise Refused("product_exists", text % product.name, field="name")
