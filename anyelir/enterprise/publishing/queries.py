"""Reads of what was taken out of the public window."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from anyelir.enterprise.publishing.models import Takedown
from anyelir.enterprise.trade.models import Business


def open_takedowns(takedowns: QuerySet[Takedown]) -> QuerySet[Takedown]:
    """Those that nobody has put back, the latest first."""
    return takedowns.filter(put_back_at=None).select_related("business", "product", "taken_by")


def keys_down(business: Business) -> set[uuid.UUID | None]:
    """Products of the business that may not be shown; None among them stands for the whole shop."""
    rows = Takedown.objects.filter(business=business, put_back_at=None)
    return {*rows.values_list("product", flat=True)}
