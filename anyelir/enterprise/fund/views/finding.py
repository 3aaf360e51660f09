"""The fund of an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyelir.core.permission import Viewer
from anyelir.core.screens import load_or_refuse
from anyelir.enterprise.fund import access
from anyelir.enterprise.fund.models import Fund
from anyelir.membership.models import Body


def fund_at(request: Any, pk: object, allowed: Callable[[Viewer, Body], bool]) -> Fund:
    """The fund, if the person may know of it (404) and holds the right in its body (403)."""
    known = access.known_funds(request.user).select_related("ledger__body__region")
    return load_or_refuse(known, lambda fund: allowed(request.user, fund.body), pk=pk)
