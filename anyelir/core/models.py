"""The base of all records, the audit trail, the queue of leaves whose numbers are stale, leases and budgets."""

from __future__ import annotations

from typing import Any

from django.db import models

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.ids import uuid7
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce


class Record(models.Model):
    """A fact or a thing with an identifier made where it was born."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class AppendOnly(models.QuerySet["AuditEntry"]):
    """Rows that are written once: history is never edited."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("append-only")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("append-only")


class AuditEntry(models.Model):
    """Who did or read what, where and when; without foreign keys, so history never blocks deletion."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(db_index=True)
    actor_id = models.UUIDField(null=True, db_index=True)
    actor_name = CleanCharField(max_length=120)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64, db_index=True)
    region_code = CodeField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)

    objects = AppendOnly.as_manager()
    written_once = WrittenOnce()
    privacy = {
        "id at verb kind region_code": Privacy.INTERNAL,
        "actor_id actor_name object_id detail": Privacy.PERSONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["region_code", "-at"])]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("append-only")


class OperationBase(models.Model):
    """One sending of a form or a phone that was carried out; the key is the id that the sender made.

    The content is there as a keyed hash alone. A room with a database of its own makes its own child.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    action = models.CharField(max_length=60)
    content = models.CharField(max_length=43)
    actor_id = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    result_kind = models.CharField(max_length=60, blank=True)
    result_id = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class Operation(OperationBase):
    """The sendings of all rooms that share the main database."""

    privacy = {
        "id action content at result_kind": Privacy.INTERNAL,
        "actor_id result_id": Privacy.PERSONAL,
    }


class DirtyLeaf(models.Model):
    """A unit and period whose numbers must be folded again; rows are appended, one folder process drains them."""

    unit_kind = CodeField(max_length=40)
    unit_key = CodeField(max_length=64)
    period = models.DateField()
    marked_at = models.DateTimeField(auto_now_add=True)

    privacy = {"id unit_kind unit_key period marked_at": Privacy.INTERNAL}


class Lease(models.Model):
    """Who carries out a job that must run once at a time; it lapses by itself when the holder is gone."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.UUIDField()
    until = models.DateTimeField()

    privacy = {"name holder until": Privacy.INTERNAL}


class Budget(models.Model):
    """Tries taken within a time: wrong passwords, codes, look-ups. The key is a blind index of who tries what."""

    key = models.CharField(max_length=43, primary_key=True)
    spent = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    privacy = {"spent until": Privacy.INTERNAL, "key": Privacy.SECRET}


class SequenceBase(models.Model):
    """The last number that was given in a series and year; a row that is held while the next one is taken."""

    series = CodeField(max_length=80)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="%(app_label)s_%(class)s_one")]


class NumberSequence(SequenceBase):
    """The numbers of books of the main database: letters, arrivals, lines of a register."""

    privacy = {"id series year last": Privacy.INTERNAL}

    class Meta(SequenceBase.Meta):
        pass
