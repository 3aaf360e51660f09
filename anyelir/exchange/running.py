"""Uploads that wait for the worker: reading them in the background, counting as they go."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.audit import SYSTEM
from anyelir.core.refusal import Refused
from anyelir.core.trouble import trouble_of
from anyelir.exchange.claiming import ClaimLost, claim, give_up_claim, keep_claim
from anyelir.exchange.folder import uploads_folder
from anyelir.exchange.kinds import KINDS
from anyelir.exchange.models import ImportRun
from anyelir.membership.access import working_regions

log = logging.getLogger(__name__)
State = ImportRun.State


def run_waiting() -> int:
    """Carry out one import that waits; returns how many were done (0 or 1).

    A run that was under way when its worker died is taken up again: imports are idempotent.
    """
    run = claim(uuid.uuid4())
    if run is None:
        return 0
    try:
        give_up_claim(run, **_outcome(run))
    except ClaimLost:
        log.warning("import %s was taken over", run.pk)
    return 1


def _outcome(run: ImportRun) -> dict[str, Any]:
    """The state in which the import ends, with its results."""
    try:
        return _carry_out(run)
    except Refused as refused:
        return {"state": State.FAILED, "message": refused.text}
    except ClaimLost:
        raise
    except Exception as error:
        if trouble_of(error) is not None:
            # A full disk or an absent database passes: the claim lapses, and the import is begun again.
            raise
        log.exception("import %s failed", run.pk)
        text = _("Berkas tidak selesai dibaca. Tidak ada baris setengah tersimpan.")
        return {"state": State.FAILED, "message": text}


def _carry_out(run: ImportRun) -> dict[str, Any]:
    # Loaded with the first import: web processes only write down that one is wanted.
    from anyelir.exchange.errorbook import write_errors
    from anyelir.exchange.importing import import_sheet

    def progress(done: int, total: int) -> None:
        keep_claim(run, rows_done=done, rows_total=total)

    kind, user = KINDS[run.kind], run.started_by
    codes = working_regions(user, kind.right) if user else None
    upload, errors_name = uploads_folder() / run.upload_name, ""
    report = import_sheet(
        kind, upload, by=user or SYSTEM, codes=codes, dry_run=run.dry_run, progress=progress
    )
    if report.to_mend:
        errors_name = f"{run.pk}-perbaiki.xlsx"
        write_errors(kind, upload, uploads_folder() / errors_name, report.to_mend)
    kept = {**report.as_json(), "proposed": report.proposed, "left_out": report.left_out}
    kept |= report.details
    kept["rejected_rows"] = len(report.rejected_rows)
    return {
        # A preview that found nothing new leaves nobody anything to do.
        "state": State.PREVIEWED if run.dry_run and report.created else State.DONE,
        "message": "",
        "rows_done": report.rows,
        "rows_total": report.rows,
        "report": kept,
        "errors_name": errors_name,
    }
