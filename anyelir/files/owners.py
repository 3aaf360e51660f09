"""Whose a file is decides who sees it: rooms declare a rule for each kind of owner, all other files are not found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Owner:
    """``may_see(user, key)``: whether the person may see the files of the owner with that key."""

    kind: str
    may_see: Callable[[Any, str], bool]


# Declared by ``attachments.py`` of the rooms.
OWNERS: Registry[Owner] = Registry("files.owners", key="kind", is_required=False)


def may_see(user: Any, kind: str, key: str) -> bool:
    owner = OWNERS.get(kind)
    return owner is not None and owner.may_see(user, key)
