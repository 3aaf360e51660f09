"""Whose a file is decides who sees it: rooms declare a rule for each kind of owner, all other files are not found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Owner:
    """``may_see(user, key)``: whether the person may see the files of the owner with that key."""

    kind: str
    may_see: Callable[[Any, str], bool]


NOBODY = str(UUID(int=0))
# Declared by ``attachments.py`` of the rooms.
OWNERS: Registry[Owner] = Registry("files.owners", key="kind", is_required=False)


def may_see(user: Any, kind: str, key: str) -> bool:
    """Every kind of owner is asked once, all but the one of the file about nobody."""
    answers = [owner.may_see(user, key if owner.kind == kind else NOBODY) for owner in OWNERS]
    return any(answers)
