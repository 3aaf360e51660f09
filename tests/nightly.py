"""The profile ``nightly`` of Hypothesis: many times the examples of each property, other ones each night.

A property says how many examples the gate has time for; ``make test-all`` takes TIMES as many, or as many as the
property asks for by ``@nightly.examples``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hypothesis import settings

NAME = "nightly"
TIMES = 10
# Where Hypothesis keeps the settings of a property, of which a profile does not reach those that it names itself.
OWN = "_hypothesis_internal_use_settings"


ASKED = "nightly_examples"


def examples(count: int) -> Callable[[Callable], Callable]:
    """So many of them at night, whatever the gate takes."""

    def asking(function: Callable) -> Callable:
        setattr(function, ASKED, count)
        return function

    return asking


def deepen(properties: Iterable[Callable]) -> None:
    """Give each function, once, its examples of the night."""
    functions = {getattr(each, "__func__", each) for each in properties}
    for function in functions:
        if usual := getattr(function, OWN, None):
            count = getattr(function, ASKED, TIMES * usual.max_examples)
            setattr(function, OWN, settings(usual, max_examples=count))
