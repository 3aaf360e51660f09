"""Lists of the room `orders` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.orders import access as orders
from anyelir.enterprise.orders.models import BuyerOrder
from anyelir.enterprise.trade.access import can_know_business
from anyelir.enterprise.trade.models import Business, Ownership
from anyelir.secretariat.models import Activity
from tests import businesses, groups
from tests import factories as make
from tests import orders as made
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """Orders in three places; of a group; and late ones of somebody who belongs to a group."""
    for place in (world.kelurahan, world.next_rw, world.elsewhere):
        made.order(businesses.product(businesses.business(place, f"Kue {place.pk}")), brought=20)
    owned = businesses.business(world.rw, "Warung Mekar Sari")
    Ownership.objects.filter(business=owned).update(name="", group=world.group)
    made.order(businesses.product(owned))
    maker = make.user("ratih", "Ratih Anjani")
    hers = businesses.business(world.rw, "Jamu Ratih")
    make.grant(maker, "business_owner", unit=hers)
    person = make.member(world.rw, "Ratih Anjani", user=maker)
    make.body_member(body_of(world.group), "Ratih Anjani", member=person)
    for brought in (1, 20):
        made.order(businesses.product(hers, f"Jamu {brought}"), brought=brought)
    groups.group(world.rw, "Melati")
    for state in ("planned", "cancelled"):
        make.activity(
            body_of(world.group), state=state, cancel_reason="Hujan" if state == "cancelled" else ""
        )


def knows_maker(user, business: Business) -> bool:
    return can_know_business(user, business) or orders.can_run_orders(user, business)


PAIRS = {
    "enterprise.orders.run_businesses": pair(
        orders.run_businesses, orders.can_run_orders, Business, P.ORDER_RUN
    ),
    "enterprise.orders.known_order_businesses": pair(
        orders.known_order_businesses, knows_maker, Business, *P
    ),
    "enterprise.orders.nameable_activities": pair(
        orders.nameable_activities, orders.can_name_activity, Activity, P.ACTIVITY_VIEW
    ),
    "enterprise.orders.visible_orders": pair(
        orders.visible_orders, orders.can_view_order, BuyerOrder, P.ORDER_RUN
    ),
}
