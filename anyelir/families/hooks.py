"""What rooms above say and hear of people: they register a function, families never imports them."""

from __future__ import annotations

import datetime as dt
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


FirstDay = Callable[[Any], dt.date | None]
_first_days: list[FirstDay] = []


def when_asked_since_when(first_day: FirstDay) -> None:
    """``first_day(person)`` is the first day on which the person was seen in that room."""
    if first_day not in _first_days:
        _first_days.append(first_day)


def first_day_of(person: Any) -> dt.date | None:
    """The first day on which the person was seen; None for one whom no room above knows."""
    days = (first_day(person) for first_day in _first_days)
    return min((day for day in days if day is not None), default=None)


Carer = Callable[[Any, Any], bool]
_carers: list[Carer] = []


def when_asked_who_cares(carer: Carer) -> None:
    """``carer(user, person)`` says whether the user cares for that person, wherever the family is registered."""
    if carer not in _carers:
        _carers.append(carer)


def is_cared_for(user: Any, person: Any) -> bool:
    return any(carer(user, person) for carer in _carers)
