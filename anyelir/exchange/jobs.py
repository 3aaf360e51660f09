"""Work in the background: uploaded workbooks are read and stored."""

from anyelir.core.jobs import JOBS, Job


def _import_waiting() -> int:
    from anyelir.exchange.running import run_waiting

    return run_waiting()


JOBS.declare(Job("import", _import_waiting))
