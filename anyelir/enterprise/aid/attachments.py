"""Photos of a hand-over and of visits, seen by whoever works on the aid."""

from __future__ import annotations

from typing import Any

from anyelir.enterprise.aid.access import worked_aids
from anyelir.enterprise.aid.models.item import HAND_OVER_PHOTO, VISIT_PHOTO
from anyelir.files.owners import OWNERS, Owner


def may_see_hand_over(user: Any, key: str) -> bool:
    return worked_aids(user).filter(pk=key).exists()


def may_see_visit(user: Any, key: str) -> bool:
    return worked_aids(user).filter(items__visits=key).exists()


OWNERS.declare(Owner(HAND_OVER_PHOTO, may_see_hand_over), Owner(VISIT_PHOTO, may_see_visit))
