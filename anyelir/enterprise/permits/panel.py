"""What this room adds to the page of a business and to that of a product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyelir.core.clock import today_at
from anyelir.core.panels import PagePanel
from anyelir.core.permission import Viewer
from anyelir.enterprise.permits.pages import lines_of
from anyelir.enterprise.permits.path import path_of
from anyelir.enterprise.permits.path_wording import lines_of_path, verdict
from anyelir.enterprise.permits.queries.permits import permits_of
from anyelir.enterprise.trade.models import Business, Product
from anyelir.enterprise.trade.panels import BUSINESS_PANELS, PRODUCT_PANELS
from anyelir.enterprise.trade.queries.products import is_food


def _context(_user: Viewer, business: Business) -> Mapping[str, Any] | None:
    """For everybody who reads the business."""
    return {"business": business, "lines": lines_of(permits_of(business), today_at(business.region_id))}


def _of_product(_user: Viewer, product: Product) -> Mapping[str, Any]:
    """The next step alone; all of them stand behind the door."""
    path = path_of(product, today_at(product.business.region_id))
    next_line = next((line for line in lines_of_path(path) if line.is_next), None)
    return {
        "product": product,
        "verdict": verdict(path.eligibility),
        "next_line": next_line,
        "is_food": is_food(product.category),
    }


def declare() -> None:
    PRODUCT_PANELS.declare(PagePanel("permits", "permits/_product_panel.html", _of_product, rank=20))
    BUSINESS_PANELS.declare(PagePanel("permits", "permits/_panel.html", _context, rank=20))
