"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import rupiah
from anyelir.enterprise.trade.models import Product, ProductBatch, ProductPhoto


def product_words(product: Product) -> str:
    return f"{product.name}, {product.business.name}"


def batch_words(batch: ProductBatch) -> str:
    params = {"pieces": batch.pieces, "unit": batch.product.unit, "spent": rupiah(batch.costs.spent_idr)}
    return _("%(pieces)d %(unit)s, belanja %(spent)s") % params


def photo_words(photo: ProductPhoto) -> str:
    return _("foto %s") % photo.product.name
