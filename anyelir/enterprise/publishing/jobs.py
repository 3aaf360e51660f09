"""Work in the background: what ended by its date leaves the catalogue, and the whole of it is compared each night."""

from anyelir.core.jobs import JOBS, Job


def _withdraw() -> int:
    from anyelir.enterprise.publishing.filling import withdraw_lapsed

    return withdraw_lapsed()


def _verify() -> int:
    from anyelir.enterprise.publishing.filling import verify

    return verify()


JOBS.declare(Job("catalogue_lapsed", _withdraw, every_seconds=900.0))
JOBS.declare(Job("catalogue_verify", _verify, every_seconds=24 * 3600.0))
