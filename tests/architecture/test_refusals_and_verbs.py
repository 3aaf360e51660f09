"""Every refusal that an action can say, and every act that the trail can tell, occurs in a test.

Only what a test can compare with counts: texts of the code of tests, never their docstrings.
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from functools import cache
from pathlib import Path

from anyelir.core.trail import VERBS
from tests.architecture.sources import ROOT, python_files


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def refusals() -> frozenset[str]:
    """Classes of refusals: Refused and whatever is made of it."""
    bases = frozenset({"Refused"})
    trees = [tree_of(path) for path in python_files()]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while True:
        more = {c.name for c in classes if any(ast.unparse(base) in bases for base in c.bases)} - bases
        if not more:
            return bases
        bases |= more


def first_arguments(path: Path, classes: frozenset[str]) -> list[ast.expr | None]:
    """What stands in the place of the code wherever a module makes a refusal: by a class, by the class of a refusal
    that hands it to the one above, or by a function of the module that takes it and makes one."""
    tree = tree_of(path)
    defined = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name in classes - {"Refused"}
    ]
    handed = [call for node in defined for call in calls_of(node, {"super().__init__"})]
    makers = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and calls_of(node, classes)
        if node.name != "__init__" and passes_on(node, classes)
    }
    given = [call.args[0] if call.args else None for call in [*handed, *calls_of(tree, classes | makers)]]
    return [argument for argument in given if not (isinstance(argument, ast.Name) and argument.id == "code")]


def calls_of(tree: ast.AST, names: Collection[str]) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in names]


def passes_on(maker: ast.FunctionDef, classes: frozenset[str]) -> bool:
    """Whether the function takes a code as its first argument and makes a refusal with it."""
    taken = maker.args.args[0].arg if maker.args.args else ""
    return taken == "code" and any(
        call.args and ast.unparse(call.args[0]) == taken for call in calls_of(maker, classes)
    )


def codes_of(path: Path, classes: frozenset[str]) -> set[str]:
    return {
        argument.value for argument in first_arguments(path, classes) if isinstance(argument, ast.Constant)
    }


@cache
def texts_of_tests() -> frozenset[str]:
    here = Path(__file__)
    trees = [tree_of(path) for path in (ROOT / "tests").rglob("*.py") if path != here]
    return frozenset(
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_every_code_of_a_refusal_occurs_in_a_test():
    classes = refusals()
    codes = {code for path in python_files() for code in codes_of(path, classes)}
    assert {"Refused", "KnownRecord", "OperationDiffers"} <= classes
    assert {"session_closed", "operation_differs", "number_elsewhere"} <= codes and len(codes) > 120
    assert sorted(codes - texts_of_tests()) == []


def test_a_code_is_a_constant():
    """A code that is put together is found by nobody: not by this test, and not by who reads the log."""
    odd = [
        f"{path.name}: {argument and ast.unparse(argument)}"
        for path in python_files()
        for argument in first_arguments(path, frozenset({"Refused"}))
        if not isinstance(argument, ast.Constant)
    ]
    assert odd == []


def test_every_verb_of_the_trail_occurs_in_a_test():
    verbs = {verb.slug for verb in VERBS}
    assert len(verbs) > 80
    assert sorted(verbs - texts_of_tests()) == []
