"""Referrals of an address: unknown to the user is 404, seen without the right is 403."""

from __future__ import annotations

from anyelir.core.screens import load_or_refuse
from anyelir.posyandu.care import access
from anyelir.posyandu.care.models import Referral


def referral_at(request, pk) -> Referral:
    related = ("child__mother", "posyandu__region", "posyandu__puskesmas", "puskesmas", "measurement")
    known = access.known_referrals(request.user).select_related(*related)
    return load_or_refuse(known, lambda referral: access.can_view_referral(request.user, referral), pk=pk)
