"""Numbers as the rules take them: text, NaN and infinity are refused, a whole number counts with its value.

numpy keeps small unsigned numbers that wrap around when they are subtracted, and reads text as numbers without a
word; neither may decide about a person. The checks follow the annotations, so that they cannot say something else.
"""

from __future__ import annotations

import functools
import inspect
import math
import types
import typing
from collections import abc
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, ParamSpec, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

NUMBERS = (int, float, Decimal, Fraction)
IN_ROWS = (abc.Sequence, abc.Iterable, tuple, list)
IN_KEYS = (abc.Mapping, dict)


def finite_numbers(function: Callable[P, R]) -> Callable[P, R]:
    """Check every number among the arguments before ``function`` runs. Raises ValueError, naming the argument."""
    names = [*inspect.signature(function).parameters]

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        # Without ``Signature.bind``, which takes longer than most rules: a page asks for hundreds of them.
        kinds = _kinds(function)
        named = [_checked(value, kinds, name) for name, value in zip(names, args, strict=False)]
        rest: Any = args[len(named) :]
        return function(*named, *rest, **{name: _checked(kwargs[name], kinds, name) for name in kwargs})

    return checked


def _checked(value: Any, kinds: dict[str, Kind], name: str) -> Any:
    return _plain(value, kinds[name], name) if name in kinds else value


def check_fields(record: Any, *, without: str = "", may_miss: bool = False) -> None:
    """The same for the fields of a frozen record, from its ``__post_init__``; all but those named in ``without``.

    ``may_miss``: a number that is not finite means "not known" in every field.
    """
    kind_of: Any = type(record)
    for name, kind in _kinds(kind_of).items():
        value = getattr(record, name)
        kind = replace(kind, may_miss=may_miss)
        plain = value if name in without.split() else _plain(value, kind, name)
        if plain is not value:
            object.__setattr__(record, name, plain)


@dataclass(frozen=True)
class Kind:
    """What a value may be, and whether None may stand for "not known": then NaN and infinity do as well.

    ``may_miss``: they do without None too, and in the parts of a row.
    """

    hint: Any
    is_optional: bool = False
    may_miss: bool = False


@functools.cache
def _kinds(named: Hashable) -> dict[str, Kind]:
    """The parameters of a function or the fields of a record that hold numbers."""
    kinds = {name: _kind(hint) for name, hint in typing.get_type_hints(named).items() if name != "return"}
    return {name: kind for name, kind in kinds.items() if _holds_numbers(kind.hint)}


def _kind(hint: Any) -> Kind:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        kinds = [part for part in typing.get_args(hint) if part is not type(None)]
        numbers = [part for part in kinds if _holds_numbers(part)]
        widest = float if float in numbers else numbers[0] if numbers else None
        return Kind(widest if len(numbers) == len(kinds) else None, len(kinds) < len(typing.get_args(hint)))
    return Kind(hint)


def _holds_numbers(hint: Any) -> bool:
    if hint in NUMBERS or typing.get_origin(hint) is np.ndarray:
        return True
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    held = parts[1:] if origin in IN_KEYS else [part for part in parts if part is not ...]
    return origin in (*IN_ROWS, *IN_KEYS) and all(_holds_numbers(_kind(part).hint) for part in held)


def _plain(value: Any, kind: Kind, name: str) -> Any:
    if type(value) is int and kind.hint is int:
        return value
    if value is None and kind.is_optional:
        return None
    origin, parts = typing.get_origin(kind.hint), typing.get_args(kind.hint)
    if origin is np.ndarray or isinstance(value, np.ndarray):
        return numbers_of(value, name, may_miss=parts[-1:] != (np.dtype[np.int64],))
    if origin in IN_KEYS:
        return {key: _plain(each, _kind(parts[1]), name) for key, each in value.items()}
    if origin in IN_ROWS:
        return _row(value, replace(_kind(parts[0]), may_miss=kind.may_miss), name)
    return _number(value, kind, name)


def _row(values: Any, kind: Kind, name: str) -> Any:
    if isinstance(values, str):
        raise ValueError(f"{name} is text")
    plain = [_plain(value, kind, name) for value in values]
    return tuple(plain) if isinstance(values, tuple) else plain


def plain_number(value: Any, name: str) -> Any:
    """A number as Python keeps it, finite or not. Raises ValueError for anything else."""
    if isinstance(value, np.generic):
        value = value.item()
    if not isinstance(value, NUMBERS):
        raise ValueError(f"{name}: {value!r} is not a number")
    return value


def _number(value: Any, kind: Kind, name: str) -> Any:
    value = plain_number(value, name)
    if isinstance(value, int | Fraction):
        return value
    if (kind.is_optional or kind.may_miss) and kind.hint is not int:
        return value
    if not math.isfinite(value):
        raise ValueError(f"{name}: {value} is not finite")
    if kind.hint is int and value != int(value):
        raise ValueError(f"{name}: {value} is not whole")
    return value


def numbers_of(values: Any, name: str, *, may_miss: bool = True) -> Any:
    """``values`` as an array of numbers, unsigned ones as signed; NaN stays where it may mean "not reported"."""
    array = np.asarray(values)
    if array.dtype.kind not in "biufM":
        raise ValueError(f"{name} holds no numbers")
    if array.dtype.kind == "f" and (np.isinf(array).any() or (not may_miss and np.isnan(array).any())):
        raise ValueError(f"{name} holds a number that is not finite")
    if array.dtype.kind == "u":
        if array.size and int(array.max()) > np.iinfo(np.int64).max:
            raise ValueError(f"{name} holds a number too large")
        return array.astype(np.int64)
    return array


def share(value: float, name: str) -> float:
    """``value``, which must lie strictly between 0 and 1, as a level or a probability does."""
    if not 0 < value < 1:
        raise ValueError(f"{name}: {value} does not lie between 0 and 1")
    return value
