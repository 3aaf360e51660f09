"""Which functions of the package a function leads to, read from the syntax tree.

A call is followed by its name: to a function of the same module, one that was imported, or one of a module that was
imported. Methods are not followed, and decorators are no part of what they decorate.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.architecture.sources import PACKAGE
from tests.architecture.test_refusals_and_verbs import tree_of


class Place(NamedTuple):
    path: Path
    name: str

    @property
    def node(self) -> ast.FunctionDef:
        return functions_of(self.path)[self.name]


@cache
def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}


@cache
def file_of(module: str) -> Path | None:
    base = PACKAGE.parent / module.replace(".", "/")
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


@cache
def imports_of(path: Path) -> dict[str, Place]:
    """What each imported name of the package stands for; a module stands for itself, with an empty name."""
    taken: dict[str, Place] = {}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("anyelir"):
            for alias in node.names:
                module, package = file_of(f"{node.module}.{alias.name}"), file_of(node.module)
                if module or package:
                    taken[alias.asname or alias.name] = Place(module or package, "" if module else alias.name)
    return taken


@cache
def place_of(path: Path, name: str) -> Place | None:
    """The function that a dotted or plain name means in a module; None for anything else."""
    first, _dot, rest = name.partition(".")
    if not rest and first in functions_of(path):
        return Place(path, first)
    target = imports_of(path).get(first)
    if target is None or target == Place(path, first) or bool(rest) == bool(target.name):
        return None
    return place_of(target.path, rest or target.name)


def called_by(place: Place) -> Iterator[Place]:
    for statement in place.node.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and (called := place_of(place.path, ast.unparse(node.func))):
                yield called


@cache
def reached_from(start: Place) -> frozenset[Place]:
    """The function itself and every one that it leads to."""
    seen: set[Place] = set()
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            waiting += called_by(place)
    return frozenset(seen)
