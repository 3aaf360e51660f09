"""What this room adds to the page of a business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyelir.core.clock import today_at
from anyelir.core.panels import PagePanel
from anyelir.core.permission import Viewer
from anyelir.enterprise.permits.pages import lines_of
from anyelir.enterprise.permits.queries.permits import permits_of
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.panels import BUSINESS_PANELS


def _context(_user: Viewer, business: Business) -> Mapping[str, Any] | None:
    """For everybody who reads the business."""
    return {"business": business, "lines": lines_of(permits_of(business), today_at(business.region_id))}


def declare() -> None:
    BUSINESS_PANELS.declare(PagePanel("permits", "permits/_panel.html", _context, rank=20))
