"""The ready list for official guests, as a page and as a paper."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from anyelir.core.clock import today_at
from anyelir.core.downloads import PDF, file_to_open
from anyelir.core.permission import Permission as P
from anyelir.core.screens import methods
from anyelir.documents.booklet import booklet_pdf
from anyelir.enterprise.orders.forms.orders import SouvenirForm
from anyelir.enterprise.orders.papers import souvenir_list
from anyelir.enterprise.orders.queries.souvenirs import MOST, readiness, souvenirs
from anyelir.enterprise.trade.access import visible_businesses
from anyelir.membership.access import first_place, granted_regions, has_anywhere
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import NATION, is_within_any

LEVELS = (Level.KABKOTA, Level.KECAMATAN, Level.DESAKEL)


def _asked(request: Any) -> dict[str, Any]:
    """What the page and the paper say; wrong input is told and leaves the list whole."""
    user = request.user
    if not has_anywhere(user, P.BUSINESS_VIEW):
        raise PermissionDenied
    place = first_place(user)
    regions = Region.objects.current().filter(
        is_within_any(granted_regions(user, P.BUSINESS_VIEW), "code"), level__in=LEVELS
    )
    form = SouvenirForm(request.GET, place=place, places=regions.order_by("code"))
    cleaned = form.cleaned_data if form.is_valid() else {}
    region, until = cleaned.get("region"), cleaned.get("until")
    quantity, today = cleaned.get("quantity") or 1, today_at(place)
    code = region.code if region is not None else NATION
    rows = souvenirs(visible_businesses(user), code, today)
    lines = [readiness(product, today, quantity, until) for product in rows[:MOST]]
    return {
        "form": form,
        "region": region,
        "lines": lines,
        "quantity": quantity,
        "until": until,
        "today": today,
        "is_cut": rows.count() > MOST,
    }


@methods("GET")
def souvenir_page(request):
    context = _asked(request)
    return render(request, "orders/souvenirs.html", {**context, "address": request.GET.urlencode()})


@methods("GET")
def souvenir_paper(request):
    asked = _asked(request)
    booklet = souvenir_list(
        asked["lines"], asked["region"], asked["quantity"], asked["until"], asked["today"]
    )
    return file_to_open(booklet_pdf(booklet), PDF, "oleh-oleh.pdf")
