"""What an office took out of the public window, for tests of all rooms."""

from __future__ import annotations

from typing import Any

from anyelir.enterprise.publishing.models import Takedown
from anyelir.enterprise.trade.models import Business, Product

REASON = "Fotonya milik toko lain"


def known(business: Business, taken_by: Any) -> Takedown:
    """The same one each time, for rows of a table."""
    return Takedown.objects.filter(business=business, put_back_at=None).first() or takedown(
        business, taken_by=taken_by
    )


def takedown(business: Business, product: Product | None = None, **fields: Any) -> Takedown:
    return Takedown.objects.create(business=business, product=product, reason=REASON, **fields)
