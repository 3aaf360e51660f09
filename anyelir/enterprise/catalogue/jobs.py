"""Work in the background: the nightly care of the catalogue."""

from anyelir.core.jobs import JOBS, Job


def _tend() -> int:
    from anyelir.enterprise.catalogue.tending import tend

    return tend()


JOBS.declare(Job("catalogue", _tend, every_seconds=24 * 3600.0))
