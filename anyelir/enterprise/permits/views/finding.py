"""The permit of an address: 404 for whoever may not know of it, 403 for whoever has no right there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyelir.core.screens import load_or_refuse
from anyelir.enterprise.permits import access
from anyelir.enterprise.permits.models import Permit


def permit_at(request: Any, pk: object, allowed: Callable[[Any, Permit], bool]) -> Permit:
    known = access.known_permits(request.user).select_related(
        "business__region", "helper", "renews__business"
    )
    return load_or_refuse(known, lambda permit: allowed(request.user, permit), pk=pk)
