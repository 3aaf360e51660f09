"""Keep, find, erase and tidy files of any model of FileBase; transaction and right are for the room to say."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import uuid
from pathlib import Path
from typing import TypeVar

from django.utils import timezone

from anyelir.core.audit import Actor
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.reading import Prepared

Kept = TypeVar("Kept", bound=FileBase)
PARTLY = ".part"
# Bytes without a row are of a write that was undone, or of one that is going on just now.
PATIENCE = dt.timedelta(days=1)


def keep_file(model: type[Kept], file: Prepared, *, owner_kind: str, owner_key: object, by: Actor) -> Kept:
    """Store the bytes first and the row after them: a row never stands without its file."""
    record = model(
        kind=file.kind,
        media_type=file.media_type,
        digest=hashlib.sha256(file.content).hexdigest(),
        size=len(file.content),
        width=file.width,
        height=file.height,
        owner_kind=owner_kind,
        owner_key=str(owner_key),
        made_by=by.id,
    )
    _write(record.path, record.sealed(file.content))
    if file.preview:
        _write(record.preview_path, record.sealed(file.preview))
    record.save(force_insert=True)
    return record


def files_of(model: type[Kept], owner_kind: str, owner_key: object) -> list[Kept]:
    """The files of an owner, the newest first."""
    rows = model._base_manager.filter(owner_kind=owner_kind, owner_key=str(owner_key), erased_at=None)
    return list(rows.order_by("-created_at", "-id"))


def erase_file(record: FileBase) -> None:
    """The row stays as history; the bytes go with the next tidying, when nobody can undo the write any more."""
    record.erased_at = timezone.now()
    record.save(update_fields=["erased_at", "updated_at"])


def content_of(record: FileBase, *, small: bool = False) -> bytes | None:
    """The bytes, or None when there are none (a PDF has no small picture, an erased file nothing)."""
    try:
        content = (record.preview_path if small else record.path).read_bytes()
    except FileNotFoundError:
        return None
    return record.opened(content)


def is_whole(record: FileBase) -> bool:
    """Whether the bytes on the disk are those that were kept."""
    content = content_of(record)
    return content is not None and hashlib.sha256(content).hexdigest() == record.digest


def tidy(model: type[FileBase] = StoredFile) -> int:
    """Remove the bytes of erased files and of writes that were undone; returns how many files went."""
    gone = 0
    for path in sorted(model.folder().glob("??/*")):
        if _is_due(model, path):
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _is_due(model: type[FileBase], path: Path) -> bool:
    written = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    if timezone.now() - written < PATIENCE:
        return False
    if path.suffix == PARTLY:
        return True
    try:
        key = uuid.UUID(path.name.partition(".")[0])
    except ValueError:
        return True
    return not model._base_manager.filter(pk=key, erased_at=None).exists()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by the site alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partly = path.with_name(f"{path.name}{PARTLY}")
    with os.fdopen(os.open(partly, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    partly.replace(path)
