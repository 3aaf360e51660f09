"""Work in the background: uploaded workbooks are read and stored, and leave the disk after their term."""

from anyelir.core.jobs import JOBS, Job


def _import_waiting() -> int:
    from anyelir.exchange.running import run_waiting

    return run_waiting()


def _remove_old() -> int:
    from anyelir.exchange.removing import remove_old_uploads

    return remove_old_uploads()


# Claimed by row: a small file need not wait for a large one, and every worker may help.
JOBS.declare(Job("import", _import_waiting, threads=2, is_shared=True))
JOBS.declare(Job("import_files", _remove_old, every_seconds=3600.0))
