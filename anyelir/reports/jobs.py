"""Work in the background: the numbers follow the facts.

The engine is imported by the job itself, so that a web process, which only reads numbers, starts without it.
"""

from anyelir.core.jobs import JOBS, Job


def _fold() -> int:
    from anyelir.reports.folding import drain

    return drain()


def _open_periods() -> int:
    from anyelir.reports.keeping import open_periods

    return open_periods()


def _check() -> int:
    from anyelir.reports.keeping import check_nightly

    return check_nightly()


JOBS.declare(
    Job("fold", _fold),
    Job("period", _open_periods, every_seconds=60.0),
    Job("check", _check, every_seconds=600.0),
)
