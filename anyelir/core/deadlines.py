"""What a room declares about its deadlines: the kinds, the steps of each, and who waits for what is owed.

Declared by ``deadlines.py`` of the rooms; the room ``deadlines`` keeps the rows and takes the steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Step:
    """What happens so long after the moment that is due; a negative time is a reminder before it.

    ``act(deadline, now)`` runs in the transaction of the step and only writes rows or queues messages: what leaves
    the database cannot be undone when the step is.
    """

    key: str
    after: dt.timedelta
    act: Callable[[Any, dt.datetime], object] | None = None


@dataclass(frozen=True)
class Owed:
    """What is owed, for the person who looks at a list: the words and the page where it is done."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class DeadlineKind:
    """A kind of deadline; its steps stand in the order of time.

    ``rows(user)``: the records of the room that wait for this person, by the room's own right. ``owed(record)`` says
    one of them in words. ``only_last``: after a pause of the site only the last of the steps that came due meanwhile
    acts, because three reminders at once help nobody.
    """

    key: str
    label: str | Promise
    icon: str
    steps: tuple[Step, ...]
    rows: Callable[[Any], QuerySet[Any]]
    owed: Callable[[Model], Owed]
    only_last: bool = False

    def __post_init__(self) -> None:
        times = [step.after for step in self.steps]
        keys = {step.key for step in self.steps}
        if times != sorted(times) or len(keys) != len(times) or "" in keys:
            raise ValueError(f"{self.key}: steps have keys of their own and stand in the order of time")


KINDS: Registry[DeadlineKind] = Registry("deadlines.kinds", is_required=False)
