"""What the page of a business says of its place in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyelir.core.panels import PagePanel
from anyelir.core.permission import Viewer
from anyelir.enterprise.catalogue.models import Shop
from anyelir.enterprise.publishing.access import can_moderate, is_own_business, visible_takedowns
from anyelir.enterprise.publishing.queries import open_takedowns
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.panels import BUSINESS_PANELS


def _context(user: Viewer, business: Business) -> Mapping[str, Any] | None:
    """For everybody who reads the business, while it stands there: the public pages show the same to all.

    What was taken out of it is told to whoever has to mend it, and to the office that puts it back.
    """
    shop = Shop.objects.filter(pk=business.pk).first()
    takedowns = open_takedowns(visible_takedowns(user).filter(business=business))
    if shop is None and not takedowns:
        return None
    return {
        "business": business,
        "shop": shop,
        "listings": shop.listings.order_by("name", "pk") if shop is not None else [],
        "takedowns": takedowns,
        "may_moderate": can_moderate(user, business) and not is_own_business(user, business),
    }


def declare() -> None:
    BUSINESS_PANELS.declare(PagePanel("catalogue", "publishing/_panel.html", _context, rank=60))
