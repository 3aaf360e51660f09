"""Set, move and settle deadlines of any model of DeadlineBase; transaction and right are for the room to say."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from django.db.models import CharField, Model, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, Replace
from django.utils import timezone

from anyelir.core.audit import Actor
from anyelir.core.deadlines import KINDS
from anyelir.deadlines.models import SITE, DeadlineBase

Kept = TypeVar("Kept", bound=DeadlineBase)


def text_key(record: Model) -> str:
    """The key of a record as its deadline stores it: of an id the digits alone, as both databases can write them."""
    return record.pk.hex if isinstance(record.pk, uuid.UUID) else str(record.pk)


def text_keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same of all rows, in the database."""
    text: Any = Cast("pk", CharField())
    if isinstance(rows.model._meta.pk, UUIDField):
        text = Replace(text, Value("-"), Value(""))
    return rows.order_by().annotate(_text_key=text).values("_text_key")


def set_deadline(model: type[Kept], *, kind: str, record: Model, region: str, due_at: dt.datetime) -> Kept:
    """The one open deadline of this kind for the record; another moment than before begins its steps anew.

    Raises KeyError for a kind that no room declares.
    """
    values = {"region": region, "due_at": due_at}
    open_row, is_new = model._base_manager.get_or_create(
        kind=KINDS[kind].key, object_key=text_key(record), done_at=None, defaults=values
    )
    if not is_new and (open_row.region, open_row.due_at) != (region, due_at):
        open_row.step = open_row.step if open_row.due_at == due_at else ""
        open_row.region, open_row.due_at = region, due_at
        open_row.save(update_fields=["region", "due_at", "step", "updated_at"])
    return open_row


class NewDeadline(NamedTuple):
    """What is owed for a record that is new itself."""

    kind: str
    record: Model
    region: str
    due_at: dt.datetime


def begin_new(model: type[DeadlineBase], rows: Iterable[NewDeadline]) -> None:
    """Of records that a file brought: nothing was owed for them before. Raises KeyError as ``set_deadline``."""
    model._base_manager.bulk_create(
        model(kind=KINDS[row.kind].key, object_key=text_key(row.record), region=row.region, due_at=row.due_at)
        for row in rows
    )


def settle_deadline(model: type[DeadlineBase], *, kind: str, record: Model, by: Actor) -> bool:
    """What was owed is done, or is owed no longer; whether something was open."""
    now = timezone.now()
    rows = model._base_manager.filter(kind=kind, object_key=text_key(record), done_at=None)
    return bool(rows.update(done_at=now, done_by=by.id or SITE, updated_at=now))
