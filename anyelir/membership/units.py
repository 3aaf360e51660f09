"""The units for which a role can be granted: a small registry, because posyandu lies above this room.

The shell fills it (web/units.py): this room may not know posyandu, yet the one screen of grants offers them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Unit:
    """A posyandu or a puskesmas as the screen of grants sees it."""

    id: uuid.UUID
    name: str
    place: str
    region_code: str


@dataclass(frozen=True)
class UnitSource:
    """How units of one kind are found.

    ``search(text, codes, limit)`` gives those whose name has the words, inside the subtrees ``codes``;
    ``get(ids)`` gives the units that exist among the identifiers.
    """

    label: str | Promise
    search: Callable[[str, list[str], int], list[Unit]]
    get: Callable[[list[uuid.UUID]], list[Unit]]


SOURCES: dict[str, UnitSource] = {}


def register(kind: str, source: UnitSource) -> None:
    """Make a kind of unit known, at start-up."""
    SOURCES[kind] = source


def unit_of(kind: str, unit_id: uuid.UUID) -> Unit | None:
    """The unit, or None when it does not exist."""
    return next(iter(SOURCES[kind].get([unit_id])), None) if kind in SOURCES else None


def names_of(grants) -> dict[uuid.UUID, str]:
    """Names of the units of these grants, one query a kind."""
    wanted: dict[str, list[uuid.UUID]] = {}
    for grant in grants:
        if grant.unit_kind:
            wanted.setdefault(grant.unit_kind, []).append(grant.unit_id)
    found = [SOURCES[kind].get(ids) for kind, ids in wanted.items() if kind in SOURCES]
    return {unit.id: unit.name for units in found for unit in units}
