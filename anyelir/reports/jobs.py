"""Work in the background: the numbers follow the facts.

The engine is imported by the job itself, so that a web process, which only reads numbers, starts without it.
"""

from anyelir.core.jobs import JOBS, Job


def _fold() -> int:
    from anyelir.reports.folding import drain

    return drain()


def _open_month() -> int:
    from anyelir.reports.folding import open_month

    return open_month()


JOBS.declare(Job("fold", _fold), Job("month", _open_month, every_seconds=60.0))
