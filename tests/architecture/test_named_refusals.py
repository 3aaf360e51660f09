"""The docstring of an action names what it refuses: ``Refuses: code, code.`` stands at its end.

Held to it by the syntax tree: whatever the function and the private helpers of its module refuse is named, and
nothing is named that the package never says. What an action takes from another module refuses under its own name.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import python_files
from tests.architecture.test_actions import EVERYWHERE, Function
from tests.architecture.test_refusals_and_verbs import calls_of, codes_of, refusals, tree_of

REFUSES = re.compile(r"\bRefuses: ([\w,\s]+?)\.\s*$")


@cache
def every_code() -> frozenset[str]:
    return frozenset(code for path in python_files() for code in codes_of(path, refusals()))


@cache
def code_of_class() -> dict[str, str]:
    """Refusals that always have the same code, which they hand to the class above: ``NeedsAnswer`` is needs_answer."""
    classes = [
        node
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and node.name in refusals() - {"Refused"}
    ]
    handed = {node.name: calls_of(node, {"super().__init__"}) for node in classes}
    return {
        name: call.args[0].value
        for name, calls in handed.items()
        for call in calls
        if isinstance(call.args[0], ast.Constant)
    }


def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}


def reached_from(function: ast.FunctionDef, others: dict[str, ast.FunctionDef]) -> Iterator[ast.FunctionDef]:
    """The function and the private ones of its module that it leads to."""
    seen, waiting = set(), [function]
    while waiting:
        node = waiting.pop()
        if node.name in seen:
            continue
        seen.add(node.name)
        yield node
        names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        waiting += [other for name, other in others.items() if name in names and name.startswith("_")]


def refused_in(function: ast.FunctionDef, takers: set[str]) -> set[str]:
    """Codes in the body: the first argument of a refusal or of a helper that makes one, or by the class."""
    texts = {
        call.args[0].value
        for call in calls_of(function, refusals() | takers)
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    named = {code_of_class().get(ast.unparse(call.func)) for call in calls_of(function, set(code_of_class()))}
    return (texts & every_code()) | {code for code in named if code}


def codes_refused(action: Function) -> set[str]:
    others = functions_of(action.path)
    takers = {name for name, node in others.items() if node.args.args[:1] and node.args.args[0].arg == "code"}
    return set().union(*(refused_in(node, takers) for node in reached_from(action.node, others)))


def codes_named(action: Function) -> list[str]:
    match = REFUSES.search(ast.get_docstring(action.node) or "")
    return match[1].replace(",", " ").split() if match else []


@pytest.mark.parametrize("action", EVERYWHERE, ids=str)
def test_the_docstring_of_an_action_names_what_it_refuses(action):
    named = codes_named(action)
    assert sorted(codes_refused(action) - set(named)) == []
    assert set(named) <= every_code()
    assert len(named) == len(set(named))


def test_codes_are_read_in_the_function_and_its_private_helpers():
    text = (
        "def open_day(*, by):\n    _refuse_late(by)\n    raise Refused('day_open', '')\n"
        "def _refuse_late(by):\n    raise NeedsAnswer(by)\n"
        "def close_day(*, by):\n    raise Refused('day_closed', '')\n"
    )
    nodes = {node.name: node for node in ast.parse(text).body}
    reached = list(reached_from(nodes["open_day"], nodes))
    assert [node.name for node in reached] == ["open_day", "_refuse_late"]
    assert set().union(*(refused_in(node, set()) for node in reached)) == {"needs_answer"}
