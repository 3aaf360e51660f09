"""Rooms above that must know when a person changed: they register a function, families never imports them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

Listener = Callable[[list[uuid.UUID]], None]
_listeners: list[Listener] = []


def when_people_change(listener: Listener) -> None:
    """Call ``listener`` with the keys of people whose sex, birth, death, place or identity changed."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_changed(people: Iterable[uuid.UUID]) -> None:
    """Inside the transaction of the change."""
    people = list(people)
    for listener in _listeners:
        listener(people)
