"""The profile ``nightly`` of Hypothesis: many times the examples of each property, other ones each night.

A property says how many examples the gate has time for; ``make test-all`` takes TIMES as many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hypothesis import settings

NAME = "nightly"
TIMES = 10
# Where Hypothesis keeps the settings of a property, of which a profile does not reach those that it names itself.
OWN = "_hypothesis_internal_use_settings"


def deepen(properties: Iterable[Callable]) -> None:
    """Give each function, once, TIMES the examples that it asks for."""
    functions = {getattr(each, "__func__", each) for each in properties}
    for function in functions:
        if examples := getattr(function, OWN, None):
            setattr(function, OWN, settings(examples, max_examples=TIMES * examples.max_examples))
