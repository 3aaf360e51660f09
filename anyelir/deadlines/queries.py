"""Reads for the screens: what is owed and late, in words of the room that it belongs to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from anyelir.core.clock import day_at
from anyelir.core.deadlines import KINDS, DeadlineKind, Owed
from anyelir.deadlines.access import visible_deadlines
from anyelir.deadlines.keeping import text_key
from anyelir.deadlines.models import Deadline

# The oldest first, as the index has them.
ORDER = ("due_at", "id")


@dataclass(frozen=True)
class Late:
    """A line of the list."""

    kind: DeadlineKind
    owed: Owed
    days: int


def overdue(user: Any, now: dt.datetime) -> QuerySet[Deadline]:
    """What this person could do and should have been done by now."""
    return visible_deadlines(user).filter(due_at__lte=now)


def overdue_counts(user: Any, now: dt.datetime) -> list[tuple[DeadlineKind, int]]:
    """How many of each kind are late for this person."""
    counts = Counter(dict(overdue(user, now).order_by().values_list("kind").annotate(n=Count("pk"))))
    return [(kind, counts[kind.key]) for kind in KINDS if counts[kind.key]]


def lines(user: Any, rows: Iterable[Deadline], now: dt.datetime) -> list[Late]:
    """The rows of a page in words, one question to the database for each kind."""
    rows = list(rows)
    records = {kind.key: _records(user, kind, rows) for kind in KINDS}
    return [
        Late(KINDS[row.kind], KINDS[row.kind].owed(record), _days(row, now))
        for row in rows
        if (record := records[row.kind].get(row.object_key)) is not None
    ]


def _records(user: Any, kind: DeadlineKind, rows: list[Deadline]) -> dict[str, Any]:
    """The records of this kind by their key, as far as the person may still see them."""
    keys = [row.object_key for row in rows if row.kind == kind.key]
    return {text_key(record): record for record in kind.rows(user).filter(pk__in=keys)} if keys else {}


def _days(row: Deadline, now: dt.datetime) -> int:
    """Days on the calendar of the place since the last one on which it would have been in time."""
    return (day_at(row.region, now) - day_at(row.region, row.due_at - dt.timedelta(microseconds=1))).days
