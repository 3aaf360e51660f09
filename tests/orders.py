"""Orders for tests of all rooms."""

from __future__ import annotations

import datetime as dt

from anyelir.core.clock import today_at
from anyelir.enterprise.orders.models import BuyerOrder, OrderLine
from anyelir.enterprise.trade.models import Product


def order(
    of: Product, buyer: str = "Warung Bu Ijah", *, quantity: int = 40, brought: int = 1, **fields
) -> BuyerOrder:
    """So many pieces, brought so many days ago."""
    today = today_at(of.business.region_id)
    on = today - dt.timedelta(days=brought)
    values = {"kind": "shop", "ordered_on": on, "delivered_on": on}
    made = BuyerOrder.objects.create(business=of.business, buyer=buyer, **values | fields)
    OrderLine.objects.create(order=made, product=of, quantity=quantity, price_idr=of.price_idr)
    return made
