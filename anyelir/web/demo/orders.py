"""Orders of a seamstress who belongs to Poklak Mekar Sari: one unpaid so long that its chair sees it too."""

from __future__ import annotations

import datetime as dt

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.deadlines.keeping import set_deadline
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.orders import actions
from anyelir.enterprise.orders.due_dates import UNPAID, unpaid_moment
from anyelir.enterprise.orders.models import BuyerOrder
from anyelir.enterprise.trade.actions import edit_product, set_price
from anyelir.enterprise.trade.models import Business
from anyelir.membership.models import BodyMember, Member, RoleGrant
from anyelir.rules.names import name_key
from anyelir.web.demo.accounts import SINCE, Invented
from anyelir.web.demo.businesses import SEAMSTRESS, SEWING
from anyelir.web.demo.groups import POKLAK
from anyelir.web.demo.places import DemoPlaces

OF_THE_ORDERS = [Invented("cucu", SEAMSTRESS, "business_owner", "usaha")]
# Buyer, kind, pieces, days since the delivery (None: not brought yet), and whether it is paid.
ORDERS = [
    ("PAUD Tunas Bangsa", "shop", 4, 20, False),
    ("Warung Bu Ijah", "shop", 2, 5, False),
    ("Rapat dasawisma RT 3", "guest", 3, None, False),
    ("Bazar HUT Cibinong", "bazaar", 6, 3, True),
]
PRICE_IDR = 85_000


def keep_orders(places: DemoPlaces, password: str) -> None:
    """The account of the seamstress, her price, and four orders."""
    business = Business.objects.get(name=SEWING)
    maker = _account(business, places, password)
    product = business.products.get()
    set_price(product=product, price_idr=PRICE_IDR, by=maker)
    edit_product(product=product, is_souvenir=True, lead_days=7, capacity_month=40, min_order=2, by=maker)
    for buyer, kind, quantity, days, is_paid in ORDERS:
        order = actions.place_order(
            business=business, kind=kind, buyer=buyer, quantities={product.pk: quantity}, by=maker
        )
        if days is not None:
            _bring(order, days, maker)
        if is_paid:
            actions.pay_order(order=order, by=maker)


def _account(business: Business, places: DemoPlaces, password: str) -> User:
    """She is one of the women of the poklak, so its chair sees what stays unpaid."""
    [person] = OF_THE_ORDERS
    user = User(username=person.username, name=person.name)
    user.set_password(password)
    user.save()
    unit = {"unit_kind": "business", "unit_id": business.pk, "region": business.region}
    RoleGrant.objects.create(user=user, role=person.role, since=SINCE, **unit)
    member = Member.objects.create(
        name=person.name, name_key=name_key(person.name), region=business.region, user=user
    )
    group = Group.objects.get(name=POKLAK, region=places.rw)
    BodyMember.objects.filter(body=body_of(group), name=person.name).update(member=member)
    return user


def _bring(order: BuyerOrder, days: int, by: User) -> None:
    """Brought so many days ago: the acts themselves know today alone."""
    actions.deliver_order(order=order, by=by)
    place = order.business.region_id
    on = today_at(place) - dt.timedelta(days=days)
    BuyerOrder.objects.filter(pk=order.pk).update(ordered_on=on - dt.timedelta(days=7), delivered_on=on)
    set_deadline(Deadline, kind=UNPAID, record=order, region=place, due_at=unpaid_moment(place, on))
