"""No public function of the rules takes a number that is none: NaN, infinity, text, or one too large to hold.

Every number in every argument of every function is replaced in turn, inside records, lists and arrays too. What the
rules promise (``anyelir.rules``): text is refused, NaN and infinity are refused or mean "not known", and never come
out again as a result; a whole number counts with its value, whatever kind numpy keeps it in.
"""

import dataclasses
import math
import warnings
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from anyelir.rules.child_months import ChildMonth
from anyelir.rules.evidence.panel import Panel
from anyelir.rules.evidence.staggered import Cell, GroupTimeEffects
from anyelir.rules.evidence.synthetic import Fit, SyntheticEstimate
from anyelir.rules.evidence.windows import EvaluationWindow
from anyelir.rules.fund import Schedule
from anyelir.rules.growth import Assessment
from anyelir.rules.immunisation import DoseState, Histories, Recorded
from anyelir.rules.names import NameForm
from anyelir.rules.ranking.shrinkage import Proportions
from anyelir.rules.referral import ReferralReason
from tests.rules.public_calls import Call, public_calls

NUMBERS = int | float | Decimal | Fraction | np.integer | np.floating
HUGE = 10**30
REFUSED = (ValueError, TypeError)

# Results of one function that are handed to the next as they are; nobody fills them in.
MADE_BY_RULES = (
    Assessment,
    Cell,
    ChildMonth,
    DoseState,
    EvaluationWindow,
    Fit,
    GroupTimeEffects,
    Histories,
    NameForm,
    Proportions,
    Recorded,
    ReferralReason,
    Schedule,
    SyntheticEstimate,
)
# Numbers of draws: the more, the longer it takes.
DRAWS = {"agents", "draws", "moves", "permutations", "steps"}

Change = Callable[[Any], Any]


def is_number(value: Any) -> bool:
    return isinstance(value, NUMBERS) and not isinstance(value, bool)


