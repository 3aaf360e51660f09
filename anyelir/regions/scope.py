"""Subtrees of places as conditions on rows, and the levels of ``models.Level``; the grammar is ``rules.region_code``.

A subtree is a range of codes, which an index answers on SQLite and on PostgreSQL (byte order).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from anyelir.regions.models import Level
from anyelir.rules import region_code as grammar
from anyelir.rules.region_code import (
    LAST_NUMBER,
    NATION,
    ancestors,
    bounds,
    contains,
    is_code,
    number_of,
    parent,
    suffixed,
)

__all__ = [
    "DOTTED_LEVELS",
    "LAST_NUMBER",
    "LEVEL_ORDER",
    "NATION",
    "ancestors",
    "at_level",
    "bounds",
    "contains",
    "is_code",
    "is_within",
    "is_within_any",
    "level_of",
    "levels_below",
    "number_of",
    "parent",
    "suffixed",
    "within",
]

LEVEL_ORDER = [Level(level) for level in grammar.LEVELS]
DOTTED_LEVELS = [Level(level) for level in grammar.UPPER_LEVELS]


def within(queryset: QuerySet, code: str, field: str = "region_id") -> QuerySet:
    """The rows of ``queryset`` whose region lies in the subtree of ``code``."""
    return queryset.filter(is_within(code, field))


def is_within(code: str, field: str = "region_id") -> Q:
    """The condition behind ``within``, to be combined with others."""
    if code == NATION:
        return Q()
    low, high = bounds(code)
    return Q(**{f"{field}__gte": low, f"{field}__lt": high})


def is_within_any(codes: Iterable[str], field: str = "region_id") -> Q:
    """True in any of the subtrees; with no codes it matches nothing."""
    codes = list(codes)
    if not codes:
        return Q(pk__in=[])
    if NATION in codes:
        return Q()
    # Built in one go: joining fifty conditions one by one takes longer than the query.
    return Q(*(is_within(code, field) for code in codes), _connector=Q.OR)


def level_of(code: str) -> Level | None:
    """The level that a code has by its shape; None for the nation."""
    level = grammar.level_of(code)
    return None if level is None else Level(level)


def at_level(code: str, level: Level) -> str | None:
    """The ancestor (or the code itself) at ``level``, None where the path skips that level."""
    return grammar.at_level(code, level.value)


def levels_below(level: Level) -> list[Level]:
    """The levels that may lie directly in a desa or a place below it: all deeper ones, any may be skipped."""
    return [Level(below) for below in grammar.levels_below(level)]
