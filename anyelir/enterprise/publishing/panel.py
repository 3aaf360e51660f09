"""What the page of a business says of its place in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyelir.core.panels import PagePanel
from anyelir.core.permission import Viewer
from anyelir.enterprise.catalogue.models import Shop
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.panels import BUSINESS_PANELS


def _context(_user: Viewer, business: Business) -> Mapping[str, Any] | None:
    """For everybody who reads the business, while it stands there: the public pages show the same to all."""
    shop = Shop.objects.filter(pk=business.pk).first()
    if shop is None:
        return None
    return {"shop": shop, "listings": shop.listings.order_by("name", "pk")}


def declare() -> None:
    BUSINESS_PANELS.declare(PagePanel("catalogue", "publishing/_panel.html", _context, rank=60))
