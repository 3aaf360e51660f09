"""What a room declares for calendars: things that happen on a day, of bodies and places that the person may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from anyelir.core.navigation import Text
from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Happening:
    """A line of a calendar. ``key`` names the record for ever, so that a phone that reads the calendar again knows it.

    ``title`` and ``place`` go out to phones: no name of a person stands in them. Hours are those of ``region``.
    """

    key: str
    on: dt.date
    title: str
    region: str
    place: str = ""
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    url: str = ""
    is_cancelled: bool = False
    changed_at: dt.datetime | None = None


@dataclass(frozen=True)
class Happenings:
    """A kind of them: ``find(user, bodies, first, last)`` gives those between two days, both included.

    ``bodies`` is a query set of bodies whose calendar is asked for; what the person may not see is left out.
    """

    key: str
    label: Text
    icon: str
    find: Callable[[Any, Any, dt.date, dt.date], Iterable[Happening]]


HAPPENINGS: Registry[Happenings] = Registry("calendar.happenings", is_required=False)
