"""Files of this room: the photo or scan of the decree that founded a posyandu."""

from __future__ import annotations

from typing import Any

from anyelir.files.owners import OWNERS, Owner
from anyelir.posyandu.register.access import visible_posyandu

DECREE = "posyandu.decree"


def may_see_decree(user: Any, key: str) -> bool:
    return visible_posyandu(user).filter(pk=key).exists()


OWNERS.declare(Owner(DECREE, may_see_decree))
