"""The language of the code: a name means one thing in the whole package, and says what."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.called_functions import Place, functions_of, reached_from
from tests.architecture.sources import PACKAGE, ROOT, python_files, tracked_files
from tests.architecture.test_actions import EVERYWHERE, WRITES, is_method_call
from tests.architecture.test_refusals_and_verbs import tree_of

# The verbs of a look; ``open`` is none, because one opens a day and lists open days.
LOOKS = re.compile(r"_?(can|count|current|find|get|has|is|known|list|look|may|read|show|visible)_")
# They say that there is something and not what.
EMPTY = {"data", "found", "info", "item", "one", "own", "process", "stuff", "thing", "told", "words"}
# A process is what the system calls one.
EMPTY_VARIABLES = EMPTY - {"process"} | {"things"}
# Formulas have the letters of their source; outside of the rules a place on paper has two, a z-score and a cost one.
ROOMS_OF_FORMULAS = ("rules/",)
LETTERS = {"n", "x", "y", "z"}
# What becomes a column has its name.
COLUMNS = {
    "ledger/actions/posting.py": {"words"},
    "ledger/actions/budget.py": {"words"},
    "commitments/actions/following.py": {"words"},
    "agendas/actions/passings.py": {"words"},
    "enterprise/fund/actions/surplus.py": {"words"},
}
# What is asked or done, where the name of a file says what is in it.
VERBS = {
    "build",
    "check",
    "collect",
    "compute",
    "divide",
    "do",
    "evaluate",
    "fetch",
    "find",
    "gather",
    "get",
    "handle",
    "judge",
    "load",
    "make",
    "match",
    "merge",
    "run",
    "send",
}

# They say how a thing is, and not which thing it is.
ADJECTIVES = {
    *(
        "again",
        "below",
        "complete",
        "due",
        "finite",
        "known",
        "measured",
        "posted",
        "prepared",
        "stale",
        "stored",
    ),
    *("uncertain", "weighed"),
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
    assert [node.name for node in definitions(path) if node.name.lower().strip("_") in EMPTY] == []


def variables(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Every parameter and local name with whether it lives for one expression; fields of a class are none."""
    nodes = list(ast.walk(tree))
    fields = {
        id(target) for node in nodes if isinstance(node, ast.ClassDef) for target in targets_of(node.body)
    }
    loops = [node.target for node in nodes if isinstance(node, ast.comprehension)]
    lambdas = [node.args for node in nodes if isinstance(node, ast.Lambda)]
    short = {id(name) for part in [*loops, *lambdas] for name in ast.walk(part)}
    for node in nodes:
        if isinstance(node, ast.arg):
            yield node.arg, id(node) in short
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields:
            yield node.id, id(node) in short
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs) and node.name:
            yield node.name, False


def targets_of(body: list[ast.stmt]) -> Iterator[ast.expr]:
    for node in body:
        if isinstance(node, ast.AnnAssign):
            yield node.target
        elif isinstance(node, ast.Assign):
            yield from node.targets


def empty_variables(tree: ast.AST, *, is_formula: bool = False) -> list[str]:
    """Names that do not say what they hold; one letter is enough where it lives for one expression."""
    return sorted(
        {
            name
            for name, is_short in variables(tree)
            if name.strip("_") in EMPTY_VARIABLES or is_lone_letter(name) and not (is_short or is_formula)
        }
    )


def is_lone_letter(name: str) -> bool:
    """``T`` is a type."""
    return len(name) == 1 and name.islower() and name not in LETTERS


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_names_of_variables_say_what_they_hold(path):
    is_formula = name_of(path).startswith(ROOMS_OF_FORMULAS)
    names = empty_variables(tree_of(path), is_formula=is_formula)
    assert set(names) <= COLUMNS.get(name_of(path), set())


def scripts() -> list[Path]:
    """Benches and tools."""
    folders = (ROOT / "bench", ROOT / "tools")
    return [path for path in tracked_files() if path.suffix == ".py" and {*folders} & {*path.parents}]


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_names_of_variables_in_scripts_say_what_they_hold(path):
    """pytest has items; what is measured by a formula has its letters."""
    assert set(empty_variables(tree_of(path), is_formula=True)) <= {"item"}


def test_a_name_that_says_nothing_is_seen_wherever_it_is_bound():
    text = (
        "class Page:\n    words: str = ''\n\n"
        "def f(data, *, own, day):\n    found = [c for c in day]\n    for i, row in found:\n        pass\n"
        "    if told := found:\n        return lambda t, thing: [one for one in own]\n"
    )
    seen = ["data", "found", "i", "one", "own", "thing", "told"]
    assert empty_variables(ast.parse(text)) == seen
    assert empty_variables(ast.parse(text), is_formula=True) == [name for name in seen if name != "i"]


def test_names_of_modules_are_nouns():
    assert [name_of(path) for path in python_files() if path.stem.partition("_")[0] in VERBS] == []
    assert [name_of(path) for path in python_files() if path.stem in ADJECTIVES] == []


@pytest.mark.parametrize("action", EVERYWHERE, ids=str)
def test_an_action_is_a_verb_with_its_object(action):
    """``merge_people``, ``end_post``: the call reads as a sentence whichever module it was taken from."""
    verb, _line, noun = action.node.name.partition("_")
    assert verb and noun


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_what_a_name_promises_is_kept(path):
    """A function that looks writes nothing, nor does what it leads to; notes of what was read are no writing."""
    looks = [Place(path, name) for name in functions_of(path) if LOOKS.match(name)]
    writers = {place.name: names for place in looks if (names := written_by(place))}
    assert writers.keys() <= {"find_or_register_child"}, writers


def written_by(look: Place) -> list[str]:
    """The writes to the database that a function leads to."""
    return [
        ast.unparse(node.func)
        for place in reached_from(look)
        if PACKAGE / "core" not in place.path.parents
        for node in ast.walk(place.node)
        if is_method_call(node) and node.func.attr in WRITES and is_of_a_model(node.func)
    ]


def is_of_a_model(method: ast.Attribute) -> bool:
    """``record.save`` or anything of a manager; a dictionary has an ``update`` too."""
    return (method.attr == "save" and isinstance(method.value, ast.Name)) or ".objects" in ast.unparse(method)


def test_a_look_that_writes_would_be_seen(tmp_path):
    path = tmp_path / "queries.py"
    path.write_text(
        "def read_curve(row):\n    keep(row)\n\n\ndef keep(row):\n    row.save()\n    Row.objects.create()\n"
        "    {}.update(row)\n"
    )
    assert written_by(Place(path, "read_curve")) == ["row.save", "Row.objects.create"]


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
