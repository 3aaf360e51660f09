"""Who sees that something is owed: whoever may do it by the rule of the room whose record it is; nobody else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from anyelir.core.deadlines import KINDS
from anyelir.deadlines.keeping import text_keys
from anyelir.deadlines.models import Deadline


def visible_deadlines(user: Any) -> QuerySet[Deadline]:
    """The open ones; a kind that no room declares belongs to nobody."""
    scope = Q(pk__in=[])
    for kind in KINDS:
        scope |= Q(kind=kind.key, object_key__in=text_keys(kind.rows(user)))
    return Deadline.objects.filter(scope, done_at=None)


def can_view_deadline(user: Any, deadline: Deadline) -> bool:
    kind = KINDS.get(deadline.kind)
    if kind is None or deadline.done_at is not None:
        return False
    return kind.rows(user).filter(pk=deadline.object_key).exists()