def is_numbers(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind in "iuf"


def parts_of(value: Any) -> Iterator[tuple[str, Any, Callable[[Any], Any]]]:
    """Each part of a record, a row or a mapping: its name, itself, and what puts another in its place."""
    if isinstance(value, MADE_BY_RULES):
        return
    if dataclasses.is_dataclass(value):
        for name in (field.name for field in dataclasses.fields(value)):
            yield (
                f".{name}",
                getattr(value, name),
                lambda part, name=name: dataclasses.replace(value, **{name: part}),
            )
    elif isinstance(value, list | tuple) and value:
        yield "[0]", value[0], lambda part: _like(value, [part, *value[1:]])
    elif isinstance(value, Mapping) and value:
        key = next(iter(value))
        yield f"[{key}]", value[key], lambda part: {**value, key: part}


def changed(value: Any, change: Change, place: str = "") -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each number inside ``value`` with what makes a copy of ``value`` in which it alone is changed."""
    if is_number(value) or is_numbers(value):
        yield place, lambda: change(value)
        return
    for name, part, with_part in parts_of(value):
        for inner, make in changed(part, change, place + name):
            yield inner, lambda make=make, with_part=with_part: with_part(make())


def _like(value: Any, parts: list[Any]) -> Any:
    if hasattr(value, "_fields"):
        return type(value)(*parts)
    return type(value)(parts)


def every_change(call: Call, change: Change) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Calls of the function with one number changed, by the name of its place."""
    for parameter, value in call.arguments.items():
        for place, make in changed(value, change, parameter):
            yield place, lambda make=make, parameter=parameter: call.result(**{parameter: make()})


def numbers_in(result: Any) -> Iterator[Any]:
    """Every number of a result."""
    if is_number(result):
        yield result
    elif is_numbers(result):
        yield from result.ravel().tolist()
    elif dataclasses.is_dataclass(result):
        for field in dataclasses.fields(result):
            yield from numbers_in(getattr(result, field.name))
    elif isinstance(result, Mapping):
        for part in result.values():
            yield from numbers_in(part)
    elif isinstance(result, list | tuple | set | frozenset):
        for part in result:
            yield from numbers_in(part)


def outcome(make: Callable[[], Any]) -> str:
    """What a call does: "refused", "finite", or what went wrong."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = make()
    except REFUSED:
        return "refused"
    except Exception as error:
        return repr(error)
    bad = [number for number in numbers_in(result) if not math.isfinite(number)]
    return f"gives {bad[0]}" if bad else "finite"


def of(number: float | str) -> Change:
    """The change to a number that is none, of the kind it replaces; in an array of its first entry."""

    def change(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            copy = value.astype(np.float64)
            copy.flat[0] = number
            return copy
        return type(value)(str(number)) if isinstance(value, Decimal) else float(number)

    return change


def as_text(value: Any) -> Any:
    return value.astype(str) if isinstance(value, np.ndarray) else str(value)


def as_huge(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return np.full_like(value, np.iinfo(np.int64).max if value.dtype.kind == "i" else 1e300)
    return type(value)(HUGE)


def as_unsigned(value: Any) -> Any:
    """The same number in the smallest unsigned kind that holds it."""
    if isinstance(value, np.ndarray):
        fits = value.dtype.kind == "i" and value.min() >= 0
        return value.astype(np.min_scalar_type(int(value.max()))) if fits else value
    return np.min_scalar_type(value).type(value) if isinstance(value, int) and value >= 0 else value


# Answers that the docstrings promise instead of a refusal.
DOCUMENTED = {
    "evidence.standard_error influence": "made by an estimator, never typed",
    "evidence.tier_words tier": "KeyError for no such tier",
    "matching_evidence.name_part ladder[0][0]": "a row of the table of weights",
    "fund.schedule terms.rate_percent_per_month": "unsound terms give problems and are returned with them",
    "fund.replan rate_percent_per_month": "as fund.schedule",
    "fund.split_surplus shares[0].percent": "the problem is returned",
    "ranking.gower visitor[a]": "a feature may be text",
    "ranking.gower host[a]": "a feature may be text",
    "ranking.improvement people": "NaN where too few periods were reported",
}
# NaN where nothing was computed, in float arrays that the caller asks for.
NAN_IN_ARRAYS = {"growth.assess_many", "growth5to19.assess_many"}
CALLS = [pytest.param(call, id=call.name) for call in public_calls() if list(every_change(call, as_text))]
NONSENSE = {
    "NaN": of("nan"),
    "infinity": of("inf"),
    "minus infinity": of("-inf"),
    "text": as_text,
    "huge": as_huge,
    "minus huge": lambda value: -as_huge(value),
}


def is_right(call: Call, place: str, label: str, given: str) -> bool:
    if f"{call.name} {place}" in DOCUMENTED or (call.name in NAN_IN_ARRAYS and given == "gives nan"):
        return True
    return given == "refused" or (given == "finite" and label != "text")


@pytest.mark.parametrize("call", CALLS)
def test_numbers_that_are_none_are_refused_or_not_known(call):
    wrong = []
    is_slow = any(isinstance(value, Panel) for value in call.arguments.values())
    for label, change in NONSENSE.items():
        if is_slow and label not in ("NaN", "text"):
            continue
        for place, make in every_change(call, change):
            if "huge" in label and place in DRAWS:
                continue
            given = outcome(make)
            if not is_right(call, place, label, given):
                wrong.append(f"{label} as {place}: {given}")
    assert not wrong


@pytest.mark.parametrize("call", CALLS)
def test_unsigned_numbers_count_with_their_value(call):
    expected = plain(call.result())
    wrong = [place for place, make in every_change(call, as_unsigned) if plain(make()) != expected]
    assert not wrong


def plain(result: Any) -> Any:
    """A result as Python's own lists and numbers, so that results of two calls can be compared."""
    if isinstance(result, np.ndarray | np.generic):
        return repr(result.tolist())
    if dataclasses.is_dataclass(result):
        return {field.name: plain(getattr(result, field.name)) for field in dataclasses.fields(result)}
    if isinstance(result, Mapping):
        return {str(key): plain(part) for key, part in result.items()}
    if isinstance(result, list | tuple):
        return [plain(part) for part in result]
    return repr(result) if isinstance(result, float) else result


def test_the_walk_sees_every_public_function():
    """More than 140 of them take numbers today; a function without a working example fails when the calls are made."""
    assert len(CALLS) > 140
    assert {"growth.assess", "fund.schedule", "evidence.planned_se", "ranking.nearness"} <= {
        parameter.values[0].name for parameter in CALLS
    }
