"""What this room adds to the page and the figures of an activity."""

from __future__ import annotations

from anyelir.meetings.queries.attendance import counts_of
from anyelir.secretariat.hooks import when_asked_how_many_came


def register() -> None:
    when_asked_how_many_came(counts_of)
