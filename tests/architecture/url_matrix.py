"""Who gets what at every address: the shape of a row, and all rows of all rooms together.

See README.md beside this file for how to write a row.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import tests.architecture
from anyelir.core.rooms import rooms
from tests.people import ROLES, World


@dataclass(frozen=True)
class Row:
    """One address as every role meets it: role -> status."""

    expect: Mapping[str, int]
    args: Mapping[str, str | Callable[[World], Any] | Any] = field(default_factory=dict)
    data: Callable[[World], Mapping[str, Any]] | Mapping[str, Any] = field(default_factory=dict)
    query: str = ""

    def url_arguments(self, world: World) -> dict[str, Any]:
        """The arguments of the address: a name of the world gives its key, a function of the world its value."""
        return {name: _value(world, value) for name, value in self.args.items()}

    def form(self, world: World) -> Mapping[str, Any]:
        return self.data(world) if callable(self.data) else self.data


def _value(world: World, value: Any) -> Any:
    if callable(value):
        return value(world)
    member = getattr(world, value, value) if isinstance(value, str) else value
    return member.pk if hasattr(member, "pk") else member


def row(
    args: Mapping[str, Any] | None = None,
    *,
    data: Any = None,
    query: str = "",
    anonymous: int = 302,
    others: int | None = None,
    **expect: int,
) -> Row:
    """A row of the matrix; ``others`` stands for every signed-in role that is not named."""
    unknown = set(expect) - set(ROLES)
    if unknown:
        raise ValueError(f"no such role: {sorted(unknown)}")
    statuses = {"anonymous": anonymous} | expect
    missing = [role for role in ROLES if role not in statuses]
    if missing and others is None:
        raise ValueError(f"say what these roles get, or others=: {missing}")
    statuses |= dict.fromkeys(missing, others)
    return Row(expect=statuses, args=args or {}, data=data or {}, query=query)


def public(args: Mapping[str, Any] | None = None, **fields: Any) -> Row:
    """An address that answers everybody with 200."""
    return row(args, anonymous=200, others=200, **fields)


def every_row() -> dict[str, Row]:
    """All rows of the files matrix_<app>.py and of rooms with a file matrix.py, by "name" or "POST name"."""
    rows: dict[str, Row] = {}
    for name in _modules_of_rows():
        module_rows = importlib.import_module(name).ROWS
        twice = set(module_rows) & set(rows)
        if twice:
            raise ValueError(f"{name} repeats {sorted(twice)}")
        rows |= module_rows
    return rows


def _modules_of_rows() -> list[str]:
    here = [module.name for module in pkgutil.iter_modules(tests.architecture.__path__)]
    files = [f"tests.architecture.{name}" for name in here if name.startswith("matrix_")]
    room_modules = [f"{room.name}.matrix" for room in rooms()]
    return files + [name for name in room_modules if importlib.util.find_spec(name)]
