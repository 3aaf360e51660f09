"""Which numbers become stale by which acts: declared by a catalogue, applied once at the end of a write.

A line of the trail says what was done to which record. A catalogue declares for a verb which of its leaves can have
other numbers afterwards, or names the verb as harmless with a reason. Nobody marks leaves by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anyelir.core import gathering
from anyelir.core.indicator import CATALOGUES, Catalogue, Leaf, Text
from anyelir.core.models import DirtyLeaf


@dataclass(frozen=True)
class Act:
    """A line of the trail with its record still at hand: ``verb`` was done to ``what``."""

    verb: str
    what: Any
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Stale:
    """Acts that change numbers.

    ``leaves`` gets all acts of these ``verbs`` of one commit, as their records are at its end, and gives the leaves
    that must be counted again; it may ask the database, with few queries however many acts there are.
    """

    verbs: tuple[str, ...]
    leaves: Callable[[Sequence[Act]], Iterable[Leaf]]


@dataclass(frozen=True)
class Staleness:
    """Every verb that could concern the facts of a catalogue: those that make leaves stale, and those that do not.

    ``harmless`` maps a verb to the reason. Raises ValueError for a verb that is declared twice.
    """

    stale: tuple[Stale, ...] = ()
    harmless: Mapping[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named = [verb for each in self.stale for verb in each.verbs] + list(self.harmless)
        if twice := sorted({verb for verb in named if named.count(verb) > 1}):
            raise ValueError(f"declared twice: {', '.join(twice)}")

    @property
    def verbs(self) -> frozenset[str]:
        """All that were thought of."""
        return frozenset([*(verb for each in self.stale for verb in each.verbs), *self.harmless])

    def leaves(self, acts: Sequence[Act]) -> set[Leaf]:
        """The leaves that these acts make stale."""
        stale_leaves: set[Leaf] = set()
        for each in self.stale:
            if matching := [act for act in acts if act.verb in each.verbs]:
                stale_leaves.update(each.leaves(matching))
        return stale_leaves


def acted(verb: str, what: Any, detail: Mapping[str, Any]) -> None:
    """An act was noted; at the end of the write around it, or at once without one, its leaves are queued."""
    act, gathered = Act(verb, what, detail), _ACTS.held
    if gathered is None:
        _queue([act])
    else:
        gathered.append(act)


def _queue(acts: Sequence[Act]) -> None:
    """Each leaf once, in one order, so that two writes never wait for each other."""
    rows = [
        DirtyLeaf(unit_kind=catalogue.kind, unit_key=leaf.key, period=leaf.period)
        for catalogue in sorted(CATALOGUES, key=_kind)
        for leaf in sorted(catalogue.staleness.leaves(acts))
    ]
    DirtyLeaf.objects.bulk_create(rows, batch_size=1000)


def _kind(catalogue: Catalogue) -> str:
    return catalogue.kind


_ACTS = gathering.Gatherer[list[Act]]("acts", empty=list, join=list.extend, write=_queue)
