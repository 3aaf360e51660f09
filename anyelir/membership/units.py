"""Kinds of unit below a region for which a role can be granted: a posyandu, a puskesmas.

Rooms declare their kinds in ``units.py``; membership knows none of them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise

from anyelir.core.registry import Registry
from anyelir.regions.models import Level


class OfferedUnit(NamedTuple):
    """One unit as it is offered in a form."""

    id: uuid.UUID
    name: str
    region_id: str


@dataclass(frozen=True)
class UnitKind:
    """``find(code)`` gives the units in the subtree of a region, ``name_of(id)`` the name of one, also a former one.

    ``widest``: how high a place may be for its units to be listed in one select; above, a lower place is
    chosen first. ``works_in(ids)``: codes of the regions in which units work; None: where they lie.
    """

    key: str
    label: str | Promise
    find: Callable[[str], Iterable[OfferedUnit]]
    name_of: Callable[[uuid.UUID], str]
    widest: Level
    works_in: Callable[[list[uuid.UUID]], Iterable[str]] | None = None
    # What keeps the books of such a unit (``Body.Kind``); empty where none are kept.
    body_kind: str = ""


UNIT_KINDS: Registry[UnitKind] = Registry("membership.unit_kinds")


def unit_kind_choices() -> list[tuple[str, str | Promise]]:
    """Choices of the column that stores a kind."""
    return [(kind.key, kind.label) for kind in UNIT_KINDS]


def units_in(kind: str, code: str) -> list[OfferedUnit]:
    """The units of a kind in a region by name; none of a kind that no room declares."""
    declared = UNIT_KINDS.get(kind)
    return sorted(declared.find(code), key=lambda unit: unit.name) if declared else []


def unit_name(kind: str, unit_id: uuid.UUID | None) -> str:
    """What the room of a unit calls it today."""
    declared = UNIT_KINDS.get(kind)
    return declared.name_of(unit_id) if declared and unit_id else ""


def names_of(grants: Iterable) -> dict[uuid.UUID, str]:
    """Names of the units of these grants, one query per kind and place."""
    places = {(grant.unit_kind, grant.region_id) for grant in grants if grant.unit_kind}
    return {unit.id: unit.name for kind, code in places for unit in units_in(kind, code)}
