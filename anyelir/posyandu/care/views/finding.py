"""Referrals of an address: unknown to the user is 404, seen without the right is 403."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from anyelir.posyandu.care import access
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.register import access as register_access
from anyelir.posyandu.register.views.finding import require


def referral_at(request, pk) -> Referral:
    """A referral is known to whoever sees its posyandu, its puskesmas' staff among them."""
    related = ("child__mother", "posyandu__region", "posyandu__puskesmas", "puskesmas", "measurement")
    referral = get_object_or_404(Referral.objects.select_related(*related), pk=pk)
    may_view = access.can_view_referral(request.user, referral)
    if not may_view and not register_access.can_view_posyandu(request.user, referral.posyandu):
        raise Http404
    require(may_view)
    return referral
