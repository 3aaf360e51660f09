"""Lists of the room `trade` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.trade import access as trade
from anyelir.enterprise.trade.models import Business, Product, ProductPhoto, Sentra
from tests import businesses
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A business with a product in the desa, in the next RW and in another desa."""
    for place in (world.kelurahan, world.elsewhere):
        businesses.sentra(place)
    for place in (world.kelurahan, world.next_rw, world.elsewhere):
        businesses.photo(businesses.product(businesses.business(place, f"Jamu {place.pk}")))


def knows_product(user, product: Product) -> bool:
    return trade.can_know_business(user, product.business)


def knows_photo(user, photo: ProductPhoto) -> bool:
    return knows_product(user, photo.product)


PAIRS = {
    "enterprise.trade.visible_businesses": pair(
        trade.visible_businesses, trade.can_view_business, Business, P.BUSINESS_VIEW
    ),
    "enterprise.trade.workable_businesses": pair(
        trade.workable_businesses, trade.can_edit_business, Business, P.BUSINESS_EDIT
    ),
    "enterprise.trade.known_businesses": pair(trade.known_businesses, trade.can_know_business, Business, *P),
    "enterprise.trade.known_sentras": pair(trade.known_sentras, trade.can_know_sentra, Sentra, *P),
    "enterprise.trade.known_products": pair(trade.known_products, knows_product, Product, *P),
    "enterprise.trade.known_photos": pair(trade.known_photos, knows_photo, ProductPhoto, *P),
}
