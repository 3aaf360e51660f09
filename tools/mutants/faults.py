"""Faults in guards, found on the syntax tree: each takes away one thing that keeps people, numbers or the trail safe.

A fault changes one node inside one function; ``planting`` puts it under what is loaded. What is no function, as a
declaration or what another process runs, is a fault of the kind ``text`` in the fixed list: it is written into a file.
"""

from __future__ import annotations

import ast
import copy
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

FIXED = Path(__file__).with_name("fixed.toml")
REFUSALS = re.compile(
    r"(Refused|KnownRecord|NeedsAnswer|NumberElsewhere|PermissionDenied|Http404)\(|PermissionDenied$|_[a-z_]+\("
)
CHECKS = re.compile(r"^(\w+\.)*_?(refuse|check|take)\w*$")
RIGHTS = re.compile(r"^(\w+\.)*_?(can|is_inside|has_anywhere|cares_for|may_\w+|is_child_in_reach)(_\w+)?$")
SCOPES = re.compile(r"^(\w+\.)*(_?is_within\w*|_within|_at)$")
NOTES = re.compile(r"^(audit\.)?note(_\w+)?$|^_note(_\w+)?$")
LOCKS = re.compile(r"^(held|held_alone|hold|_locked|_locked_team|hold_register|_hold\w*)$")
PASSED_ON = re.compile(r"^access\.(can|may)_\w+$")
RIGHT = re.compile(r"^(P|Permission)\.[A-Z_]+$")
# Where the rows of a list are cut to what somebody may see, or to what still holds.
LISTS = ("access.py", "looking.py", "granting.py", "belonging.py", "worklist.py")


@dataclass(frozen=True)
class Fault:
    """``path`` from the root, ``function`` its qualified name, ``spot`` the number of the node in the walk of it.

    ``tests`` are named for faults of the kind ``text`` alone; for others the chart knows them.
    """

    path: str
    function: str
    kind: str
    spot: int
    was: str
    becomes: str
    digest: str
    tests: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.path}::{self.function} {self.kind} {self.was!r}"

    @property
    def needs_server(self) -> bool:
        """Locks are seen on PostgreSQL: SQLite lets one write at a time anyway."""
        return self.kind == "lock"

    @property
    def is_text(self) -> bool:
        return self.kind == "text"


# Needs no import in the file where it is planted.
EVERYTHING = "~__import__('django.db.models').db.models.Q(pk__in=[])"
Change = Callable[[ast.AST], str | None]


