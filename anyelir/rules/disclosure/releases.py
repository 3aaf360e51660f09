"""The guard between releases: what one table hides must not come out by subtracting another.

A quarter minus two published months is the third month; a corrected table minus the first one is the late
report. All releases are therefore looked at together: the periods between their borders, and the changes of
figures already published, are cells that nobody shows and that are guarded like any other.
Source: handbook, protection 4.6 and test 52 [D].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import index
from typing import NamedTuple

from anyelir.rules.disclosure.cells import Cell, CountTable, Hierarchy, RegionCell, Sum
from anyelir.rules.disclosure.limits import CellLimit
from anyelir.rules.disclosure.suppression import Suppression, suppress
from anyelir.rules.finiteness import finite_numbers


class Span(NamedTuple):
    """Whole months ``first`` to ``last``, both included; a month is any running number."""

    first: int
    last: int


@dataclass(frozen=True)
class Release:
    """A table that was given out: all its true counts as they stood then, and the cells that were shown.

    The counts of hidden cells stay inside; they are needed to guard the next release.
    """

    span: Span
    counts: Mapping[RegionCell, int]
    shown: frozenset[RegionCell]


class _At(NamedTuple):
    """A cell of the joint system: ``now`` a span as counted today, ``then`` an earlier release, ``change``."""

    kind: str
    where: Span | int
    cell: RegionCell


@dataclass
class _System:
    """All releases as one table."""

    counts: dict[Cell, int]
    sums: list[Sum]
    shown: set[Cell]
    floor: dict[Cell, int]

    def add(self, kind: str, where: Span | int, table: CountTable) -> None:
        """A whole table with its own sums, under a name."""
        self.counts |= {_At(kind, where, cell): count for cell, count in table.counts.items()}
        self.sums += [
            Sum(
                _At(kind, where, rule.total),
                tuple(_At(kind, where, part) for part in rule.parts),
            )
            for rule in table.sums
        ]


@finite_numbers
def next_release(
    history: Mapping[int, Mapping[RegionCell, int]],
    hierarchy: Hierarchy,
    span: Span,
    earlier: Sequence[Release],
    limit: CellLimit,
) -> tuple[Release, Suppression]:
    """The next table, with more cells hidden where earlier releases would give one away.

    ``history``: counts as recorded, by month and then by cell, for every month of every release;
    ``earlier``: all releases still in people's hands. A cell whose figure changed by a small number since it
    was published is hidden: show the former figure with its date. Leaks are cells that the earlier
    releases alone give away. Raises ValueError for a span that ends before it begins.
    """
    span = Span(index(span.first), index(span.last))
    if span.last < span.first:
        raise ValueError("a span ends after it begins")
    tables = {each: _table(history, hierarchy, each) for each in _spans(span, earlier)}
    system = _System({}, [], set(), {})
    for each, table in tables.items():
        system.add("now", each, table)
    for whole in tables:
        _tie_to_parts(system, whole, [part for part in _elements(span, earlier) if _inside(part, whole)])
    for number, release in enumerate(earlier):
        _tie_to_release(system, number, release, tables[release.span])
    table = tables[span]
    candidates = {_At("now", span, cell) for cell in table.counts.keys() - table.never_shown}
    joint = CountTable(
        system.counts,
        tuple(system.sums),
        frozenset(system.counts.keys() - candidates - system.shown),
        frozenset(system.shown),
        system.floor,
    )
    return _own_part(suppress(joint, limit), span, table)


def _own_part(joint: Suppression, span: Span, table: CountTable) -> tuple[Release, Suppression]:
    """The cells of the new span out of the joint result."""
    cells = [cell for cell in table.counts if cell not in table.never_shown]
    shown = {cell: table.counts[cell] for cell in cells if _At("now", span, cell) in joint.shown}
    hidden = {
        cell: joint.hidden[_At("now", span, cell)] for cell in cells if _At("now", span, cell) in joint.hidden
    }
    release = Release(span, dict(table.counts), frozenset(shown))
    return release, Suppression(shown, hidden, joint.leaks)


def _table(history: Mapping[int, Mapping[RegionCell, int]], hierarchy: Hierarchy, span: Span) -> CountTable:
    """Counts of a span from its months; every table has the cells of all months, so that they subtract."""
    recorded: dict[RegionCell, int] = {}
    for month, counts in history.items():
        for cell, count in counts.items():
            recorded[cell] = recorded.get(cell, 0) + (count if span.first <= month <= span.last else 0)
    return hierarchy.table(recorded)


def _elements(span: Span, earlier: Sequence[Release]) -> list[Span]:
    """The shortest periods between all borders of all releases."""
    borders = sorted(
        {border for each in (span, *(r.span for r in earlier)) for border in (each.first, each.last + 1)}
    )
    return [Span(first, after - 1) for first, after in zip(borders, borders[1:], strict=False)]


def _spans(span: Span, earlier: Sequence[Release]) -> list[Span]:
    return list(dict.fromkeys([span, *(release.span for release in earlier), *_elements(span, earlier)]))


def _inside(part: Span, whole: Span) -> bool:
    return whole.first <= part.first and part.last <= whole.last and part != whole


def _tie_to_parts(system: _System, whole: Span, parts: Sequence[Span]) -> None:
    if not parts:
        return
    for at in [cell for cell in system.counts if cell.where == whole]:
        system.sums.append(Sum(at, tuple(_At("now", part, at.cell) for part in parts)))


def _tie_to_release(system: _System, number: int, release: Release, table: CountTable) -> None:
    """What was shown then is public for good; where figures changed since, the change is a cell of its own."""
    today = table.counts
    then = {cell: release.counts.get(cell, 0) for cell in today}
    if then == today:
        system.shown |= {_At("now", release.span, cell) for cell in release.shown if cell in today}
        return
    system.add("then", number, CountTable(then, table.sums))
    for cell, count in today.items():
        change = _At("change", number, cell)
        system.counts[change] = count - then[cell]
        if count < then[cell]:
            system.floor[change] = -then[cell]
        system.sums.append(Sum(_At("now", release.span, cell), (_At("then", number, cell), change)))
    system.shown |= {_At("then", number, cell) for cell in release.shown if cell in today}
