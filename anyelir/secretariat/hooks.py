"""What rooms above add to an activity: parts of its page, and how many came. They register when they start."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from anyelir.core.registry import Registry
from anyelir.secretariat.models import Activity


@dataclass(frozen=True)
class ActivityPart:
    """``shown(request, activity)`` gives a part of the page as safe HTML, "" where there is nothing to show.

    ``rank`` is the place on the page: invitation 100, agenda 200, attendance 300, minutes 400, decisions 500,
    photos 600, cost 700.
    """

    key: str
    rank: int
    shown: Callable[[Any, Activity], str]
    # Its sheet of styles, below static.
    style: str = ""


ACTIVITY_PARTS: Registry[ActivityPart] = Registry(
    "secretariat.activity_parts", order=lambda part: part.rank, is_required=False
)

Counting = Callable[[Iterable[Activity]], Mapping[uuid.UUID, int]]
_counting: list[Counting] = []


def when_asked_how_many_came(counting: Counting) -> None:
    """``counting(activities)`` gives how many came, of those activities of which there is a list."""
    if counting not in _counting:
        _counting.append(counting)


def counted_at(activity: Activity) -> int | None:
    """How many are on the list of who came; None when there is none."""
    return _counts([activity]).get(activity.pk)


def reached_at(activities: Iterable[Activity]) -> dict[uuid.UUID, int | None]:
    """How many came to each: those on its list, or what the secretary wrote where there is no list."""
    rows = list(activities)
    counts = _counts(rows)
    return {each.pk: counts.get(each.pk, each.reached) for each in rows}


def _counts(activities: list[Activity]) -> dict[uuid.UUID, int]:
    return {key: count for counting in _counting for key, count in counting(activities).items()}
