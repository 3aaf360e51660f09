"""What a batch cost, the price, and what stands on the card for buyers."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade.actions.holding import held_product, refuse_no_price
from anyelir.enterprise.trade.actions.photos import put_photo
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Product, ProductBatch
from anyelir.enterprise.trade.summaries import batch_words, product_words
from anyelir.files.reading import Prepared
from anyelir.rules.texts import clean_text


@action("batch.cost", stored=batch_words)
def cost_batch(
    *,
    product: Product,
    pieces: int,
    materials_idr: int,
    packaging_idr: int = 0,
    energy_idr: int = 0,
    own_minutes: int = 0,
    hour_idr: int = 0,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> ProductBatch:
    """What one batch cost. Refuses: not_positive; as held_product."""
    product = held_product(product)
    if pieces < 1:
        raise Refused(
            "not_positive", _("Tulis jadinya berapa, paling sedikit 1."), field="pieces", status=422
        )
    batch = ProductBatch.objects.create(
        product=product,
        made_on=today_at(product.business.region_id),
        pieces=pieces,
        materials_idr=materials_idr,
        packaging_idr=packaging_idr,
        energy_idr=energy_idr,
        own_minutes=own_minutes,
        hour_idr=hour_idr,
    )
    note(by=by, verb="batch.cost", what=product, region=product.business.region_id)
    tell_changed(product.business)
    return batch


@action("product.price")
def set_price(*, product: Product, price_idr: int, by: Actor) -> Product:
    """A price below the cost is hers to choose, and the page says so. Refuses: price_missing; as held_product."""
    product = held_product(product)
    refuse_no_price(price_idr)
    product.price_idr = price_idr
    product.save()
    note(by=by, verb="product.price", what=product, region=product.business.region_id)
    tell_changed(product.business)
    return product


@action("product.card", stored=product_words)
def save_card(
    *,
    product: Product,
    business_name: str,
    about: str,
    ordering: str,
    photo: Prepared | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Product:
    """The words and the photo of the card; a new photo takes the place of the one in front.

    Refuses: name_missing, price_missing; as held_product, put_photo.
    """
    product = held_product(product)
    if product.price_idr is None:
        raise Refused("price_missing", _("Hitung dulu harganya, lalu buat kartunya."), status=422)
    business_name = clean_text(business_name)
    if not business_name:
        raise Refused(
            "name_missing", _("Tulis nama yang tampak di kartu."), field="business_name", status=422
        )
    product.about, product.ordering = clean_text(about), clean_text(ordering)
    product.save()
    product.business.name = business_name
    product.business.save()
    if photo is not None:
        put_photo(product, photo, by)
    note(by=by, verb="product.card", what=product, region=product.business.region_id)
    tell_changed(product.business)
    return product
