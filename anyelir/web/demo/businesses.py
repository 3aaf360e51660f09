"""The first business of an invented woman, from what she can make to the card for her buyers."""

from __future__ import annotations

from anyelir.accounts.models import User
from anyelir.enterprise.trade import actions
from anyelir.regions.models import Region

COMPANION = "wida"
OWNER = "Euis Komariah"


def begin_businesses(place: Region) -> None:
    """A batch of twenty steamed cakes: cost, price and card, noted by the companion of the place."""
    by = User.objects.get(username=COMPANION)
    product = actions.begin_business(
        region=place,
        skills=["cooking"],
        product_name="Bolu kukus gula merah",
        unit="bungkus",
        owner_name=OWNER,
        by=by,
    )
    actions.cost_batch(
        product=product,
        pieces=20,
        materials_idr=68_000,
        packaging_idr=14_000,
        energy_idr=9_000,
        own_minutes=120,
        hour_idr=10_000,
        by=by,
    )
    actions.set_price(product=product, price_idr=7_500, by=by)
    actions.save_card(
        product=product,
        business_name="Dapur Rumpun Bambu",
        about="Isi lima, tahan tiga hari",
        ordering="Pesan sehari sebelumnya",
        by=by,
    )
