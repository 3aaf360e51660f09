"""Counts of neighbouring places, and which of them are hidden so that nobody finds a small one by subtraction.

Down to desa a region is weighed among the regions beside it. From the desa down, or wherever units hang on a region
higher up, everything below is one tree of regions and units, because the table of RW and the table of units of the
same desa add up to the same numbers. What lies below a hidden region is hidden with it: its parts would give it away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from anyelir.core.indicator import Catalogue
from anyelir.regions.models import Level
from anyelir.regions.scope import LEVEL_ORDER, ancestors, contains, is_within, level_of, parent
from anyelir.reports.cells import Cells
from anyelir.reports.guards import Guard
from anyelir.reports.models import LeafNumbers, RegionNumbers
from anyelir.rules.disclosure.cells import CountTable, Sum
from anyelir.rules.disclosure.limits import CellLimit
from anyelir.rules.disclosure.suppression import suppress


class UnitCell(NamedTuple):
    """A unit in a table of counts; a region is its code there."""

    key: str


class Rest(NamedTuple):
    """What belongs to a region but is no line of any table."""

    code: str


Cell = str | UnitCell | Rest


class Tree:
    """The counts of a region and of all that is shown below it: ``below`` maps each region to its parts."""

    def __init__(self, top: str, numbers: Mapping[Cell, Cells], below: Mapping[str, Sequence[Cell]]) -> None:
        self.top, self.numbers, self.below = top, numbers, below

    def __contains__(self, cell: Cell) -> bool:
        return cell == self.top or cell in self.numbers

    def hidden(self, guard: Guard) -> frozenset[Cell]:
        """The cells below a top that is shown which may not be shown; nothing where no count is small."""
        if guard.limit is None:
            return frozenset()
        counts = self._counts(guard)
        return hidden_in(counts, self._sums(counts), self.top, guard.limit)

    def _counts(self, guard: Guard) -> dict[Cell, int]:
        counts: dict[Cell, int] = {cell: guard.count(numbers) for cell, numbers in self.numbers.items()}
        # From the deepest up: a region holds at least what its parts hold.
        for code in sorted(self.below, key=_depth, reverse=True):
            parts = sum(counts[part] for part in self.below[code])
            counts[code] = max(counts.get(code, 0), parts)
            if rest := counts[code] - parts:
                counts[Rest(code)] = rest
        return counts

    def _sums(self, counts: Mapping[Cell, int]) -> tuple[Sum, ...]:
        return tuple(
            Sum(code, (*parts, Rest(code)) if Rest(code) in counts else tuple(parts))
            for code, parts in self.below.items()
        )


def hidden_in(
    counts: Mapping[Cell, int], sums: tuple[Sum, ...], shown: str, limit: CellLimit
) -> frozenset[Cell]:
    """Which cells are hidden, ``shown`` being public; nothing where no count is small."""
    if not any(limit.is_small(count) for count in counts.values()):
        return frozenset()
    rests = frozenset(cell for cell in counts if isinstance(cell, Rest))
    table = CountTable(counts, sums, never_shown=rests, already_shown=frozenset({shown}))
    return frozenset(suppress(table, limit).hidden)


def _depth(code: str) -> int:
    return len(ancestors(code)) + 1 if code else 0


class Neighbours:
    """The trees of a catalogue in a period, read when they are asked for."""

    def __init__(self, catalogue: Catalogue, period: date) -> None:
        self.catalogue, self.period = catalogue, period
        self._trees: dict[str, Tree] = {}
        self._tops: dict[tuple[str, ...], str | None] = {}

    def tree_of(self, code: str) -> Tree:
        """The tree in which the region is weighed: the one below a region above it, or the regions beside it."""
        top = self._top_among(tuple(ancestors(code)))
        return self._tree(parent(code), self._family) if top is None else self._tree(top, self._all_below)

    def tree_of_unit(self, region: str) -> Tree | None:
        """The tree in which the units of a region are weighed; None where none can hang there."""
        top = self._top_among((*ancestors(region), region)) if region else None
        return None if top is None else self._tree(top, self._all_below)

    def numbers_of(self, code: str) -> Cells:
        row = self._regions().filter(code=code).first()
        return row.numbers if row else Cells(self.catalogue, {})

    def _top_among(self, path: tuple[str, ...]) -> str | None:
        """The first region on the way down from which on everything is one tree; None above all of them."""
        if path not in self._tops:
            above = [code for code in path if not _is_village_or_below(code)]
            bearing = set(self._leaves().filter(region__in=above).values_list("region", flat=True).distinct())
            tops = (code for code in path if code in bearing or _is_village_or_below(code))
            self._tops[path] = next(tops, None)
        return self._tops[path]

    def _tree(self, top: str, read: Callable[[str], Tree]) -> Tree:
        key = f"{read.__name__} {top}"
        if key not in self._trees:
            self._trees[key] = read(top)
        return self._trees[key]

    def _family(self, top: str) -> Tree:
        rows = self._regions().filter(parent_code=top)
        numbers: dict[Cell, Cells] = {row.code: row.numbers for row in rows}
        below = {top: list(numbers)}
        return Tree(top, {**numbers, top: self.numbers_of(top)}, below)

    def _all_below(self, top: str) -> Tree:
        regions = self._regions().filter(is_within(top, "code"))
        numbers: dict[Cell, Cells] = {row.code: row.numbers for row in regions}
        below: dict[str, list[Cell]] = defaultdict(list)
        places = {top, *(row.code for row in regions)}
        for leaf in self._leaves().filter(is_within(top, "region")):
            numbers[UnitCell(leaf.unit_key)] = leaf.numbers
            below[leaf.region].append(UnitCell(leaf.unit_key))
            places.add(leaf.region)
        places |= {code for place in places for code in ancestors(place) if contains(top, code)}
        for code in sorted(places):
            numbers.setdefault(code, Cells(self.catalogue, {}))
            if code != top:
                below[parent(code)].append(code)
        return Tree(top, numbers, below)

    def _regions(self):
        return RegionNumbers.objects.filter(unit_kind=self.catalogue.kind, period=self.period)

    def _leaves(self):
        return LeafNumbers.objects.filter(unit_kind=self.catalogue.kind, period=self.period)


def _is_village_or_below(code: str) -> bool:
    level = level_of(code)
    return level is not None and LEVEL_ORDER.index(level) >= LEVEL_ORDER.index(Level.DESAKEL)
