"""Work in the background: what nobody owns any more leaves the disk."""

from anyelir.core.jobs import JOBS, Job


def _tidy() -> int:
    from anyelir.files.keeping import tidy

    return tidy()


JOBS.declare(Job("files", _tidy, every_seconds=3600.0))
