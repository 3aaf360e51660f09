"""The docstring of an action names what it refuses: ``Refuses: code, code; as function, function.`` at its end.

``as`` names functions whose own docstring says it. Held to it by the syntax tree: whatever the function and all those
that it leads to refuse is named, and nothing is named that the package never says. What the decorator of every action
refuses (a form that was stored with other content, a full disk) is named nowhere.
"""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.architecture.called_functions import Place, functions_of, place_of, reached_from
from tests.architecture.sources import python_files
from tests.architecture.test_actions import EVERYWHERE
from tests.architecture.test_refusals_and_verbs import calls_of, codes_of, refusals, tree_of

REFUSES = re.compile(r"\bRefuses: ([\w,\s]*?)(?:(?:; )?\bas ([\w,.\s]+?))?\.\s*$")
ACTIONS = [Place(action.path, action.node.name) for action in EVERYWHERE]


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


def refused_in(function: ast.FunctionDef, takers: set[str]) -> set[str]:
    """Codes in the body: the first argument of a refusal or of a helper that makes one, or by the class."""
    texts = {
        call.args[0].value
        for call in calls_of(function, refusals() | takers)
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    named = {code_of_class().get(ast.unparse(call.func)) for call in calls_of(function, set(code_of_class()))}
    return (texts & every_code()) | {code for code in named if code}


@cache
def codes_of_body(place: Place) -> frozenset[str]:
    others = functions_of(place.path)
    takers = {name for name, node in others.items() if node.args.args[:1] and node.args.args[0].arg == "code"}
    return frozenset(refused_in(place.node, takers))


def codes_refused(place: Place) -> set[str]:
    return set().union(*(codes_of_body(each) for each in reached_from(place)))


def line_of(place: Place) -> tuple[list[str], list[str]]:
    """The codes of the line, and the names of the functions whose codes are these as well."""
    match = REFUSES.search(ast.get_docstring(place.node) or "")
    codes, functions = match.groups() if match else ("", "")
    return codes.replace(",", " ").split(), (functions or "").replace(",", " ").split()


def referred(place: Place) -> list[Place]:
    """The functions behind ``as``; a name that means none is an error."""
    places = {name: place_of(place.path, name) for name in line_of(place)[1]}
    assert None not in places.values(), f"{place.name} refers to {places}"
    return list(places.values())


def codes_named(place: Place) -> set[str]:
    return set(line_of(place)[0]).union(*(codes_named(each) for each in referred(place)))


def name_of(place: Place) -> str:
    return f"{place.path.parent.name}.{place.path.stem}.{place.name}"


@pytest.mark.parametrize("place", ACTIONS, ids=name_of)
def test_the_docstring_of_an_action_names_what_it_refuses(place):
    codes, _functions = line_of(place)
    assert sorted(codes_refused(place) - codes_named(place)) == []
    assert set(codes) <= every_code()
    assert len(codes) == len(set(codes))


def test_what_is_behind_as_names_something_itself():
    behind = {each for place in ACTIONS for each in referred(place)}
    assert behind and [place.name for place in behind if not codes_named(place)] == []


def test_a_line_that_is_no_line_is_seen():
    """A docstring that speaks of refusals in another way is not read, so nobody writes one."""
    odd = [place.name for place in ACTIONS if "Refuses" in (ast.get_docstring(place.node) or "")]
    assert [name for name in odd if name not in {place.name for place in ACTIONS if codes_named(place)}] == []


def test_codes_are_read_wherever_an_action_leads(tmp_path):
    path = tmp_path / "day.py"
    path.write_text(
        "@action('day.open')\ndef open_day(*, by):\n"
        '    """Refuses: session_closed; as close_day."""\n'
        "    refuse_late(by)\n    raise Refused('session_closed', '')\n\n\n"
        "def refuse_late(by):\n    raise NeedsAnswer(by)\n\n\n"
        'def close_day(*, by):\n    """Refuses: month_closed."""\n    raise Refused(\'month_closed\', \'\')\n'
    )
    start = Place(path, "open_day")
    assert {place.name for place in reached_from(start)} == {"open_day", "refuse_late"}
    assert codes_refused(start) == {"session_closed", "needs_answer"}
    assert codes_named(start) == {"session_closed", "month_closed"}
