"""What a room declares about work in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from anyelir.core.registry import Registry

# So long a worker that was heard of no more keeps a job; it makes its leases longer well before.
LEASE_SECONDS = 15.0


@dataclass(frozen=True)
class Job:
    """``work()`` does a portion and returns how much it did; 0 means nothing waits, look again later.

    A shared job claims its work row by row, so every worker may run it at the same time, in so many ``threads``.
    Any other job is run by one thread of one worker of all.
    """

    name: str
    work: Callable[[], object]
    every_seconds: float = 1.0
    threads: int = 1
    is_shared: bool = False

    def __post_init__(self) -> None:
        if self.threads != 1 and not self.is_shared:
            raise ValueError(f"job {self.name}: only a shared job has several threads")

    @property
    def lease(self) -> str:
        """The name under which one worker of all holds the right to it (core.lease)."""
        return f"worker.{self.name}"


JOBS: Registry[Job] = Registry("jobs", key="name")
