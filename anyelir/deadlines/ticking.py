"""The clock of the room: each step of each deadline happens exactly once.

A step is one transaction: a conditional UPDATE takes it, then its act writes. Who dies before the end leaves nothing
behind and the step is taken again; who comes second changes no row and stops. A clock that jumps ahead takes what
came due, one that goes back takes nothing twice, because the row remembers its last step.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator

from django.db import router
from django.db.models import Q

from anyelir.core.action import whole
from anyelir.core.deadlines import KINDS, DeadlineKind, Step
from anyelir.deadlines.models import Deadline, DeadlineBase

log = logging.getLogger("anyelir.deadlines")
PORTION = 200


def tick(
    now: dt.datetime, *, model: type[DeadlineBase] = Deadline, kinds: Iterable[DeadlineKind] = KINDS
) -> int:
    """Take every step that is due at ``now``; how many were taken. An act that fails is tried at the next tick."""
    taken = 0
    for kind in kinds:
        for step, earlier in _in_turn(kind):
            rows = model._base_manager.filter(kind=kind.key, step__in=earlier, due_at__lte=now - step.after)
            taken += sum(_take(row, step, now) for row in _by_portions(rows.filter(done_at=None)))
    return taken


def _in_turn(kind: DeadlineKind) -> Iterator[tuple[Step, list[str]]]:
    """Each step with the steps after which it is taken: all in their order, or the last one first."""
    keys = ["", *(step.key for step in kind.steps)]
    if kind.only_last:
        yield from reversed([(step, keys[: at + 1]) for at, step in enumerate(kind.steps)])
    else:
        yield from ((step, [keys[at]]) for at, step in enumerate(kind.steps))


def _by_portions(rows) -> Iterator[DeadlineBase]:
    """Rows that fail stay where they are and are passed by."""
    beyond = Q()
    while portion := list(rows.filter(beyond).order_by("due_at", "id")[:PORTION]):
        yield from portion
        last = portion[-1]
        beyond = Q(due_at__gte=last.due_at) & (Q(due_at__gt=last.due_at) | Q(id__gt=last.id))


def _take(row: DeadlineBase, step: Step, now: dt.datetime) -> bool:
    model = type(row)
    try:
        with whole(router.db_for_write(model)):
            mine = model._base_manager.filter(pk=row.pk, step=row.step, due_at=row.due_at, done_at=None)
            if not mine.update(step=step.key, updated_at=now):
                return False
            row.step = step.key
            if step.act is not None:
                step.act(row, now)
    # Whatever it was, the other deadlines go on; this step is undone and taken again.
    except Exception:
        log.exception("step %s of %s failed: %s", step.key, row.kind, row.pk)
        return False
    return True
