"""Ordered, brought, paid: in this order, once each, at the price of the day, and never of what is not made."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.orders import actions
from anyelir.enterprise.orders.due_dates import UNPAID, unpaid_moment
from anyelir.enterprise.orders.models import BuyerOrder, OrderLine
from anyelir.enterprise.trade.models import Product
from tests import businesses, orders
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def code_of(act, **given) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.code


def place(world, maker, **changes) -> BuyerOrder:
    facts = {"kind": "guest", "buyer": "Sekretariat TP PKK", "quantities": {world.product.pk: 40}}
    return actions.place_order(business=world.business, by=maker, **facts | changes)


def open_deadlines(order) -> list[dt.datetime]:
    rows = Deadline.objects.filter(kind=UNPAID, object_key=order.pk.hex, done_at=None)
    return [row.due_at for row in rows]


def test_an_order_is_placed_brought_and_paid(world, maker, today):
    order = place(world, maker, due_on=today + DAY)
    assert (order.total_idr, order.contents) == (520_000, "40 Keripik pisang")
    assert open_deadlines(order) == []
    order = actions.deliver_order(order=order, by=maker)
    assert order.delivered_on == today
    assert open_deadlines(order) == [unpaid_moment(world.rw.pk, today)]
    order = actions.pay_order(order=order, by=maker)
    assert order.paid_on == today and open_deadlines(order) == []
    noted = AuditEntry.objects.filter(object_id=str(order.pk)).values_list("verb", flat=True)
    assert {*noted} == {"order.place", "order.deliver", "order.pay"}


def test_the_price_is_that_of_the_day(world, maker):
    order = place(world, maker)
    Product.objects.filter(pk=world.product.pk).update(price_idr=99_000)
    assert BuyerOrder.objects.get(pk=order.pk).total_idr == 520_000


def test_no_step_is_taken_twice_or_skipped(world, maker):
    order = place(world, maker)
    press = {"order": order, "by": maker}
    assert code_of(actions.pay_order, **press) == "not_delivered"
    actions.deliver_order(**press)
    assert code_of(actions.deliver_order, **press) == "already_delivered"
    actions.pay_order(**press)
    assert code_of(actions.pay_order, **press) == "already_paid"
    assert code_of(actions.cancel_order, **press) == "already_paid"


@pytest.mark.parametrize("is_brought", [False, True])
def test_what_is_cancelled_is_neither_brought_nor_paid(world, maker, is_brought):
    order = place(world, maker)
    press = {"order": order, "by": maker}
    if is_brought:
        actions.deliver_order(**press)
    assert actions.cancel_order(**press).cancelled_on
    assert AuditEntry.objects.filter(verb="order.cancel", object_id=str(order.pk)).count() == 1
    assert open_deadlines(order) == []
    for act in (actions.deliver_order, actions.pay_order, actions.cancel_order):
        assert code_of(act, **press) == "already_cancelled"


def test_only_what_is_made_and_has_a_price_is_ordered(world, maker, today):
    bare = businesses.product(world.business, "Keripik bayam", price_idr=None)
    ended = businesses.product(world.business, "Keripik talas", ended_on=today - DAY)
    last = businesses.product(world.business, "Keripik tempe", ended_on=today)
    foreign = businesses.product(businesses.business(world.rw, "Jamu"), "Jamu")
    for changes, code in (
        ({"quantities": {bare.pk: 1}}, "price_missing"),
        ({"quantities": {ended.pk: 1}}, "product_ended"),
        ({"quantities": {foreign.pk: 1}}, "product_of_another"),
        ({"quantities": {uuid7(): 1}}, "product_of_another"),
        ({"quantities": {world.product.pk: 0}}, "not_positive"),
        ({"quantities": {}}, "lines_missing"),
        ({"buyer": " "}, "buyer_missing"),
        ({"due_on": today - DAY}, "dates_not_in_order"),
    ):
        assert code_of(place, world=world, maker=maker, **changes) == code, changes
    assert BuyerOrder.objects.count() == 1, "the one of the world"
    assert place(world, maker, quantities={last.pk: 3}).lines.count() == 1


def test_a_closed_business_takes_no_orders_and_is_still_paid(world, maker):
    order = place(world, maker)
    actions.deliver_order(order=order, by=maker)
    businesses.close(world.business)
    assert code_of(place, world=world, maker=maker) == "business_closed"
    assert actions.pay_order(order=order, by=maker).paid_on


@pytest.mark.parametrize(
    "changes",
    [
        {"delivered_on": dt.date(2000, 1, 1)},
        {"delivered_on": None, "paid_on": dt.date(2026, 11, 29)},
        {"paid_on": dt.date(2000, 1, 1)},
        {"due_on": dt.date(2000, 1, 1)},
        {"cancelled_on": dt.date(2000, 1, 1)},
    ],
)
def test_the_database_keeps_the_order_of_days_too(world, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        BuyerOrder.objects.filter(pk=world.order.pk).update(**changes)


def test_what_is_paid_is_not_cancelled_in_the_database_either(world, today):
    BuyerOrder.objects.filter(pk=world.order.pk).update(paid_on=today)
    with pytest.raises(IntegrityError), transaction.atomic():
        BuyerOrder.objects.filter(pk=world.order.pk).update(cancelled_on=today)


def test_a_line_of_nothing_is_none(world):
    product = businesses.product(world.business, "Keripik bayam")
    for values in ({"quantity": 0, "price_idr": 1}, {"quantity": 1, "price_idr": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OrderLine.objects.create(order=world.order, product=product, **values)


def test_what_a_second_sending_hears(world):
    assert actions.place_order.action.stored(orders.order(world.product)) == "40 Keripik pisang, Rp 520.000"


def test_an_activity_that_she_does_not_read_is_not_named(world, maker):
    visit = make.activity(body_of(world.group), "Kunjungan tamu provinsi")
    assert code_of(place, world=world, maker=maker, activity=visit) == "activity_unknown"
    assert place(world, world.user("chair"), activity=visit).activity == visit
    visit.state, visit.cancel_reason = "cancelled", "Hujan"
    visit.save()
    assert code_of(place, world=world, maker=world.user("chair"), activity=visit) == "activity_unknown"
