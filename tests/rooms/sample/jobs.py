from anyelir.core.jobs import JOBS, Job


def wipe() -> int:
    return 0


JOBS.declare(Job("sample", wipe))
