"""Work in the background: the steps that came due. The worker holds the lease of the job."""

from django.utils import timezone

from anyelir.core.jobs import JOBS, Job


def _tick() -> int:
    from anyelir.deadlines.ticking import tick

    return tick(timezone.now())


JOBS.declare(Job("deadlines", _tick, every_seconds=30.0))
