"""Work in the background: guests are forgotten when their time of keeping is over."""

from anyelir.core.jobs import JOBS, Job


def _forget() -> int:
    from anyelir.meetings.retention import forget_guests

    return forget_guests()


JOBS.declare(Job("guests", _forget, every_seconds=86_400.0))
