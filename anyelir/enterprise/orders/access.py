"""Who sees and runs orders: the maker, the chair of a group whose business it is, and nobody above.

An order that is not paid in time is seen by the chair of a group to which the maker belongs as well: then the maker
need not ask alone. No companion, no office and no list of a place shows who has not paid.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.core.clock import today_anywhere, today_at
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.core.terms import in_force
from anyelir.enterprise.groups.access import UNIT as GROUP
from anyelir.enterprise.orders.chairs import grants_of_members
from anyelir.enterprise.orders.models import BuyerOrder
from anyelir.enterprise.trade.access import UNIT as BUSINESS
from anyelir.enterprise.trade.access import known_businesses
from anyelir.enterprise.trade.models import Business, Ownership
from anyelir.membership.access import granted_units
from anyelir.regions.scope import NATION
from anyelir.rules.orders import late_before
from anyelir.secretariat.access import can_view_plan, planning_bodies
from anyelir.secretariat.models import Activity


def run_businesses(user: Viewer) -> QuerySet[Business]:
    """Businesses whose orders the person runs: the own ones, and those of the group that she chairs."""
    group_pks = granted_units(user, P.ORDER_RUN, GROUP)
    owned = Ownership.objects.filter(in_force(today_anywhere()), group__in=group_pks).values("business")
    return Business.objects.filter(Q(pk__in=granted_units(user, P.ORDER_RUN, BUSINESS)) | Q(pk__in=owned))


def can_run_orders(user: Viewer, business: Business) -> bool:
    if business.pk in granted_units(user, P.ORDER_RUN, BUSINESS):
        return True
    owners = Ownership.objects.filter(in_force(today_anywhere()), business=business)
    return bool(owners.filter(group__in=granted_units(user, P.ORDER_RUN, GROUP)).exists())


def nameable_activities(user: Viewer) -> QuerySet[Activity]:
    """Activities for which an order may be: those of a body whose plan the person reads anyway."""
    return Activity.objects.filter(body__in=planning_bodies(user)).exclude(state=Activity.State.CANCELLED)


def can_name_activity(user: Viewer, activity: Activity) -> bool:
    return activity.state != Activity.State.CANCELLED and can_view_plan(user, activity.body)


def is_late() -> Q:
    """Brought, not paid, and more than the days of the rule ago, also in the west, where a day ends last."""
    return Q(delivered_on__lt=late_before(today_at(NATION)), paid_on=None, cancelled_on=None)


def visible_orders(user: Viewer) -> QuerySet[BuyerOrder]:
    return BuyerOrder.objects.filter(
        Q(business__in=run_businesses(user))
        | (is_late() & Q(business__in=grants_of_members(user).values("unit_id")))
    )


def can_view_order(user: Viewer, order: BuyerOrder) -> bool:
    if can_run_orders(user, order.business):
        return True
    was_late = order.delivered_on is not None and order.delivered_on < late_before(today_at(NATION))
    is_open = order.paid_on is None and order.cancelled_on is None
    return was_late and is_open and bool(grants_of_members(user).filter(unit_id=order.business_id).exists())


def known_order_businesses(user: Viewer) -> QuerySet[Business]:
    """Businesses of which the person may know; their orders are for ``can_run_orders``."""
    return known_businesses(user) | run_businesses(user)
