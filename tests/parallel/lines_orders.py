"""Lines of the table about orders."""

from __future__ import annotations

from anyelir.enterprise.orders import actions
from anyelir.enterprise.orders.models import BuyerOrder
from tests import businesses, orders
from tests.parallel.line import Line, secretary


def _product(town):
    return businesses.product(businesses.business(town.rw, "Jamu Ratna"))


def _ordered(town):
    return orders.order(_product(town), delivered_on=None)


def _brought(town):
    return orders.order(_product(town))


def _place(town, product, op_id):
    facts = {"kind": "shop", "buyer": "Warung Bu Ijah", "quantities": {product.pk: 40}}
    return actions.place_order(business=product.business, by=secretary(town), op_id=op_id, **facts)


def _press(act):
    return lambda town, order, op_id: act(order=order, by=secretary(town), op_id=op_id)


def _count(field: str):
    return lambda town, order: [BuyerOrder.objects.filter(pk=order.pk, **{f"{field}__isnull": False}).count()]


ORDERS = [
    Line(
        "bring an order",
        _press(actions.deliver_order),
        _count("delivered_on"),
        _ordered,
        frozenset({"already_delivered"}),
    ),
    Line("pay an order", _press(actions.pay_order), _count("paid_on"), _brought, frozenset({"already_paid"})),
    Line(
        "cancel an order",
        _press(actions.cancel_order),
        _count("cancelled_on"),
        _brought,
        frozenset({"already_cancelled"}),
    ),
]
# A shop may order the same twice.
ORDERS_AT_WILL = [
    Line(
        "place an order",
        _place,
        lambda town, product: [BuyerOrder.objects.filter(business=product.business).count()],
        _product,
    ),
]
