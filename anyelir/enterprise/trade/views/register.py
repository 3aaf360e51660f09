"""The businesses of a person, and the page of one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.shortcuts import render

from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.screens import methods, render_part
from anyelir.core.submissions import searched
from anyelir.enterprise.trade import access
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.queries.businesses import businesses, owner_of
from anyelir.enterprise.trade.standing import standing_of
from anyelir.enterprise.trade.views.finding import business_at
from anyelir.membership.access import granted_regions, has_anywhere


@methods("GET")
def business_list(request):
    """Businesses that the person reads, by name; whose they are does not stand here."""
    user = request.user
    if not has_anywhere(user, P.BUSINESS_VIEW):
        raise PermissionDenied
    text, stage = searched(request), request.GET.get("tahap", "")
    rows = businesses(access.visible_businesses(user), text=text, stage=stage)
    context = {
        "page": paginate(rows, order=("name", "id"), cursor=request.GET.get("kursor", "")),
        "text": text,
        "stage": stage,
        "stages": Business.Stage.choices,
        "may_begin": bool(granted_regions(user, P.BUSINESS_EDIT)),
    }
    return render_part(request, "trade/list.html", "trade/_list.html", context)


@methods("GET")
def show(request, pk):
    """What a business makes; whose it is only for whoever works on it."""
    business = business_at(request, pk, access.can_view_business)
    may_edit = access.can_edit_business(request.user, business)
    context = {
        "business": business,
        "region": business.region,
        "products": business.products.order_by(F("ended_on").asc(nulls_first=True), "name", "id"),
        "standing": standing_of(business),
        "may_edit": may_edit,
        "is_closed": business.stage == Business.Stage.CLOSED,
        "owner": owner_of(business) if may_edit else None,
    }
    return render(request, "trade/business.html", context)
