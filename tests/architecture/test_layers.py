"""A room knows only the rooms below it, by import and by relation between models."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.sources import PACKAGE, ROOT, python_files

CLOCKS = ("today", "now", "utcnow", "localdate", "localtime", "time_ns", "monotonic")


def layers(contract_id: str = "layers") -> list[list[str]]:
    """The layers from the top down; rooms of one layer in one list."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    declared = next(contract["layers"] for contract in contracts if contract["id"] == contract_id)
    return [[room.strip(" ()") for room in layer.replace("|", ":").split(":")] for layer in declared]


def rank() -> dict[str, int]:
    """Height of each room, 0 at the bottom."""
    return {room: height for height, layer in enumerate(reversed(layers())) for room in layer}


def height_of(model) -> tuple[int, int]:
    """Height of the room whose code declares the model, and inside of ``posyandu`` of the room there."""
    package, *place = model.__module__.split(".")
    if package != "anyelir":
        return -1, 0
    inside = {room: height for height, layer in enumerate(reversed(layers("posyandu"))) for room in layer}
    return rank()[place[0]], inside[place[1]] if place[0] == "posyandu" else 0


def test_imports_keep_the_layers():
    # A process of its own: the checker switches off every logger that was there before it.
    lint = Path(sys.executable).with_name("lint-imports")
    linted = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("anyelir.")]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_relations_point_down(model):
    """A foreign key by name ("reports.Snapshot") is not an import, so it is looked at here."""
    height = height_of(model)
    above = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation and height_of(field.related_model) > height
    ]
    assert above == []


def _calls_of_the_clock(tree: ast.AST) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and not node.args
    ]


@pytest.mark.parametrize("path", python_files("rules"), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rules_read_no_clock(path):
    assert _calls_of_the_clock(ast.parse(path.read_text())) == []


def test_the_clock_would_be_seen():
    assert _calls_of_the_clock(ast.parse("import datetime as dt\nx = dt.date.today()")) == [2]


SCOPE = PACKAGE / "regions"


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_regions_knows_how_codes_contain_each_other(path):
    if path.is_relative_to(SCOPE) or path.is_relative_to(PACKAGE / "rules"):
        return
    lookups = (
        "code__startswith",
        "region_id__startswith",
        "region_id__gte",
        "region__code__gte",
        "code__like",
    )
    assert [word for word in lookups if word in path.read_text()] == []


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_writes_are_calls_not_signals(path):
    """No signal receivers and no save() overrides: what a write does stands in an action."""
    tree = ast.parse(path.read_text())
    overrides = [
        node.name
        for owner in ast.walk(tree)
        if isinstance(owner, ast.ClassDef) and "models" in path.parts[-2:] + (path.stem,)
        for node in owner.body
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    receivers = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "receiver(" in "".join(map(ast.unparse, node.decorator_list))
    ]
    assert overrides + receivers == []
