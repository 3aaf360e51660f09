"""What the steps of a write collect and what is written once at its end: lines of the trail, stale leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

Held = TypeVar("Held")

_gatherers: list[Gatherer[Any]] = []


class Gatherer(Generic[Held]):
    """One kind of thing that is collected.

    ``empty`` makes a collection, ``join(outer, inner)`` adds the inner one to the outer, ``write`` stores one.
    """

    def __init__(
        self,
        name: str,
        *,
        empty: Callable[[], Held],
        join: Callable[[Held, Held], None],
        write: Callable[[Held], None],
    ) -> None:
        self.empty, self.join, self.write = empty, join, write
        self.holding: ContextVar[Held | None] = ContextVar(name, default=None)
        _gatherers.append(self)

    @property
    def held(self) -> Held | None:
        """The collection of the innermost block; None outside of all, where a step writes at once."""
        return self.holding.get()

    def close(self, held: Held) -> None:
        """Hand ``held`` to the block around, or store it when there is none."""
        outer = self.held
        if outer is None:
            self.write(held)
        else:
            self.join(outer, held)


_depth: ContextVar[int] = ContextVar("gathering_depth", default=0)


def is_gathering() -> bool:
    return _depth.get() > 0


@contextmanager
def collecting() -> Iterator[None]:
    """Collect until the end of the block and write then; stands inside the transaction.

    Blocks may stand inside each other: an inner block that fails takes what it collected with it, as its
    savepoint takes its rows.
    """
    opened = [(gatherer, held, gatherer.holding.set(held)) for gatherer, held in _fresh()]
    depth = _depth.set(_depth.get() + 1)
    try:
        yield
    finally:
        _depth.reset(depth)
        for gatherer, _held, token in opened:
            gatherer.holding.reset(token)
    for gatherer, held, _token in opened:
        gatherer.close(held)


def _fresh() -> list[tuple[Gatherer[Any], Any]]:
    return [(gatherer, gatherer.empty()) for gatherer in _gatherers]
