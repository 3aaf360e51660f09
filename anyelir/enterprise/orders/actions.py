"""An order is placed, brought and paid, or cancelled before it is paid."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.deadlines.keeping import set_deadline, settle_deadline
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.orders.access import can_name_activity
from anyelir.enterprise.orders.due_dates import UNPAID, unpaid_moment
from anyelir.enterprise.orders.models import BuyerOrder, OrderLine
from anyelir.enterprise.orders.summaries import order_words
from anyelir.enterprise.trade.models import Business, Product
from anyelir.rules.texts import clean_text
from anyelir.secretariat.models import Activity


@action("order.place", stored=order_words)
def place_order(
    *,
    business: Business,
    kind: str,
    buyer: str,
    quantities: Mapping[uuid.UUID, int],
    due_on: dt.date | None = None,
    activity: Activity | None = None,
    note_text: str = "",
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> BuyerOrder:
    """Pieces by product of this business, each at its price of today.

    ``activity`` is the visit, meeting or bazaar for which it is ordered.

    Refuses: activity_unknown, business_closed, buyer_missing, dates_not_in_order, lines_missing, not_positive,
    price_missing, product_ended, product_of_another.
    """
    business = held(business)
    if business.stage == Business.Stage.CLOSED:
        raise Refused("business_closed", _("Usaha ini sudah tutup. Catatannya tetap bisa dibaca."))
    buyer, today = clean_text(buyer), today_at(business.region_id)
    if not buyer:
        raise Refused("buyer_missing", _("Tulis siapa yang memesan."), field="buyer", status=422)
    if due_on is not None and due_on < today:
        raise Refused("dates_not_in_order", _("Pilih hari ini atau sesudahnya."), field="due_on", status=422)
    if activity is not None and not can_name_activity(by, activity):
        text = _("Pilih kegiatan dari daftar.")
        raise Refused("activity_unknown", text, field="activity", status=422)
    if not quantities:
        raise Refused("lines_missing", _("Isi jumlah paling sedikit satu produk."), status=422)
    lines = [_line(business, pk, quantity, today) for pk, quantity in quantities.items()]
    order = BuyerOrder.objects.create(
        business=business,
        kind=kind,
        buyer=buyer,
        activity=activity,
        note=clean_text(note_text),
        ordered_on=today,
        due_on=due_on,
    )
    for line in lines:
        line.order = order
        line.save(force_insert=True)
    note(by=by, verb="order.place", what=order, region=business.region_id)
    return order


def _line(business: Business, pk: uuid.UUID, quantity: int, today: dt.date) -> OrderLine:
    """Refuses: not_positive, price_missing, product_ended, product_of_another."""
    product = Product.objects.filter(pk=pk, business=business).first()
    if product is None:
        raise Refused("product_of_another", _("Produk itu bukan dari usaha ini."), status=422)
    if quantity < 1:
        raise Refused("not_positive", _("Tulis jumlahnya, paling sedikit 1."), status=422)
    if product.ended_on is not None and product.ended_on < today:
        raise Refused("product_ended", _("%s tidak dibuat lagi.") % product, status=422)
    if not product.price_idr:
        text = _("%s belum punya harga. Isi dulu harganya, lalu catat pesanannya.") % product
        raise Refused("price_missing", text, status=422)
    return OrderLine(product=product, quantity=quantity, price_idr=product.price_idr)


@action("order.deliver", stored=order_words)
def deliver_order(*, order: BuyerOrder, by: Actor, op_id: uuid.UUID | None = None) -> BuyerOrder:
    """Brought today; from now on its payment is waited for. Refuses: already_cancelled, already_delivered."""
    order = _open(order)
    if order.delivered_on is not None:
        raise Refused("already_delivered", _("Pesanan ini sudah diantar."))
    place = order.business.region_id
    order.delivered_on = today_at(place)
    order.save()
    set_deadline(
        Deadline, kind=UNPAID, record=order, region=place, due_at=unpaid_moment(place, order.delivered_on)
    )
    note(by=by, verb="order.deliver", what=order, region=place)
    return order


@action("order.pay", stored=order_words)
def pay_order(*, order: BuyerOrder, by: Actor, op_id: uuid.UUID | None = None) -> BuyerOrder:
    """Paid today. Refuses: already_cancelled, already_paid, not_delivered."""
    order = _open(order)
    if order.delivered_on is None:
        raise Refused("not_delivered", _("Catat dulu bahwa pesanan ini sudah diantar."))
    if order.paid_on is not None:
        raise Refused("already_paid", _("Pesanan ini sudah dibayar."))
    order.paid_on = today_at(order.business.region_id)
    order.save()
    settle_deadline(Deadline, kind=UNPAID, record=order, by=by)
    note(by=by, verb="order.pay", what=order, region=order.business.region_id)
    return order


@action("order.cancel", stored=order_words)
def cancel_order(*, order: BuyerOrder, by: Actor, op_id: uuid.UUID | None = None) -> BuyerOrder:
    """Not wanted any more, or brought back. Refuses: already_cancelled, already_paid."""
    order = _open(order)
    if order.paid_on is not None:
        raise Refused("already_paid", _("Pesanan ini sudah dibayar."))
    order.cancelled_on = today_at(order.business.region_id)
    order.save()
    settle_deadline(Deadline, kind=UNPAID, record=order, by=by)
    note(by=by, verb="order.cancel", what=order, region=order.business.region_id)
    return order


def _open(order: BuyerOrder) -> BuyerOrder:
    """As it is now, held. Refuses: already_cancelled."""
    order = held(order)
    if order.cancelled_on is not None:
        raise Refused("already_cancelled", _("Pesanan ini sudah dibatalkan."))
    return order
