"""An order that is not paid two weeks after it was brought stands with the deadlines of its maker and the chair."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.core.wording import rupiah
from anyelir.enterprise.orders.access import visible_orders
from anyelir.enterprise.orders.due_dates import UNPAID
from anyelir.enterprise.orders.models import BuyerOrder


def orders_in_reach(user: Any) -> QuerySet[BuyerOrder]:
    return visible_orders(user).select_related("business").prefetch_related("lines__product")


def owed(order: BuyerOrder) -> Owed:
    return Owed(f"{order.business}: {order.contents}", rupiah(order.total_idr), reverse("orders:home"))


KINDS.declare(
    DeadlineKind(
        UNPAID,
        gettext_lazy("pesanan yang belum dibayar"),
        "bag",
        (Step("due", dt.timedelta()),),
        orders_in_reach,
        owed,
        only_last=True,
    )
)
