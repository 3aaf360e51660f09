"""The aid, item or round of an address: 404 for whoever may not know of it, 403 for whoever has no right there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyelir.core.screens import load_or_refuse
from anyelir.enterprise.aid import access
from anyelir.enterprise.aid.models import Aid, AidItem, AidRound
from anyelir.enterprise.aid.queries.aids import WITH


def aid_at(request: Any, pk: object, allowed: Callable[[Any, Aid], bool]) -> Aid:
    known = access.known_aids(request.user).select_related(*WITH)
    return load_or_refuse(known, lambda aid: allowed(request.user, aid), pk=pk)


def item_at(request: Any, pk: object) -> AidItem:
    known = access.known_items(request.user).select_related(*(f"aid__{name}" for name in WITH))
    return load_or_refuse(known, lambda asset: access.can_visit_item(request.user, asset), pk=pk)


def round_at(request: Any, pk: object, allowed: Callable[[Any, AidRound], bool]) -> AidRound:
    known = access.known_rounds(request.user).select_related("region")
    return load_or_refuse(known, lambda aid_round: allowed(request.user, aid_round), pk=pk)
