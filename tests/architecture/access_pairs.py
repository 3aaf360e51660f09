"""What stands in the files pairs_<room>.py: each list of a room with the rule of one record of it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import tests.architecture
from anyelir.core.permission import Permission
from anyelir.regions.models import Region
from anyelir.regions.scope import is_within_any


@dataclass(frozen=True)
class Pair:
    """A list, the rule of one record of it, all records there are, and the rights that open it."""

    listed: Callable[[Any], Any]
    rule: Callable[[Any, Any], bool]
    model: Any
    rights: frozenset[Permission]


def pair(listed, rule, model, *rights: Permission) -> Pair:
    return Pair(listed, rule, model, frozenset(rights))


def regions_below(codes: list[str]):
    return Region.objects.filter(is_within_any(codes, "code"))


def every_pair() -> dict[str, Pair]:
    """All pairs of all rooms, by "room.list"."""
    pairs: dict[str, Pair] = {}
    for module in _modules():
        twice = set(module.PAIRS) & set(pairs)
        if twice:
            raise ValueError(f"{module.__name__} repeats {sorted(twice)}")
        pairs |= module.PAIRS
    return pairs


def populate(world) -> None:
    """More records than the world has, where a room says which (``populate`` of its file)."""
    for module in _modules():
        if hasattr(module, "populate"):
            module.populate(world)


def _modules() -> Iterator[ModuleType]:
    for module in sorted(pkgutil.iter_modules(tests.architecture.__path__), key=lambda each: each.name):
        if module.name.startswith("pairs_"):
            yield importlib.import_module(f"tests.architecture.{module.name}")
