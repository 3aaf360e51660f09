"""Writing the audit trail: one call from every action, and one from every screen that shows personal detail."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.utils import timezone

from anyelir.core.models import AuditEntry


class Actor(Protocol):
    """Who acts: a user of the site, or the system itself."""

    id: uuid.UUID | None
    name: str


class System:
    """The site acting by itself: imports started by a command, the worker, the demo."""

    id: uuid.UUID | None = None
    name = "Sistem"
    is_authenticated = False
    is_system = True


SYSTEM = System()


def note(*, by: Actor, verb: str, what: Any, region: str = "", **detail: Any) -> AuditEntry:
    """Append one line: ``by`` did ``verb`` to the record ``what``. Never put NIK, phone or z-scores in detail."""
    kind = what if isinstance(what, str) else what._meta.label_lower
    object_id = "" if isinstance(what, str) else str(what.pk)
    entry = AuditEntry(
        at=timezone.now(),
        actor_id=by.id,
        actor_name=by.name,
        verb=verb,
        kind=kind,
        object_id=object_id,
        region_code=region,
        detail=detail,
    )
    gathered = _gathered.get()
    if gathered is None:
        entry.save(force_insert=True)
    else:
        gathered.append(entry)
    return entry


_gathered: ContextVar[list[AuditEntry] | None] = ContextVar("gathered_audit", default=None)


def set_fields(record: Any, values: Mapping[str, Any]) -> list[str]:
    """Set the fields, unsaved; the sorted names of those that differed: the trail names fields, never values."""
    changed = sorted(name for name, value in values.items() if getattr(record, name) != value)
    for name, value in values.items():
        setattr(record, name, value)
    return changed


@contextmanager
def in_one_go() -> Iterator[None]:
    """Write the lines of many actions together at the end, inside a transaction.

    Blocks may stand inside each other: an inner block that fails takes its lines with it, as its savepoint
    takes its rows.
    """
    outer, own = _gathered.get(), list[AuditEntry]()
    token = _gathered.set(own)
    try:
        yield
    finally:
        _gathered.reset(token)
    if outer is None:
        AuditEntry.objects.bulk_create(own)
    else:
        outer.extend(own)