def _name(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _refusal(node: ast.AST) -> str | None:
    return (
        "pass" if isinstance(node, ast.Raise) and node.exc and REFUSALS.match(ast.unparse(node.exc)) else None
    )


def _check(node: ast.AST) -> str | None:
    return "pass" if isinstance(node, ast.Expr) and CHECKS.match(_name(node.value)) else None


def _note(node: ast.AST) -> str | None:
    return "pass" if isinstance(node, ast.Expr) and NOTES.match(_name(node.value)) else None


def _lock(node: ast.AST) -> str | None:
    if isinstance(node, ast.Expr) and LOCKS.match(_name(node.value)):
        return "pass"
    is_lock = isinstance(node, ast.Call) and _name(node) in ("held", "held_alone", "hold") and node.args
    return ast.unparse(node.args[0]) if is_lock else None


def _right(node: ast.AST) -> str | None:
    """The question is answered with yes."""
    return "True" if RIGHTS.match(_name(node)) else None


def _allowed(node: ast.AST) -> str | None:
    """A question that is passed on, as to ``load_or_refuse``, is answered with yes."""
    if not isinstance(node, ast.Call):
        return None
    less = copy.deepcopy(node)
    for number, given in enumerate(less.args):
        if PASSED_ON.match(ast.unparse(given)):
            less.args[number] = ast.parse("lambda *_given: True").body[0].value
            return ast.unparse(less)
    return None


def _scope(node: ast.AST) -> str | None:
    """A condition that everything meets, in the place of the one of the own region or unit."""
    return EVERYTHING if SCOPES.match(_name(node)) else None


def _other_right(node: ast.AST) -> str | None:
    """Any right of a viewer opens it."""
    if not isinstance(node, ast.Attribute) or not RIGHT.match(ast.unparse(node)):
        return None
    name = ast.unparse(node.value)
    return f"{name}.TEAM_VIEW" if node.attr == "REPORT_VIEW" else f"{name}.REPORT_VIEW"


def _filter(node: ast.AST) -> str | None:
    """The list without its last condition."""
    if (
        not isinstance(node, ast.Call)
        or not isinstance(node.func, ast.Attribute)
        or node.func.attr != "filter"
    ):
        return None
    less = copy.deepcopy(node)
    if not (less.keywords or less.args):
        return None
    (less.keywords or less.args).pop()
    return ast.unparse(less)


KINDS: dict[str, Change] = {
    "refusal": _refusal,
    "check": _check,
    "note": _note,
    "lock": _lock,
    "right": _right,
    "allowed": _allowed,
    "scope": _scope,
    "other right": _other_right,
    "filter": _filter,
}


def functions(tree: ast.AST, above: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """The outermost functions and the methods of a module with their qualified names."""
    for node in getattr(tree, "body", []):
        if isinstance(node, ast.FunctionDef):
            yield above + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, f"{above}{node.name}.")


def _in_body(function: ast.FunctionDef) -> Iterator[tuple[int, ast.AST]]:
    """Nodes of the body with their place in the walk: decorators and defaults ran long before a fault is planted."""
    outside = {id(inner) for part in [*function.decorator_list, function.args] for inner in ast.walk(part)}
    for spot, node in enumerate(ast.walk(function)):
        if id(node) not in outside and node is not function:
            yield spot, node


def _applies(kind: str, path: Path) -> bool:
    return kind != "filter" or path.name in LISTS


def faults_of(path: Path, root: Path) -> list[Fault]:
    """Every fault that can be planted in one file."""
    text = path.read_text()
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    where = path.relative_to(root).as_posix()
    return [
        Fault(where, name, kind, spot, ast.unparse(node), becomes, digest)
        for name, function in functions(ast.parse(text))
        for spot, node in _in_body(function)
        for kind, change in KINDS.items()
        if _applies(kind, path) and (becomes := change(node)) is not None
    ]


def guarded_files(root: Path) -> list[Path]:
    """Code outside the rules that runs on a site; declarations, the demo and migrations are no guards."""
    left_out = {"rules", "migrations", "demo", "commands", "templatetags"}
    paths = sorted((root / "anyelir").rglob("*.py"))
    return [path for path in paths if not left_out & set(path.relative_to(root).parts)]


def all_faults(root: Path) -> list[Fault]:
    every_fault = [fault for path in guarded_files(root) for fault in faults_of(path, root)]
    return sorted(every_fault, key=lambda fault: (fault.key, fault.spot))


def fixed_faults(root: Path) -> list[Fault]:
    """What was once planted by hand and seen by nobody, and the promises; without those that fit nowhere any more."""
    return [fault for listed in _listed() if (fault := _fixed(listed, root)) is not None]


def fit_nowhere(root: Path) -> list[str]:
    """Faults of the fixed list whose guard was written anew since: they are to be named anew as well."""
    return [f"{listed['path']}: {listed['was']}" for listed in _listed() if _fixed(listed, root) is None]


def _listed() -> list[dict]:
    listed: list[dict] = tomllib.loads(FIXED.read_text())["fault"]
    return listed


def _fixed(listed: dict, root: Path) -> Fault | None:
    if not (root / listed["path"]).exists():
        return None
    text = (root / listed["path"]).read_text()
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    if "function" not in listed:
        if text.count(listed["was"]) != 1:
            return None
        return Fault(
            listed["path"], "", "text", 0, listed["was"], listed["becomes"], digest, tuple(listed["tests"])
        )
    function = dict(functions(ast.parse(text))).get(listed["function"])
    for spot, node in _in_body(function) if function else ():
        if _can_be_replaced(node) and ast.unparse(node) == listed["was"]:
            return Fault(
                listed["path"], listed["function"], "fixed", spot, listed["was"], listed["becomes"], digest
            )
    return None


def _can_be_replaced(node: ast.AST) -> bool:
    """No name to which something is given."""
    return isinstance(node, ast.stmt | ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store)


def planted(fault: Fault, root: Path) -> CodeType:
    """The code of the function with the fault in it."""
    path = root / fault.path
    tree = ast.parse(path.read_text())
    function = dict(functions(tree))[fault.function]
    target = list(ast.walk(function))[fault.spot]
    new = ast.parse(fault.becomes).body[0]
    _put(function, target, new if isinstance(target, ast.stmt) else new.value)
    return _code_of(compile(ast.fix_missing_locations(tree), str(path), "exec"), fault.function)


def _put(function: ast.FunctionDef, target: ast.AST, new: ast.AST) -> None:
    ast.copy_location(new, target)
    for node in ast.walk(function):
        for field, value in ast.iter_fields(node):
            if value is target:
                setattr(node, field, new)
            elif isinstance(value, list):
                setattr(node, field, [new if element is target else element for element in value])


def _code_of(module: CodeType, name: str) -> CodeType:
    inner = [constant for constant in module.co_consts if isinstance(constant, CodeType)]
    for code in inner:
        if code.co_qualname == name:
            return code
        if name.startswith(f"{code.co_qualname}."):
            return _code_of(code, name)
    raise LookupError(name)
