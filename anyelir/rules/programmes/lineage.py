"""Who heard it from whom: which places a programme reached, and over how many hands.

Derived from events of teaching in strict order of time, whole and anew each time: an early event that is
withdrawn changes what every later one was worth. A person teaches what was taught to her before that
moment; who was never taught gives nothing on, and the place counts as not reached.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from anyelir.rules.finiteness import check_fields, finite_numbers


@dataclass(frozen=True)
class TaughtPlace:
    """One who listened: her own key, "" when nobody noted it, and the code of the place she stands for, or ""."""

    person: str
    place: str


@dataclass(frozen=True)
class TeachingEvent:
    """A meeting at a moment: who spoke, who listened. ``is_source``: the speakers brought it from its origin."""

    key: str
    at: dt.datetime
    speakers: tuple[str, ...]
    taught: tuple[TaughtPlace, ...]
    is_source: bool = False

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class Reached:
    """A place: the first event that reached it, and the fewest hands over which it heard (1: from the origin)."""

    place: str
    first_at: dt.datetime
    event: str
    hop: int

    def __post_init__(self) -> None:
        check_fields(self)


@finite_numbers
def reached_places(events: Iterable[TeachingEvent]) -> dict[str, Reached]:
    """The places that were reached, by code; the order in which events arrive does not matter.

    Speakers of the same moment do not teach each other: only what was heard strictly before counts.
    """
    hops: dict[str, int] = {}
    reached: dict[str, Reached] = {}
    ordered = sorted(events, key=lambda event: (event.at, event.key))
    for _moment, together in groupby(ordered, key=lambda event: event.at):
        lessons = [(event, _hop(event, hops)) for event in together]
        for event, hop in lessons:
            if hop is not None:
                _listen(event, hop, hops, reached)
    return reached


def _hop(event: TeachingEvent, hops: dict[str, int]) -> int | None:
    """Hands up to those who listen; None when nobody who spoke was taught."""
    if event.is_source:
        return 1
    known = [hops[speaker] for speaker in event.speakers if speaker in hops]
    return 1 + min(known) if known else None


def _listen(event: TeachingEvent, hop: int, hops: dict[str, int], reached: dict[str, Reached]) -> None:
    for listener in event.taught:
        if listener.person:
            hops[listener.person] = min(hop, hops.get(listener.person, hop))
        if listener.place:
            first = reached.get(listener.place)
            if first is None:
                reached[listener.place] = Reached(listener.place, event.at, event.key, hop)
            elif hop < first.hop:
                reached[listener.place] = Reached(first.place, first.first_at, first.event, hop)
