"""Rooms that follow businesses: each is told, in the transaction of the write itself, which businesses have changed.

What hangs on a business, its owner, its consent, its products or its photos is made anew from the pks it is given;
a room declares in ``followers.py``. A write, or a portion of an import, tells once at its end.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from anyelir.core.gathering import Gatherer
from anyelir.core.registry import Registry
from anyelir.enterprise.trade.models import Business

Pks = frozenset[uuid.UUID]


@dataclass(frozen=True)
class Follower:
    """``follow`` gets the pks of businesses of which something changed; what it raises undoes the write."""

    key: str
    follow: Callable[[Pks], None]


FOLLOWERS: Registry[Follower] = Registry("trade.followers", is_required=False)


def _tell(pks: set[uuid.UUID]) -> None:
    if pks:
        for follower in FOLLOWERS:
            follower.follow(frozenset(pks))


_changed: Gatherer[set[uuid.UUID]] = Gatherer(
    "changed_businesses", empty=set, join=lambda outer, inner: outer.update(inner), write=_tell
)


def tell_changed(*businesses: Business) -> None:
    """Every action of this room ends with it."""
    pks = {business.pk for business in businesses}
    if _changed.held is None:
        _tell(pks)
    else:
        _changed.held.update(pks)
