"""Who serves at a unit of a room above: that room registers a function, this one never imports it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from django.db.models import QuerySet

from anyelir.membership.models import Member

Serving = Callable[[uuid.UUID, dt.date], "QuerySet[Member]"]
_serving: dict[str, Serving] = {}


def when_asked_who_serves(unit_kind: str, serving: Serving) -> None:
    """``serving(unit, on)`` gives the members who serve at a unit of that kind on a day."""
    _serving[unit_kind] = serving


def serving_at(unit_kind: str, unit_id: uuid.UUID | None, on: dt.date) -> QuerySet[Member]:
    """Nobody for a kind of which no room told us."""
    serving = _serving.get(unit_kind)
    return Member.objects.none() if serving is None or unit_id is None else serving(unit_id, on)
