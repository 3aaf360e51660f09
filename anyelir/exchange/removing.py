"""Uploaded workbooks leave the disk after their term: they name children, and nobody needs them any more."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from anyelir.core.audit import SYSTEM, note
from anyelir.core.clock import today_anywhere
from anyelir.exchange.folder import uploads_folder
from anyelir.exchange.models import ImportRun
from anyelir.rules.keeping import days_kept

State = ImportRun.State
AT_ONCE = 100
# A file without a row is of an upload that was undone, or of one that is going on just now.
PATIENCE = dt.timedelta(days=1)


def remove_old_uploads() -> int:
    """Remove the files of imports whose term is over, and files that no import knows; returns how many went."""
    due = [run for run in _ended()[:AT_ONCE] if remove_upload(run)]
    return len(due) + _remove_unknown()


def _ended():
    """Imports at rest whose files are still there and whose term is over, the oldest first."""
    today, over = today_anywhere(), Q()
    for state in (State.PREVIEWED, State.DONE, State.FAILED):
        before = timezone.now() - dt.timedelta(days=days_kept(f"import_{state}", today))
        over |= Q(state=state, finished_at__lt=before)
    return ImportRun.objects.filter(over, removed_at=None).order_by("finished_at")


def remove_upload(run: ImportRun) -> bool:
    """Take the row first, so that nobody confirms it meanwhile; then its files. False when it moved on."""
    state = State.LAPSED if run.state == State.PREVIEWED else run.state
    counts = {name: run.report[name] for name in ImportRun.COUNTS if name in run.report}
    now = timezone.now()
    same = ImportRun.objects.filter(pk=run.pk, state=run.state, finished_at=run.finished_at)
    if not same.update(
        state=state, report=counts, upload_name="", errors_name="", removed_at=now, updated_at=now
    ):
        return False
    for path in filter(None, (run.upload, run.errors)):
        path.unlink(missing_ok=True)
    note(by=SYSTEM, verb="import.remove", what=run, state=str(run.state))
    return True


def _remove_unknown() -> int:
    """Files that no row names: what a crash left between the two."""
    pairs = ImportRun.objects.filter(removed_at=None).values_list("upload_name", "errors_name")
    known = {name for pair in pairs for name in pair}
    before = (timezone.now() - PATIENCE).timestamp()
    gone = 0
    for path in uploads_folder().iterdir():
        if path.name not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
