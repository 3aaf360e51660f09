"""The business or product of an address: 404 for whoever may not know of it, 403 for whoever has no right there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyelir.core.screens import load_or_refuse
from anyelir.enterprise.trade import access
from anyelir.enterprise.trade.models import Business, Product


def business_at(request: Any, pk: object, allowed: Callable[[Any, Business], bool]) -> Business:
    known = access.known_businesses(request.user).select_related("region", "sentra")
    return load_or_refuse(known, lambda business: allowed(request.user, business), pk=pk)


def product_at(request: Any, pk: object, allowed: Callable[[Any, Business], bool]) -> Product:
    known = access.known_products(request.user).select_related("business__region")
    return load_or_refuse(known, lambda product: allowed(request.user, product.business), pk=pk)
