"""What a person does with a file: bring it for a preview, then save what the preview showed."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import note
from anyelir.core.ids import uuid7
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.exchange.folder import uploads_folder
from anyelir.exchange.models import ImportRun

SUFFIXES = (".xlsx", ".csv")
State = ImportRun.State


@action("import.upload", stored=lambda run: run.file_name)
def receive_upload(*, kind: str, file: File, by: Any, op_id: uuid.UUID | None = None) -> ImportRun:
    """Keep an uploaded file of a kind (a key of ``KINDS``) and queue a dry run of it.

    Refuses: wrong_type, empty_file, file_too_large.
    """
    name = Path(file.name or "").name
    suffix = Path(name).suffix.lower()
    _refuse_file(suffix, file.size)
    path = uploads_folder() / f"{uuid7()}{suffix}"
    run = ImportRun.objects.create(
        kind=kind,
        file_name=name[:200],
        sha256=_keep(file, path),
        upload_name=path.name,
        started_by=by,
    )
    note(by=by, verb="import.upload", what=run, sha256=run.sha256)
    return run


@action("import.confirm", stored=lambda run: run.file_name)
def confirm_import(*, run: ImportRun, by: Any, op_id: uuid.UUID | None = None) -> ImportRun:
    """Save what the preview showed: queue the same file again, this time for good.

    Refuses: lapsed, not_previewed.
    """
    run = held(run)
    if run.state == State.LAPSED:
        text = _("Berkas ini sudah dihapus karena lama tidak disimpan. Unggah lagi berkasnya.")
        raise Refused("lapsed", text)
    if run.state != State.PREVIEWED:
        raise Refused("not_previewed", _("Berkas ini sudah disimpan atau belum selesai diperiksa."))
    run.state, run.dry_run, run.rows_done = State.WAITING, False, 0
    run.save(update_fields=["state", "dry_run", "rows_done", "updated_at"])
    note(by=by, verb="import.confirm", what=run)
    return run


def _refuse_file(suffix: str, size: int) -> None:
    if suffix not in SUFFIXES:
        raise Refused("wrong_type", _("Pilih berkas Excel (.xlsx) atau CSV."), field="file", status=415)
    if not size:
        text = _("Berkas ini kosong. Pilih berkas yang berisi data.")
        raise Refused("empty_file", text, field="file", status=422)
    if size > settings.IMPORT_MAX_BYTES:
        limit = settings.IMPORT_MAX_BYTES // (1024 * 1024)
        text = _("Berkas ini lebih dari %s MB. Bagi menjadi beberapa berkas.") % limit
        raise Refused("file_too_large", text, field="file", status=413)


def _keep(file: File, path: Path) -> str:
    """Write the bytes down; the SHA-256 of them."""
    digest = hashlib.sha256()
    with path.open("wb") as target:
        for chunk in file.chunks():
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()
