"""Units below a region for which a role can be granted. Rooms above register theirs; membership does not know them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import NamedTuple

from anyelir.partners.models import Puskesmas
from anyelir.regions.scope import is_within


class Unit(NamedTuple):
    """A posyandu or a puskesmas as it is offered in a form."""

    id: uuid.UUID
    name: str
    region_id: str


Source = Callable[[str], Iterable[Unit]]


def _puskesmas(code: str) -> Iterable[Unit]:
    """Those that lie in the region or serve a part of it."""
    rows = Puskesmas.objects.filter(is_within(code) | is_within(code, "serves__code")).distinct()
    return (Unit(row.pk, row.name, row.region_id) for row in rows)


SOURCES: dict[str, Source] = {"puskesmas": _puskesmas}


def offer(kind: str, source: Source) -> None:
    """Units of ``kind`` in the subtree of a code come from ``source``."""
    SOURCES[kind] = source


def units_in(kind: str, code: str) -> list[Unit]:
    """The units of a kind in a region by name."""
    return sorted(SOURCES[kind](code), key=lambda unit: unit.name) if kind in SOURCES else []


def names_of(grants: Iterable) -> dict[uuid.UUID, str]:
    """Names of the units of these grants, one query a kind and place."""
    places = {(grant.unit_kind, grant.region_id) for grant in grants if grant.unit_kind}
    return {unit.id: unit.name for kind, code in places for unit in units_in(kind, code)}
