"""What a room declares about work in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from anyelir.core.registry import Registry

# So long a worker that was heard of no more keeps a job; it makes its leases longer well before.
LEASE_SECONDS = 15.0


@dataclass(frozen=True)
class Job:
    """``work()`` does a portion and returns how much it did; 0 means nothing waits, look again later."""

    name: str
    work: Callable[[], object]
    every_seconds: float = 1.0

    @property
    def lease(self) -> str:
        """The name under which one worker of all holds the right to it (core.lease)."""
        return f"worker.{self.name}"


JOBS: Registry[Job] = Registry("jobs", key="name")
