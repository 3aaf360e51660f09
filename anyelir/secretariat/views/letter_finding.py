"""What an address means: a letter that the person may not know of is not found, one without the right refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from anyelir.core.screens import load_or_refuse
from anyelir.secretariat import access
from anyelir.secretariat.models import Arrival, Letter

LETTER_PARTS = ("body__region", "to_body__region", "signatory__member", "signatory__body__region")


def letter_at(request, pk, allowed: Callable[[Any, Letter], bool] = access.can_view_letter) -> Letter:
    known = access.known_letters(request.user).select_related(*LETTER_PARTS)
    return load_or_refuse(known, lambda letter: allowed(request.user, letter), pk=pk)


def arrival_at(request, pk, allowed: Callable[[Any, Arrival], bool]) -> Arrival:
    """The arrival of a letter at an own body."""
    arrivals = [*access.arrivals_at(request.user, letter_at(request, pk))]
    if not arrivals:
        raise Http404
    for arrival in arrivals:
        if allowed(request.user, arrival):
            return arrival
    raise PermissionDenied
