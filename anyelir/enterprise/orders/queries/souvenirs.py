"""What can be ready for official guests: products that their makers call oleh-oleh, how many, and until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anyelir.enterprise.trade.models import Business, Product
from anyelir.regions.scope import within
from anyelir.rules.dates import add_days
from anyelir.rules.orders import days_to_make, pieces_by

MOST = 300


def souvenirs(visible: QuerySet[Business], code: str, today: dt.date) -> QuerySet[Product]:
    """Of businesses that the person reads and that are open, in a place; by name, never by what they sold."""
    open_ones = within(visible, code).filter(stage__in=[Business.Stage.TRYING, Business.Stage.RUNNING])
    rows = Product.objects.filter(business__in=open_ones, is_souvenir=True, price_idr__gt=0)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=today))
    return rows.select_related("business__region").order_by("name", "id")


@dataclass(frozen=True)
class Readiness:
    """A product for guests. ``ready_on`` and ``pieces`` are None when its maker has not said how fast she is."""

    product: Product
    ready_on: dt.date | None
    pieces: int | None
    is_in_time: bool | None


def readiness(product: Product, today: dt.date, quantity: int, until: dt.date | None) -> Readiness:
    """Begun today: when so many are ready, and how many are ready by the day."""
    if product.lead_days is None or not product.capacity_month:
        return Readiness(product, None, None, None)
    wanted = max(quantity, product.min_order or 1)
    days = days_to_make(wanted, product.lead_days, product.capacity_month, today)
    if until is None:
        return Readiness(product, add_days(today, days), None, None)
    left = (until - today).days
    pieces = pieces_by(left, product.lead_days, product.capacity_month, today)
    return Readiness(product, add_days(today, days), pieces, days <= left)
