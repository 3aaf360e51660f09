"""What a room declares about work in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from anyelir.core.registry import Registry


@dataclass(frozen=True)
class Job:
    """``work()`` does a portion and returns how much it did; 0 means nothing waits, look again later."""

    name: str
    work: Callable[[], object]
    every_seconds: float = 1.0


JOBS: Registry[Job] = Registry("jobs", key="name")
