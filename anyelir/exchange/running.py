"""Uploads that wait for the worker: reading them in the background, counting as they go."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.audit import SYSTEM, note
from anyelir.core.ids import uuid7
from anyelir.core.locking import held
from anyelir.core.permission import Permission
from anyelir.core.refusal import Refused
from anyelir.exchange.models import ImportRun
from anyelir.membership.access import working_regions

log = logging.getLogger(__name__)
KIND = "eppgbm"
SUFFIXES = (".xlsx", ".csv")
State = ImportRun.State


def folder() -> Path:
    """Where uploads are kept, readable by the site alone."""
    path = settings.VAR / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def receive(upload: Any, *, by: Any) -> ImportRun:
    """Keep an uploaded file and queue a dry run of it; raises Refused for a file that cannot be meant."""
    suffix = Path(upload.name).suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused("wrong_type", _("Pilih berkas Excel (.xlsx) atau CSV."), field="file", status=415)
    if not upload.size:
        text = _("Berkas ini kosong. Pilih berkas yang berisi data.")
        raise Refused("empty_file", text, field="file", status=422)
    if upload.size > settings.IMPORT_MAX_BYTES:
        limit = settings.IMPORT_MAX_BYTES // (1024 * 1024)
        text = _("Berkas ini lebih dari %s MB. Bagi menjadi beberapa berkas.") % limit
        raise Refused("file_too_large", text, field="file", status=413)
    path = folder() / f"{uuid7()}{suffix}"
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            file.write(chunk)
    run = ImportRun.objects.create(
        kind=KIND,
        file_name=Path(upload.name).name[:200],
        sha256=digest.hexdigest(),
        path=str(path),
        started_by=by,
    )
    note(by=by, verb="import.upload", what=run, sha256=run.sha256)
    return run


@transaction.atomic
def confirm(run: ImportRun, *, by: Any) -> ImportRun:
    """Save what the preview showed: queue the same file again, this time for good."""
    run = held(run)
    if run.state != State.PREVIEWED:
        raise Refused("not_previewed", _("Berkas ini sudah disimpan atau belum selesai diperiksa."))
    run.state, run.dry_run, run.rows_done = State.WAITING, False, 0
    run.save(update_fields=["state", "dry_run", "rows_done", "updated_at"])
    note(by=by, verb="import.confirm", what=run)
    return run


def run_waiting() -> int:
    """Carry out the oldest waiting import; returns how many were done (0 or 1).

    A run that was under way when its worker died is taken up again: imports are idempotent.
    """
    pending = ImportRun.objects.filter(state__in=(State.WAITING, State.RUNNING)).order_by("updated_at")
    run = pending.first()
    if run is None:
        return 0
    run.state = State.RUNNING
    run.save(update_fields=["state", "updated_at"])
    try:
        _carry_out(run)
    except Refused as refused:
        _finish(run, State.FAILED, message=refused.text)
    except Exception:
        log.exception("import %s failed", run.pk)
        _finish(
            run, State.FAILED, message=_("Berkas tidak selesai dibaca. Tidak ada baris setengah tersimpan.")
        )
    return 1


def _carry_out(run: ImportRun) -> None:
    # Loaded with the first import: web processes only write down that one is wanted.
    from anyelir.exchange.errorbook import write_errors
    from anyelir.exchange.importing import import_eppgbm

    def progress(done: int, total: int) -> None:
        ImportRun.objects.filter(pk=run.pk).update(rows_done=done, rows_total=total)

    user = run.started_by
    codes = working_regions(user, Permission.IMPORT_RUN) if user else None
    report = import_eppgbm(
        Path(run.path), by=user or SYSTEM, codes=codes, dry_run=run.dry_run, progress=progress
    )
    if report.rejected:
        target = Path(run.path).with_name(f"{run.pk}-perbaiki.xlsx")
        write_errors(Path(run.path), target, report.rejected)
        run.error_path = str(target)
    run.rows_done = run.rows_total = report.rows
    run.report = {**report.as_json(), "z_scores": report.z_scores, "rejected_rows": len(report.rejected_rows)}
    _finish(run, State.PREVIEWED if run.dry_run else State.DONE)


def _finish(run: ImportRun, state: str, message: str = "") -> None:
    run.state, run.message, run.finished_at = state, message, timezone.now()
    run.save()
