"""What a stored order holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from anyelir.core.wording import rupiah
from anyelir.enterprise.orders.models import BuyerOrder


def order_words(order: BuyerOrder) -> str:
    return f"{order.contents}, {rupiah(order.total_idr)}"
