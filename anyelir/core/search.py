"""What a room declares about the search box: groups of found things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from anyelir.core.registry import Registry

MOST_FOUND = 8


@dataclass(frozen=True)
class SearchHit:
    """A line that leads somewhere."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class SearchGroup:
    """Things of one kind: ``find(user, text)`` gives at most ``MOST_FOUND`` from the person's own scope."""

    key: str
    title: str | Promise
    icon: str
    find: Callable[[Any, str], list[SearchHit]]
    rank: int = 50


SEARCH_GROUPS: Registry[SearchGroup] = Registry("search.groups", order=lambda group: group.rank)
