"""Orders of a maker on her phone: what is unpaid, what is to bring, what was paid; two taps each."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.enterprise.orders import access, actions
from anyelir.enterprise.orders.forms.orders import PlaceOrderForm
from anyelir.enterprise.orders.models import BuyerOrder
from anyelir.enterprise.orders.queries.orders import (
    PAID,
    TO_BRING,
    UNPAID,
    boxes,
    offered_activities,
    offered_products,
    order_cards,
    orders,
    paid_since,
)
from anyelir.enterprise.trade.models import Business
from anyelir.membership.access import has_anywhere
from anyelir.regions.scope import NATION
from anyelir.rules.months import first_of_month

PAGE_SIZE = 20
MOST_COMING = 5


def _business_at(request, pk) -> Business:
    known = access.known_order_businesses(request.user).select_related("region")
    return load_or_refuse(known, lambda business: access.can_run_orders(request.user, business), pk=pk)


def _order_at(request, pk) -> BuyerOrder:
    """For everybody else there is no such order: that there is one says already that somebody owes."""
    visible = access.visible_orders(request.user).select_related("business")
    return load_or_refuse(visible, lambda order: access.can_view_order(request.user, order), pk=pk)


@methods("GET")
def home(request):
    """The own businesses, and what is unpaid too long in the group; with one business alone its page."""
    user = request.user
    if not has_anywhere(user, P.ORDER_RUN):
        raise PermissionDenied
    run = access.run_businesses(user).select_related("region").order_by("name", "id")
    late = orders(access.visible_orders(user).filter(access.is_late()), UNPAID)
    of_others = late.exclude(business__in=run)
    if run.count() == 1 and not of_others.exists():
        return redirect("orders:list", run.get().pk)
    cards = order_cards(late[:PAGE_SIZE], today_at(NATION))
    return render(request, "orders/home.html", {"businesses": run[:PAGE_SIZE], "cards": cards})


@methods("GET")
def order_list(request, pk):
    business = _business_at(request, pk)
    box = request.GET.get("kotak", UNPAID)
    box = box if box in (UNPAID, TO_BRING, PAID) else UNPAID
    visible = access.visible_orders(request.user).filter(business=business)
    today = today_at(business.region_id)
    order = ("-ordered_on", "-id") if box == PAID else ("ordered_on", "id")
    page = paginate(orders(visible, box), order=order, cursor=request.GET.get("kursor", ""), size=PAGE_SIZE)
    context = {
        "business": business,
        "region": business.region,
        "boxes": boxes(visible),
        "box": box,
        "page": page,
        "cards": order_cards(page, today),
        "coming": order_cards(orders(visible, TO_BRING)[:MOST_COMING], today) if box == UNPAID else [],
        "paid_idr": paid_since(visible, first_of_month(today)),
    }
    return render(request, "orders/list.html", context)


@methods("GET", "POST")
def place(request, pk):
    business = _business_at(request, pk)
    today = today_at(business.region_id)
    products = list(offered_products(business, today))
    activities = offered_activities(access.nameable_activities(request.user), today)
    form = PlaceOrderForm(posted(request), place=business.region_id, products=products, activities=activities)

    def save(cleaned):
        actions.place_order(business=business, by=request.user, **cleaned)
        return done(request, _("Pesanan tercatat."), "orders:list", pk)

    context = {"business": business, "region": business.region, "has_products": bool(products)}
    return answer(request, form, save, "orders/place.html", context)


def _pressed(request, order: BuyerOrder, act, said: str):
    """One press on the page; whoever does not run the business goes back to her list."""
    runs = access.can_run_orders(request.user, order.business)
    page, where = ("orders:list", {"pk": order.business_id}) if runs else ("orders:home", {})

    def carry_out() -> str:
        act(order=order, by=request.user, op_id=posted_op_id(request))
        return said

    return press(request, carry_out, page, **where)


@methods("POST")
def deliver(request, pk):
    return _pressed(request, _order_at(request, pk), actions.deliver_order, _("Tercatat: sudah diantar."))


@methods("POST")
def pay(request, pk):
    return _pressed(request, _order_at(request, pk), actions.pay_order, _("Tercatat: sudah dibayar."))


@methods("POST")
def cancel(request, pk):
    return _pressed(request, _order_at(request, pk), actions.cancel_order, _("Pesanan dibatalkan."))
