"""SECURITY.md names the test of each promise; a promise whose test is gone is no promise."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_that_security_names_exists():
    named = NAMED.findall((ROOT / "SECURITY.md").read_text())
    assert len(named) > 10
    gone = [f"{path}::{name}" for path, name in named if name not in functions_of(path)]
    assert gone == []


def functions_of(path: str) -> set[str]:
    file = ROOT / path
    tree = ast.parse(file.read_text()) if file.exists() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
