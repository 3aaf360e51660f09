"""Every public function of the rules with one call that works, made from the types of its parameters.

``EXAMPLES`` gives a value by type, ``OWN`` the arguments of functions whose parameters must fit each other.
"""

import dataclasses
import importlib
import inspect
import pkgutil
import types
import typing
from collections import abc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from anyelir import rules
from anyelir.rules import finiteness
from tests.rules.public_examples import EXAMPLES, OWN


@dataclass(frozen=True)
class Call:
    """A function with arguments by name, and what each parameter is annotated with."""

    name: str
    function: Callable[..., Any]
    arguments: dict[str, Any]
    hints: dict[str, Any]

    def result(self, **changed: Any) -> Any:
        """What the call gives, iterators drawn out."""
        given = self.function(**(self.arguments | changed))
        return list(given) if isinstance(given, Iterator) else given


def _value(hint: Any) -> Any:
    """A value of the annotated type, its parts made in the same way; KeyError names a type that EXAMPLES lacks."""
    if hint in EXAMPLES:
        return EXAMPLES[hint]
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, types.UnionType) or origin is typing.Union:
        return _value(next(kind for kind in parts if kind is not type(None)))
    if origin is typing.Literal:
        return parts[0]
    if origin in MADE:
        return MADE[origin](*(_value(part) for part in parts if part is not ...))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if dataclasses.is_dataclass(hint):
        kinds = typing.get_type_hints(hint)
        return hint(
            **{
                field.name: _value(kinds[field.name])
                for field in dataclasses.fields(hint)
                if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            }
        )
    if hasattr(hint, "_field_defaults"):
        return hint()
    raise KeyError(hint)


# Containers made of one example of each of their parts.
MADE: dict[Any, Callable[..., Any]] = {
    tuple: lambda *parts: parts,
    abc.Sequence: lambda part: [part],
    abc.Collection: lambda part: [part],
    abc.Iterable: lambda part: [part],
    abc.Set: lambda part: frozenset([part]),
    frozenset: lambda part: frozenset([part]),
    abc.Mapping: lambda key, part: {key: part},
    dict: lambda key, part: {key: part},
}


def _call(name: str, function: Callable[..., Any]) -> Call:
    hints = typing.get_type_hints(function)
    known = OWN.get(name, {})
    parameters = inspect.signature(function).parameters
    arguments = {key: known[key] if key in known else _value(hints[key]) for key in parameters}
    return Call(name, function, arguments, hints)


def _modules(package: types.ModuleType) -> Iterator[types.ModuleType]:
    """The modules that offer something: a package with ``__all__`` speaks for those below it."""
    for entry in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(entry.name)
        if entry.ispkg and not hasattr(module, "__all__"):
            yield from _modules(module)
        else:
            yield module


def _public(module: types.ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What a module offers: the names of ``__all__`` where there is one, else its own names without underscore."""
    for name in getattr(module, "__all__", vars(module)):
        member = getattr(module, name)
        home = getattr(member, "__module__", "")
        is_own = home == module.__name__ or home.startswith(f"{module.__name__}.")
        if (
            is_own
            and not name.startswith("_")
            and callable(member)
            and inspect.isfunction(inspect.unwrap(member))
        ):
            yield name, member


@cache
def public_calls() -> tuple[Call, ...]:
    """All of them in order of their names ("fund.schedule": the first module or package and the function)."""
    calls = []
    for module in _modules(rules):
        if module is finiteness:  # the check itself
            continue
        part = module.__name__.split(".")[2]
        calls += [_call(f"{part}.{name}", member) for name, member in _public(module)]
    return tuple(sorted(calls, key=lambda call: call.name))
