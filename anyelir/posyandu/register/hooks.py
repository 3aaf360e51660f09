"""What the rooms above know of children and posyandu: they register here, the register never imports them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

LastDay = Callable[[Any, Any], dt.date | None]
_last_days: list[LastDay] = []


def when_asked_who_came(last_day: LastDay) -> None:
    """``last_day(posyandu, child)`` is the last day of which that posyandu holds something about the child."""
    if last_day not in _last_days:
        _last_days.append(last_day)


def last_day_at(posyandu: Any, child: Any) -> dt.date | None:
    """The last day on which the child was there; None for one that never came."""
    days = (last_day(posyandu, child) for last_day in _last_days)
    return max((day for day in days if day is not None), default=None)


@dataclass(frozen=True)
class Insight:
    """A reason to see children beside where they are enrolled and live: the list rules, and the same for one child."""

    # Children whom the user sees as they are today, and those of whom the user sees something at all.
    caring: Callable[[Any], QuerySet]
    visible: Callable[[Any], QuerySet]
    # (user, child, key of the posyandu where the child is enrolled now)
    is_caring: Callable[[Any, Any, uuid.UUID | None], bool]
    # The last day by posyandu up to which the user sees what that posyandu wrote of the child.
    until: Callable[[Any, Any], Sequence[tuple[uuid.UUID, dt.date]]]


_insights: list[Insight] = []


def when_asked_who_else_sees(insight: Insight) -> None:
    if insight not in _insights:
        _insights.append(insight)


def caring_otherwise(user: Any) -> Q:
    """The condition of ``access.caring_children`` that rooms above add, for a person."""
    return _any_of(insight.caring(user) for insight in _insights)


def visible_otherwise(user: Any) -> Q:
    return _any_of(insight.visible(user) for insight in _insights)


def is_caring_otherwise(user: Any, child: Any, posyandu: uuid.UUID | None) -> bool:
    return any(insight.is_caring(user, child, posyandu) for insight in _insights)


def until_otherwise(user: Any, child: Any) -> list[tuple[uuid.UUID, dt.date]]:
    return [span for insight in _insights for span in insight.until(user, child)]


def _any_of(children: Iterable[QuerySet]) -> Q:
    any_of = Q(pk__in=[])
    for keys in children:
        any_of |= Q(pk__in=keys)
    return any_of


Known = Mapping[str, Decimal | int | None]
_graders: list[Callable[[Any, dt.date], Known]] = []


def when_grading(grader: Callable[[Any, dt.date], Known]) -> None:
    """``grader(posyandu, on)`` gives inputs of the strata that the site knows itself; None where it does not."""
    if grader not in _graders:
        _graders.append(grader)


def known_inputs(posyandu: Any, on: dt.date) -> dict[str, Decimal | int | None]:
    """What the site itself knows of the eight inputs of a grading."""
    return {name: value for grader in _graders for name, value in grader(posyandu, on).items()}
