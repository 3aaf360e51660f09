"""Work in the background: the numbers follow the facts.

The engine is imported by the job itself, so that a web process, which only reads numbers, starts without it.
"""

from anyelir.core.jobs import JOBS, Job


def _fold() -> int:
    from anyelir.reports.folding import drain

    return drain()


def _queue_new_periods() -> int:
    from anyelir.reports.keeping import queue_new_periods

    return queue_new_periods()


def _check() -> int:
    from anyelir.reports.keeping import mend_nightly

    return mend_nightly()


JOBS.declare(
    Job("fold", _fold),
    Job("period", _queue_new_periods, every_seconds=60.0),
    Job("check", _check, every_seconds=600.0),
)
