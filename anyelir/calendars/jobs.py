"""Work in the background: addresses that no phone asks for end by themselves."""

from anyelir.core.jobs import JOBS, Job


def _end_unused() -> int:
    from anyelir.calendars.expiry import end_unused

    return end_unused()


JOBS.declare(Job("calendars", _end_unused, every_seconds=86400.0))
