"""What is changed is held first; a closed business and an ended product are read and no longer written.

Beside it what every write of a price refuses.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade.models import Business, Product


def held_business(business: Business) -> Business:
    """Refuses: business_closed."""
    business = held(business)
    if business.stage == Business.Stage.CLOSED:
        raise Refused("business_closed", _("Usaha ini sudah tutup. Catatannya tetap bisa dibaca."))
    return business


def refuse_no_price(price_idr: int) -> None:
    """Refuses: price_missing."""
    if price_idr < 1:
        text = _("Harga 0 berarti gratis. Tulis harga jualnya, misalnya 8.000.")
        raise Refused("price_missing", text, field="price_idr", status=422)


def held_product(product: Product) -> Product:
    """With its business, which is held before it. Refuses: business_closed, product_ended."""
    business = held_business(product.business)
    product = held(product)
    product.business = business
    if product.ended_on is not None:
        raise Refused("product_ended", _("Produk ini tidak dibuat lagi. Tawarkan lagi dulu, lalu ubah."))
    return product
