"""Photos before and after, seen by whoever reads the help."""

from __future__ import annotations

from typing import Any

from anyelir.enterprise.assistance.access import visible_assistances
from anyelir.enterprise.assistance.queries import PHOTO_OWNERS
from anyelir.files.owners import OWNERS, Owner


def may_see_photo(user: Any, key: str) -> bool:
    return visible_assistances(user).filter(pk=key).exists()


OWNERS.declare(*(Owner(kind, may_see_photo) for kind in PHOTO_OWNERS.values()))
