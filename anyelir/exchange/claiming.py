"""Who carries out which import: a claim stands in the row itself, so several workers share the work without waiting.

A claim lapses: a worker that died leaves its import to the next one. Whoever lost a claim stops at the next portion.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from anyelir.exchange.models import ImportRun

# Reading a large workbook comes before its first portion, and that is when a claim is made longer.
CLAIM = dt.timedelta(minutes=3)
TRIED = 10
State = ImportRun.State


class ClaimLost(Exception):
    """Somebody else carries out this import by now."""


def without_worker(now: dt.datetime) -> Q:
    """Imports that wait, and those whose worker fell silent."""
    return Q(state=State.WAITING) | Q(state=State.RUNNING) & ~Q(claimed_until__gt=now)


def claim(holder: uuid.UUID) -> ImportRun | None:
    """Take an import that waits, or one whose worker fell silent; None when there is none.

    People who have none under way come first, then the oldest: ten files of one person do not hold up another.
    One conditional UPDATE decides, so two workers never win the same row.
    """
    now = timezone.now()
    free = without_worker(now)
    under_way = ImportRun.objects.filter(
        started_by=OuterRef("started_by"), state=State.RUNNING, claimed_until__gt=now
    )
    waiting = ImportRun.objects.filter(free).annotate(is_served=Exists(under_way))
    for pk in waiting.order_by("is_served", "updated_at", "pk").values_list("pk", flat=True)[:TRIED]:
        taken = {
            "state": State.RUNNING,
            "claimed_by": holder,
            "claimed_until": now + CLAIM,
            "updated_at": now,
        }
        if ImportRun.objects.filter(free, pk=pk).update(**taken):
            return ImportRun.objects.get(pk=pk)
    return None


def keep_claim(run: ImportRun, **counts: Any) -> None:
    """Make the claim longer and write the counts down; raises ClaimLost when it is somebody else's."""
    until = timezone.now() + CLAIM
    claimed = ImportRun.objects.filter(pk=run.pk, state=State.RUNNING, claimed_by=run.claimed_by)
    if not claimed.update(claimed_until=until, **counts):
        raise ClaimLost


def give_up_claim(run: ImportRun, state: str, **results: Any) -> None:
    """End an import in a state, with its results; raises ClaimLost when it is somebody else's."""
    claimed = ImportRun.objects.filter(pk=run.pk, state=State.RUNNING, claimed_by=run.claimed_by)
    now = timezone.now()
    ended = {"state": state, "claimed_by": None, "claimed_until": None, "finished_at": now, "updated_at": now}
    if not claimed.update(**ended, **results):
        raise ClaimLost
