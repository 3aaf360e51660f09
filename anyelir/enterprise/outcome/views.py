"""The way from the menu of businesses to their numbers, which are read where all numbers are."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from anyelir.core.permission import Permission
from anyelir.core.screens import methods
from anyelir.enterprise.outcome.unit import BUSINESS
from anyelir.enterprise.trade.access import can_view_businesses_at
from anyelir.membership.access import granted_regions
from anyelir.regions.finding import region_at
from anyelir.regions.scope import NATION


@methods("GET")
def start(request):
    """At the person's own height."""
    codes = sorted(granted_regions(request.user, Permission.BUSINESS_VIEW), key=len)
    if not codes:
        raise PermissionDenied
    address = (
        reverse("reports:dashboard", args=[codes[0]]) if codes[0] != NATION else reverse("reports:nation")
    )
    return redirect(f"{address}?satuan={BUSINESS.kind}")


@methods("GET")
def place(request, code):
    region = region_at(request.user, code, can_view_businesses_at)
    return redirect(f"{reverse('reports:dashboard', args=[region.pk])}?satuan={BUSINESS.kind}")
