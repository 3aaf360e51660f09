"""Reports gather catalogues and sheets; they know no room by import and none by name, but in words for people."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import ROOT, python_files, templates

ROOMS = re.compile(r"posyandu|skdn", re.IGNORECASE)


def strings_for_people(tree: ast.AST) -> set[ast.AST]:
    """The texts inside of gettext."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "_"]
    return {node for call in calls for node in ast.walk(call)}


def named(path) -> list[str]:
    tree = ast.parse(path.read_text())
    texts, names = strings_for_people(tree), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names += [ast.unparse(node)] if ROOMS.search(ast.unparse(node)) else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in texts:
            names += [node.value] if ROOMS.search(node.value) else []
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            names += [name] if ROOMS.search(name) else []
    return names


def test_no_module_of_reports_names_a_room():
    modules = python_files("reports")
    assert len(modules) > 25
    assert {path.name: hits for path in modules if (hits := named(path))} == {}


def test_no_page_of_reports_names_a_room():
    pages = [path for path in templates() if path.parent.name == "reports"]
    assert len(pages) > 6
    assert [path.name for path in pages if ROOMS.search(path.read_text())] == []


def test_no_form_lies_in_reports():
    assert not list((ROOT / "anyelir/reports").rglob("*.csv"))
