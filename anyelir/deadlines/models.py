"""One row for each thing that is owed by a moment."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from anyelir.core.fields import CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy

# Who ended what the site ended by itself.
SITE = uuid.UUID(int=0)


class DeadlineBase(Record):
    """A deadline of a room; a room with a database of its own has its own child.

    ``object_key`` names the record of the kind as text (``keeping.text_key``), ``region`` the code of its place as it
    was then: neither is a foreign key, so that a deadline blocks nothing. ``step`` is the last step that was taken.
    """

    kind = CodeField(max_length=60)
    object_key = CodeField(max_length=64)
    region = CodeField(max_length=64, blank=True)
    due_at = models.DateTimeField()
    step = CodeField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.UUIDField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="%(app_label)s_%(class)s_done",
            ),
            models.UniqueConstraint(
                fields=["kind", "object_key"],
                condition=Q(done_at=None),
                name="%(app_label)s_%(class)s_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "step", "due_at", "id"],
                condition=Q(done_at=None),
                name="%(app_label)s_%(class)s_step",
            ),
            models.Index(
                fields=["due_at", "id"], condition=Q(done_at=None), name="%(app_label)s_%(class)s_due"
            ),
        ]


class Deadline(DeadlineBase):
    """Deadlines of all rooms that share the main database."""

    privacy = {
        "id created_at updated_at kind region due_at step done_at": Privacy.INTERNAL,
        "object_key done_by": Privacy.PERSONAL,
    }

    class Meta(DeadlineBase.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at:%Y-%m-%d}"
