"""The language of the code: a name means one thing in the whole package, and says what."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, python_files, tracked_files
from tests.architecture.test_actions import EVERYWHERE
from tests.architecture.test_refusals_and_verbs import tree_of

# They say that there is something and not what.
EMPTY = {"data", "found", "info", "item", "one", "own", "process", "stuff", "thing", "told", "words"}
# What is asked or done, where the name of a file says what is in it.
VERBS = {
    "build",
    "check",
    "collect",
    "compute",
    "do",
    "fetch",
    "find",
    "get",
    "handle",
    "load",
    "make",
    "run",
    "send",
}


def places_of_classes() -> dict[str, list[str]]:
    """The modules that define a class of each name; one inside another is named with it (``Visit.Kind``)."""
    places = defaultdict(list)
    for path in python_files():
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(name_of(path))
    return places


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def definitions(path: Path) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.ClassDef))


def test_a_class_has_its_name_alone():
    """Whoever reads ``Row`` or ``Part`` need not look which of four it is."""
    assert {name: places for name, places in places_of_classes().items() if len(places) > 1} == {}


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_names_of_functions_and_classes_say_what(path):
    assert [node.name for node in definitions(path) if node.name.lower() in EMPTY] == []


def test_names_of_modules_are_no_commands():
    assert [name_of(path) for path in python_files() if path.stem in VERBS] == []


@pytest.mark.parametrize("action", EVERYWHERE, ids=str)
def test_an_action_is_a_verb_with_its_object(action):
    """``merge_people``, ``end_post``: the call reads as a sentence whichever module it was taken from."""
    verb, _line, noun = action.node.name.partition("_")
    assert verb and noun


def test_what_a_name_promises_is_kept():
    """An action writes, so no action opens with the verb of a look."""
    looks = ("read_", "get_", "list_", "look_", "show_", "find_")
    assert [each.node.name for each in EVERYWHERE if each.node.name.startswith(looks)] == [
        "find_or_register_child"
    ]


def test_contributing_names_what_exists():
    """A page that shows how things are done here is read by people who copy it."""
    page = (ROOT / "CONTRIBUTING.md").read_text()
    pieces = re.findall(r"```python(.*?)```|`([^`\n]+)`", page, re.DOTALL)
    code = " ".join(block or inline for block, inline in pieces)
    names = set(re.findall(r"\b(?:[a-z]+_[a-z_]+[a-z]|[A-Z][a-z]+[A-Z]\w+)\b", code))
    text = "\n".join(
        path.read_text() for folder in ("anyelir", "tests") for path in (ROOT / folder).rglob("*.py")
    )
    known = set(re.findall(r"\w+", text)) | {path.stem for path in tracked_files()}
    assert len(names) > 30
    assert sorted(names - known) == []
