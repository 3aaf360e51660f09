"""The language of the code: a name means one thing in the whole package."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.architecture.sources import PACKAGE, python_files
from tests.architecture.test_refusals_and_verbs import tree_of


def places_of_classes() -> dict[str, list[str]]:
    """The modules that define a class of each name; one inside another is named with it (``Visit.Kind``)."""
    places = defaultdict(list)
    for path in python_files():
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(PACKAGE).as_posix())
    return places


def test_a_class_has_its_name_alone():
    """Whoever reads ``Row`` or ``Part`` need not look which of four it is."""
    assert {name: places for name, places in places_of_classes().items() if len(places) > 1} == {}
