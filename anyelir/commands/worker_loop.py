"""The background worker: small jobs in a loop, each held by one worker of all at a time unless it is shared.

Each job has its own thread, so a long import does not delay the numbers of a dashboard. The main thread keeps
the leases: a job runs only while this process holds its lease, and a process that dies loses it by time. A shared
job needs no lease: what it does is claimed row by row.
"""

from __future__ import annotations

import logging
import threading
import uuid

from django.db import DatabaseError, close_old_connections, connection

from anyelir.core import lease
from anyelir.core.jobs import LEASE_SECONDS, Job

log = logging.getLogger("anyelir.worker")

RENEW_SECONDS = 4.0
LONGEST_PAUSE = 60.0


def pause_after(failures: int, every_seconds: float) -> float:
    """Seconds to wait after so many failures in a row: doubling, at most a minute."""
    return min(LONGEST_PAUSE, every_seconds * 2.0**failures)


class Runner(threading.Thread):
    """Repeats one job while this process holds its lease."""

    def __init__(self, job: Job, stop: threading.Event) -> None:
        super().__init__(name=job.name, daemon=True)
        self.job = job
        self.stop = stop
        self.may_run = threading.Event()
        if job.is_shared:
            self.may_run.set()
        self.failures = 0

    def run(self) -> None:
        while not self.stop.is_set():
            pause = self.round() if self.may_run.is_set() else self.job.every_seconds
            self.stop.wait(pause)
        connection.close()

    def round(self) -> float:
        """Do a portion; returns the seconds to wait before the next."""
        close_old_connections()
        try:
            done = self.job.work()
        # Whatever it was, the next round may succeed: the queue is in the database and nothing is lost.
        except Exception:
            self.failures += 1
            pause = pause_after(self.failures, self.job.every_seconds)
            log.exception("job %s failed %d times, next try in %.0f s", self.job.name, self.failures, pause)
            return pause
        self.failures = 0
        return 0.0 if done else self.job.every_seconds


class Worker:
    """Runs all jobs until ``stop`` is set."""

    def __init__(self, jobs: list[Job], stop: threading.Event) -> None:
        self.stop = stop
        self.holder = uuid.uuid4()
        self.runners = [Runner(job, stop) for job in jobs for _thread in range(job.threads)]

    def run(self) -> None:
        for runner in self.runners:
            runner.start()
        try:
            while True:
                self.renew()
                if self.stop.wait(RENEW_SECONDS):
                    break
        finally:
            self.stop.set()
            self._finish()

    def renew(self) -> None:
        """Take or keep the lease of each job; without it the job rests."""
        close_old_connections()
        for runner in self._leased():
            try:
                is_held = lease.take(runner.job.lease, self.holder, seconds=LEASE_SECONDS)
            except Exception:
                log.exception("lease of job %s cannot be renewed", runner.job.name)
                is_held = False
            if is_held:
                runner.may_run.set()
            else:
                runner.may_run.clear()

    def _leased(self) -> list[Runner]:
        return [runner for runner in self.runners if not runner.job.is_shared]

    def _finish(self) -> None:
        for runner in self.runners:
            runner.join(LEASE_SECONDS)
        for runner in self._leased():
            if not runner.is_alive() and runner.may_run.is_set():
                self._give_back(runner.job)

    def _give_back(self, job: Job) -> None:
        """So that the next worker need not wait; where the database is away, the lease lapses by itself."""
        try:
            lease.give_back(job.lease, self.holder)
        except DatabaseError:
            log.warning("lease of job %s cannot be given back", job.name)
