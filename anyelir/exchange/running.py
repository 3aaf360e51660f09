"""Uploads that wait for the worker: reading them in the background, counting as they go."""

from __future__ import annotations

import logging
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.audit import SYSTEM
from anyelir.core.permission import Permission
from anyelir.core.refusal import Refused
from anyelir.exchange.models import ImportRun
from anyelir.membership.access import working_regions

log = logging.getLogger(__name__)
State = ImportRun.State


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
