"""Work in the background: once a night the cards of all funds against their books."""

from anyelir.core.jobs import JOBS, Job


def _check() -> int:
    from anyelir.enterprise.fund.keeping import check_nightly

    return check_nightly()


JOBS.declare(Job("funds", _check, every_seconds=600.0))
