"""Orders of a business as its page shows them: unpaid, to bring, paid this month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from anyelir.core.wording import rupiah, short_day
from anyelir.enterprise.orders.models import BuyerOrder, OrderLine
from anyelir.enterprise.trade.models import Business, Product
from anyelir.rules.dates import add_days
from anyelir.rules.orders import late_before
from anyelir.secretariat.models import Activity

# An order is written down some days after the visit as well.
RECENT_DAYS = 30
UNPAID, TO_BRING, PAID = "belum-dibayar", "diantar", "lunas"


def orders(visible: QuerySet[BuyerOrder], box: str) -> QuerySet[BuyerOrder]:
    """Those of one box; the oldest first of what waits, the newest first of what is paid."""
    rows = (
        visible.select_related("business", "activity")
        .prefetch_related("lines__product")
        .filter(cancelled_on=None)
    )
    if box == PAID:
        return rows.filter(paid_on__isnull=False).order_by("-ordered_on", "-id")
    return rows.filter(paid_on=None, delivered_on__isnull=box == TO_BRING).order_by("ordered_on", "id")


@dataclass(frozen=True)
class Boxes:
    """How many orders stand in each box, and what the unpaid ones come to."""

    unpaid: int
    to_bring: int
    paid: int
    unpaid_idr: int


def boxes(visible: QuerySet[BuyerOrder]) -> Boxes:
    rows = visible.filter(cancelled_on=None)
    is_unpaid = Q(delivered_on__isnull=False, paid_on=None)
    counts = rows.order_by().aggregate(
        unpaid=Count("pk", filter=is_unpaid),
        to_bring=Count("pk", filter=Q(delivered_on=None)),
        paid=Count("pk", filter=Q(paid_on__isnull=False)),
    )
    return Boxes(**counts, unpaid_idr=amount_of(rows.filter(is_unpaid)))


def amount_of(rows: QuerySet[BuyerOrder]) -> int:
    """What the lines of these orders come to."""
    lines = OrderLine.objects.filter(order__in=rows)
    return int(lines.aggregate(idr=Sum(F("quantity") * F("price_idr")))["idr"] or 0)


def paid_since(visible: QuerySet[BuyerOrder], since: dt.date) -> int:
    return amount_of(visible.filter(paid_on__gte=since))


@dataclass(frozen=True)
class OrderCard:
    """An order with the days that it waits, and the words with which the maker reminds its buyer herself."""

    order: BuyerOrder
    waits_days: int
    is_late: bool
    reminder: str


def order_cards(rows: Iterable[BuyerOrder], today: dt.date) -> list[OrderCard]:
    return [_card(order, today) for order in rows]


def _card(order: BuyerOrder, today: dt.date) -> OrderCard:
    is_unpaid = order.delivered_on is not None and order.paid_on is None
    waits = (today - order.delivered_on).days if is_unpaid else 0
    is_late = is_unpaid and order.delivered_on < late_before(today)
    return OrderCard(order, waits, is_late, _reminder(order) if is_unpaid else "")


def _reminder(order: BuyerOrder) -> str:
    """Words for a chat that she chooses herself; kind, and without a number of a phone."""
    facts = {
        "contents": order.contents,
        "day": short_day(order.delivered_on),
        "amount": rupiah(order.total_idr),
        "business": order.business,
    }
    text = (
        _("Pesanan %(contents)s sudah diantar %(day)s, jumlahnya %(amount)s. Terima kasih. %(business)s")
        % facts
    )
    return f"https://wa.me/?text={quote(text)}"


def offered_products(business: Business, today: dt.date) -> QuerySet[Product]:
    """What can be ordered: with a price, and still made."""
    rows: QuerySet[Product] = Product.objects.filter(business=business, price_idr__gt=0)
    return rows.filter(Q(ended_on=None) | Q(ended_on__gte=today)).order_by("name", "id")


def offered_activities(nameable: QuerySet[Activity], today: dt.date) -> QuerySet[Activity]:
    """Those to come and of the last days, the next one first."""
    return nameable.filter(on__gte=add_days(today, -RECENT_DAYS)).order_by("on", "id")
