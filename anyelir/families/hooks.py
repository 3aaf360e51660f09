"""What rooms above say and hear of people: they register a function, families never imports them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

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


Carer = Callable[[Any, Any], bool]
_carers: list[Carer] = []


def when_asked_who_cares(carer: Carer) -> None:
    """``carer(user, person)`` says whether the user cares for that person, wherever the family is registered."""
    if carer not in _carers:
        _carers.append(carer)


def is_cared_for(user: Any, person: Any) -> bool:
    return any(carer(user, person) for carer in _carers)
