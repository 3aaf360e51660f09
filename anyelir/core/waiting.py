"""What a room declares about things that wait for a person, and about days to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Task:
    """Something that waits: what, how it stands, where it is done. ``is_urgent`` asks for it today."""

    title: str
    note: str
    url: str
    icon: str
    is_urgent: bool = False


@dataclass(frozen=True)
class ComingDay:
    """Something that happens on a day of the next week."""

    on: dt.date
    title: str
    note: str
    url: str


@dataclass(frozen=True)
class Waiting:
    """A kind of task of a room: ``find(user)`` gives those that wait for the person, already cut to a screen."""

    key: str
    find: Callable[[Any], Iterable[Task]]


@dataclass(frozen=True)
class Coming:
    """A kind of coming day of a room: ``find(user)`` gives those of the next week."""

    key: str
    find: Callable[[Any], Iterable[ComingDay]]


WAITING: Registry[Waiting] = Registry("waiting.tasks")
COMING: Registry[Coming] = Registry("waiting.days", is_required=False)
