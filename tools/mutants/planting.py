"""Puts changed code under functions that are already loaded: no file is touched and nothing has to start again."""

from __future__ import annotations

import ast
import builtins
import gc
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType

from django.urls import get_resolver

from tools.mutants.faults import Fault, functions, guarded_files, planted

ROOT = Path(__file__).resolve().parents[2]
RUN: set[str] = set()
Loaded = dict[tuple[str, str, int], list[FunctionType]]


def loaded() -> Loaded:
    """Every function of the site that is there now, by file, name and line."""
    by_place: Loaded = {}
    site = str(ROOT / "anyelir")
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(site):
            by_place.setdefault(_place(each.__code__), []).append(each)
    return by_place


def import_all() -> None:
    """Also what the site loads with the first request, as middleware and hashers."""
    get_resolver().url_patterns  # noqa: B018, the addresses in their own order
    for path in guarded_files(ROOT):
        if path.stem not in ("__main__", "wsgi", "urls"):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _inner(code: CodeType) -> Iterator[CodeType]:
    yield code
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield from _inner(const)


def put(code: CodeType, among: Loaded) -> bool:
    """Put the code, and that of functions inside of it which live on as decorators do, under what is loaded."""
    changed = False
    for inner in _inner(code):
        for function in among.get(_place(inner), []):
            if function.__code__.co_freevars == inner.co_freevars:
                function.__code__ = inner
                changed = True
    return changed


def plant(fault: Fault, among: Loaded | None = None) -> bool:
    """False when nothing that is loaded has the code of the fault."""
    return put(planted(fault, ROOT), loaded() if among is None else among)


def watch() -> None:
    """From now on every guarded function that runs is named in ``RUN``."""
    builtins._anyelir_runs = RUN.add  # type: ignore[attr-defined]
    among = loaded()
    for path in guarded_files(ROOT):
        tree = ast.parse(path.read_text())
        for name, function in functions(tree):
            where = name_of(path.relative_to(ROOT).as_posix(), name)
            function.body.insert(0, ast.parse(f"_anyelir_runs({where!r})").body[0])
        put(compile(ast.fix_missing_locations(tree), str(path), "exec"), among)


def name_of(path: str, function: str) -> str:
    return f"{path}::{function}"
