"""One kind of screen: declared methods, one flow of a form, one look-up for what is absent and what is not yours."""

from __future__ import annotations

import ast
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from anyelir.core.refusal import Refused
from anyelir.core.screens import methods
from tests.architecture.sources import PACKAGE, python_files
from tests.architecture.url_matrix import Row, every_row
from tests.architecture.url_views import VIEWS, views_of

ROWS = every_row()
ALL_METHODS = ("get", "post", "put", "patch", "delete")
# Who asks, and of whom a row may say that the record is not theirs.
OUTSIDERS = ("stranger", "next_kader", "other_puskesmas")


def modules_of_views() -> list[Path]:
    named = ("views.py", "api.py")
    return [path for path in python_files() if path.parent.name == "views" or path.name in named]


def calls_and_handlers(tree: ast.AST) -> Iterator[str]:
    """Names of the exceptions that are caught, and of the functions that are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            yield from (f"except {name.id}" for name in ast.walk(node.type) if isinstance(name, ast.Name))
            yield from (
                f"except {name.attr}" for name in ast.walk(node.type) if isinstance(name, ast.Attribute)
            )
        if isinstance(node, ast.ImportFrom):
            yield from (name.name for name in node.names)


def names_of_refusals() -> set[str]:
    """Refused and all that are made from it."""
    names, waiting = set(), [Refused]
    while waiting:
        refusal = waiting.pop()
        names.add(refusal.__name__)
        waiting += refusal.__subclasses__()
    return names


ELSEWHERE = {
    *(f"except {name}" for name in names_of_refusals()),
    "get_object_or_404",
    "require_POST",
    "require_GET",
    "require_safe",
    "require_http_methods",
}


@pytest.mark.parametrize(
    "module", modules_of_views(), ids=lambda module: module.relative_to(PACKAGE).as_posix()
)
def test_a_view_leaves_refusals_methods_and_look_ups_to_the_one_flow(module):
    assert sorted(set(calls_and_handlers(ast.parse(module.read_text()))) & ELSEWHERE) == []


def test_a_caught_refusal_would_be_seen():
    tree = ast.parse("try:\n  f()\nexcept (ValueError, refusal.Refused):\n  pass")
    assert set(calls_and_handlers(tree)) & ELSEWHERE == {"except Refused"}
    assert {path.parent.parent.name for path in modules_of_views()} >= {"accounts", "care", "families", "web"}
    assert {"Refused", "OperationDiffers", "PerhapsKnown"} <= names_of_refusals()


def test_parts_are_told_from_pages_in_one_place():
    telling = {path for path in python_files() if ".boosted" in path.read_text()}
    assert telling == {PACKAGE / "core" / "screens.py"}


def test_every_view_declares_its_methods():
    assert sorted(name for name, view in VIEWS.items() if not getattr(view, "methods", None)) == []


def test_a_view_without_declaration_would_be_seen():
    assert views_of([path("x/", lambda request: None, name="x")])["x"] is not None
    declared = methods("GET")(lambda request: None)
    assert declared.methods == {"GET"}
    for wrong in ((), ("get",), ("PUT",)):
        with pytest.raises(ValueError, match="no such methods"):
            methods(*wrong)


def row_of(name: str) -> Row:
    return ROWS.get(name) or ROWS[f"POST {name}"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(VIEWS))
def test_whatever_is_not_declared_is_405(name, world, sign_in):
    """To everybody, before anything is looked up."""
    clients = [sign_in(world.user(role)) for role in ("secretary", "stranger")]
    address = reverse(name, kwargs=row_of(name).url_arguments(world))
    taken = {method.lower() for method in VIEWS[name].methods}
    for client in clients:
        for method in ALL_METHODS:
            if method not in taken:
                assert getattr(client, method)(address).status_code == 405, method
        assert client.head(address).status_code != 405 or "get" not in taken


def queries_of(client, method: str, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert getattr(client, method)(address).status_code == 404
    return [entry["sql"].split(" WHERE ")[0].split("VALUES")[0] for entry in captured]


def absent(value):
    """An argument of the same kind that leads to nothing."""
    if isinstance(value, uuid.UUID):
        return uuid.UUID(int=value.int ^ 0xFFFF)
    if not (isinstance(value, str) and value[:2].isdigit() and "." in value):
        return value
    # A place beside it, where it has one, or below it.
    desa, _slash, below = value.partition("/")
    return f"{desa}/RW998" if below or len(desa) == len("32.01.01.1010") else f"{desa[:-2]}98"


def outsiders_of(row: Row) -> list[str]:
    return [role for role in OUTSIDERS if row.expect[role] == 404]


# A code that is printed on a paper or hangs on a wall is for everybody to ask about.
PUBLIC = {"documents:check", "arisan:check", "POST documents:check", "ledger:wall_page"}


def is_private(key: str, row: Row) -> bool:
    has_key = any(name == "code" or name.endswith("pk") for name in row.args)
    return has_key and key not in PUBLIC and bool(outsiders_of(row))


PRIVATE = sorted(key for key, row in ROWS.items() if is_private(key, row))


@pytest.mark.django_db
@pytest.mark.parametrize("key", PRIVATE)
def test_a_stranger_waits_as_long_for_what_is_there_as_for_what_is_not(key, world, sign_in):
    """The same queries, so that neither the answer nor its time says whether a record exists."""
    method = "post" if key.startswith("POST ") else "get"
    there = ROWS[key].url_arguments(world)
    nowhere = {name: absent(value) for name, value in there.items()}
    assert nowhere != there
    for role in outsiders_of(ROWS[key]):
        client = sign_in(world.user(role))
        addresses = [reverse(key.removeprefix("POST "), kwargs=args) for args in (nowhere, there, nowhere)]
        # The first one also looks after the session.
        _warm, present, missing = [queries_of(client, method, address) for address in addresses]
        assert present == missing
