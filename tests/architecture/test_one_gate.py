"""All numbers leave through one gate: no page, sheet, map or file can come by a number that ``present`` did not give.

Inside the house (``HOUSE``) numbers are counted, stored, added up and weighed against each other. Everybody else gets
``Seen``, which has no number in it that could be read in another way. A walk over the syntax tree holds that.
"""

from __future__ import annotations

import ast
import re

import pytest

from anyelir.core.indicator import Numbers
from anyelir.reports.presenting import Seen
from tests.architecture.sources import PACKAGE, python_files, templates

HOUSE = {
    "cells", "engine", "sums", "folding", "keeping", "verifying", "models", "queries",
    "guards", "neighbours", "veiling", "presenting", "reading", "signing", "jobs", "apps",
}  # fmt: skip
# Whoever operates a site folds and verifies; nothing of it is shown but how many cells differ.
OPERATORS = ("commands/", "web/demo/")
# What others may have of these modules; of every other module of the house nothing.
OPEN = {
    "queries": {"told_period", "periods_with_numbers", "reported"},
    "models": {"ReportedTotal", "NumbersCheck"},
    "presenting": {
        "Seen",
        "Shown",
        "present",
        "value_of",
        "text_of",
        "hidden_words",
        "worded",
        "change_note",
        "notes",
        "cell_text",
        "dated_words",
        "HIDDEN_MARK",
        "sentence_of",
    },
    "reading": {"Reading", "SeenRow"},
    # What is signed goes into the snapshot of a closing and nowhere else.
    "signing": {"counted"},
}
# The inside of Seen, and what gives a raw number.
INSIDE = {"_cells", "_hidden", "_guarded", "_find_hidden", "live", "shift", "fraction"}
REPORTS = "anyelir.reports"


def name_of(path) -> str:
    return str(path.relative_to(PACKAGE))


def outside() -> list:
    return [
        path
        for path in python_files()
        if not (path.parent.name == "reports" and path.stem in HOUSE)
        and not name_of(path).startswith(OPERATORS)
    ]


def leaks(source: str) -> list[str]:
    """What a module outside of the house takes past the gate."""
    tree = ast.parse(source)
    taken = {f"{module}.{name}" for module, name in imported(tree) if not is_open(module, name)}
    modules = {name for module, name in imported(tree) if module == "" and name in HOUSE}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            if not is_open(node.value.id, node.attr):
                taken.add(f"{node.value.id}.{node.attr}")
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Seen", "presenting.Seen"):
            taken.add("Seen()")
    return sorted(taken)


def imported(tree: ast.AST) -> list[tuple[str, str]]:
    """(module of reports, name); a module itself is ("", its name)."""
    pairs = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(REPORTS):
            module = node.module.removeprefix(REPORTS).lstrip(".")
            pairs += [(module, alias.name) for alias in node.names]
        if isinstance(node, ast.Import):
            pairs += [("", alias.name) for alias in node.names if alias.name.startswith(REPORTS)]
    return pairs


def is_open(module: str, name: str) -> bool:
    if module == "":
        return not name.startswith(REPORTS) and (name not in HOUSE or name in OPEN)
    return module not in HOUSE or name in OPEN.get(module, set())


def test_nothing_outside_of_the_house_takes_a_raw_number():
    by_file = {name_of(path): leaks(path.read_text()) for path in outside()}
    assert len(by_file) > 200
    assert {name: taken for name, taken in by_file.items() if taken} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "from anyelir.reports.cells import Cells",
        "from anyelir.reports.models import RegionNumbers",
        "from anyelir.reports.queries import rows_below",
        "from anyelir.reports import queries\nqueries.series(1, 2, 3)",
        "from anyelir.reports import engine",
        "from anyelir.reports.veiling import Veil",
        "import anyelir.reports.cells",
        "def f():\n    from anyelir.reports.folding import measured",
        "from anyelir.reports import presenting\npresenting.Seen(1)",
        "from anyelir.reports.presenting import Seen\nSeen(1)",
        "from anyelir.reports.presenting import _parts",
    ],
)
def test_a_way_past_the_gate_is_noticed(planted):
    assert leaks(planted)


def test_nobody_reads_the_inside_of_what_is_seen():
    """Pages and rooms have no attribute by which a number, a signed one or one of today, could be had."""
    places = [
        f"{name_of(path)}: {node.attr}"
        for path in outside()
        if path.parts[-2] == "reports" or "overview" in path.stem
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in INSIDE
    ]
    assert places == []


def test_no_page_has_a_number_by_its_name():
    """A template hands numbers to ``shown`` and ``change_note``; it cannot look into them."""
    places = [
        (path.name, hit)
        for path in templates()
        if path.parent.name == "reports"
        for hit in re.findall(r"numbers\.[a-z_]+", path.read_text())
    ]
    assert places == []


def test_what_is_seen_is_no_mapping_and_gives_numbers_by_the_gate_alone():
    assert not issubclass(Seen, Numbers.__origin__)
    assert not any(
        hasattr(Seen, name) for name in ("__getitem__", "__iter__", "get", "items", "values", "keys")
    )
