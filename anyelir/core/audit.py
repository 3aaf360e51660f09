"""Writing the audit trail: one call from every action, and one from every screen that shows personal detail."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, Protocol

from django.utils import timezone

from anyelir.core import gathering, staleness
from anyelir.core.models import AuditEntry
from anyelir.core.permission import Viewer


class Actor(Viewer, Protocol):
    """Who acts: a user of the site, or the system itself."""

    name: str


class System:
    """The site acting by itself: imports started by a command, the worker, the demo."""

    id: uuid.UUID | None = None
    name = "Sistem"
    is_authenticated = False
    is_system = True


class Nobody:
    """Somebody who has not signed in."""

    id: uuid.UUID | None = None
    name = "Belum masuk"
    is_authenticated = False


SYSTEM = System()
NOBODY = Nobody()


def note(
    *, by: Actor, verb: str, what: Any, region: str = "", whatever_happens: bool = False, **detail: Any
) -> AuditEntry:
    """Append one line: ``by`` did ``verb`` to the record ``what``. Never put NIK, phone or z-scores in detail.

    ``whatever_happens`` keeps the line of an attempt although the action around it is refused and rolled back.
    What was done makes the leaves stale that the catalogues declare for the verb (``core.staleness``).
    """
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
        detail={**detail, **_marks.get()},
    )
    lasting = _attempts.get() if whatever_happens else None
    gathered = _LINES.held if lasting is None else lasting
    if gathered is None:
        entry.save(force_insert=True)
    else:
        gathered.append(entry)
    if lasting is None:
        staleness.acted(verb, what, detail)
    return entry


def _store(lines: list[AuditEntry]) -> None:
    AuditEntry.objects.bulk_create(lines)


_LINES = gathering.Gatherer[list[AuditEntry]]("audit_lines", empty=list, join=list.extend, write=_store)
_attempts: ContextVar[list[AuditEntry] | None] = ContextVar("audit_attempts", default=None)


_marks: ContextVar[Mapping[str, str]] = ContextVar("audit_marks", default=MappingProxyType({}))


@contextmanager
def marked(**marks: str) -> Iterator[None]:
    """Every line of the block says so as well, for example that the session was opened by somebody else's code."""
    token = _marks.set(marks)
    try:
        yield
    finally:
        _marks.reset(token)


@contextmanager
def attempts() -> Iterator[None]:
    """Lines noted with ``whatever_happens`` are stored at the end of the block, which stands outside of the
    transaction: what somebody tried is in the trail also when it was refused and rolled back."""
    if _attempts.get() is not None:
        yield
        return
    lines: list[AuditEntry] = []
    token = _attempts.set(lines)
    try:
        yield
    finally:
        _attempts.reset(token)
        _store(lines)


def known_fields(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """The same values. Raises TypeError for one that is none of ``names``: a mistake of the program."""
    if unknown := sorted(set(values) - set(names)):
        raise TypeError(f"not a field: {', '.join(unknown)}")
    return dict(values)


def set_fields(record: Any, values: Mapping[str, Any]) -> list[str]:
    """Set the fields, unsaved; the sorted names of those that differed: the trail names fields, never values."""
    changed = sorted(name for name, value in values.items() if getattr(record, name) != value)
    for name, value in values.items():
        setattr(record, name, value)
    return changed
