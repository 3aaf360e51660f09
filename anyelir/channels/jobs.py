"""Work in the background: messages leave. The worker holds the lease of the job."""

from anyelir.core.jobs import JOBS, Job


def _send() -> int:
    from anyelir.channels.sending import send_waiting

    return send_waiting()


JOBS.declare(Job("messages", _send, every_seconds=5.0))
