"""Tables of counts: cells, and the sums that tie them together.

A sum says that one cell is the total of others: a kecamatan of its desa, both sexes of girls and boys, a
quarter of its months. Others know every sum, so a hidden cell is only as hidden as the sums leave it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from anyelir.rules.finiteness import check_fields

# Any hashable value. Mappings are invariant in their keys, so a narrower type would fit no caller.
Cell = Any

TOTAL = "total"
# Marks what a total holds beyond its stated parts; a name that no region or cut has.
NOT_STATED = "\u2205"


@dataclass(frozen=True)
class Sum:
    """``total`` is the sum of ``parts``."""

    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True)
class CountTable:
    """True counts and the sums between them.

    ``never_shown``: cells that nobody plans to show but that could be worked out (what lies between two
    published periods); ``already_shown``: cells that are public and cannot be hidden any more; ``floor``:
    least value that others must reckon with, 0 unless given. Raises ValueError for a sum that does not add
    up, a count below its floor, or a cell without a count.
    """

    counts: Mapping[Cell, int]
    sums: tuple[Sum, ...] = ()
    never_shown: frozenset[Cell] = frozenset()
    already_shown: frozenset[Cell] = frozenset()
    floor: Mapping[Cell, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_fields(self)
        for rule in self.sums:
            if any(cell not in self.counts for cell in (rule.total, *rule.parts)):
                raise ValueError(f"a cell of the sum of {rule.total} has no count")
            if self.counts[rule.total] != sum(self.counts[part] for part in rule.parts):
                raise ValueError(f"{rule.total} is not the sum of its parts")
        for cell, count in self.counts.items():
            if count < self.floor.get(cell, 0):
                raise ValueError(f"{cell} has a count below its floor")
        if not (self.never_shown | self.already_shown) <= self.counts.keys():
            raise ValueError("every listed cell needs a count")


class RegionCell(NamedTuple):
    """One count: a region and a breakdown (``TOTAL`` for everybody)."""

    region: str
    cut: str = TOTAL


@dataclass(frozen=True)
class Hierarchy:
    """The trees that a table is summed over: the parent of each region and of each cut.

    A root is in no key: ``region_parent={"32.01": "32"}`` has the root "32". Cuts without a parent are
    summed into nothing. Raises ValueError when a tree bites its own tail.
    """

    region_parent: Mapping[str, str]
    cut_parent: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for tree in (self.region_parent, self.cut_parent):
            for start in tree:
                _path(tree, start)

    def table(self, recorded: Mapping[RegionCell, int]) -> CountTable:
        """All cells and sums from counts as recorded.

        ``recorded``: people counted directly at a region and cut, usually the lowest of both. What is recorded
        higher up counts into the totals as "not stated", a part that is never shown. Raises ValueError for
        a negative count.
        """
        if any(count < 0 for count in recorded.values()):
            raise ValueError("counts are zero or more")
        regions, cuts = self._with_parents(recorded)
        placed = _place(recorded, regions, cuts)
        counts: dict[RegionCell, int] = {}
        for cell, count in placed.items():
            for region in _path(regions, cell.region):
                for cut in _path(cuts, cell.cut):
                    above = RegionCell(region, cut)
                    counts[above] = counts.get(above, 0) + count
        every_region, every_cut = _nodes(regions, placed, 0), _nodes(cuts, placed, 1)
        full = [RegionCell(region, cut) for region in every_region for cut in every_cut]
        return CountTable(
            {cell: counts.get(cell, 0) for cell in full},
            _sums(every_region, every_cut, regions, cuts),
            frozenset(cell for cell in full if NOT_STATED in cell.region or NOT_STATED in cell.cut),
        )

    def _with_parents(self, recorded: Mapping[RegionCell, int]) -> tuple[dict[str, str], dict[str, str]]:
        """Both trees with a "not stated" child wherever something was recorded above the lowest parts."""
        regions, cuts = dict(self.region_parent), dict(self.cut_parent)
        with_parts = set(regions.values()), set(cuts.values())
        for cell in recorded:
            if cell.region in with_parts[0]:
                regions[cell.region + NOT_STATED] = cell.region
            if cell.cut in with_parts[1]:
                cuts[cell.cut + NOT_STATED] = cell.cut
        return regions, cuts


def _place(
    recorded: Mapping[RegionCell, int], regions: Mapping[str, str], cuts: Mapping[str, str]
) -> dict[RegionCell, int]:
    """Counts moved to the lowest node of both trees that stands for them."""
    placed = {}
    for cell, count in recorded.items():
        region, cut = (
            name + NOT_STATED if name + NOT_STATED in tree else name
            for name, tree in ((cell.region, regions), (cell.cut, cuts))
        )
        placed[RegionCell(region, cut)] = count
    return placed


def _path(tree: Mapping[str, str], start: str) -> list[str]:
    """A node and everything above it."""
    path = [start]
    while path[-1] in tree:
        if tree[path[-1]] in path:
            raise ValueError(f"{start} is above itself")
        path.append(tree[path[-1]])
    return path


def _nodes(tree: Mapping[str, str], placed: Mapping[RegionCell, int], axis: int) -> list[str]:
    return sorted(tree.keys() | set(tree.values()) | {cell[axis] for cell in placed})


def _sums(
    regions: list[str], cuts: list[str], region_parent: Mapping[str, str], cut_parent: Mapping[str, str]
) -> tuple[Sum, ...]:
    sums = [
        Sum(RegionCell(total, cut), tuple(RegionCell(part, cut) for part in parts))
        for total, parts in _children(region_parent).items()
        for cut in cuts
    ]
    sums += [
        Sum(RegionCell(region, total), tuple(RegionCell(region, part) for part in parts))
        for total, parts in _children(cut_parent).items()
        for region in regions
    ]
    return tuple(sums)


def _children(tree: Mapping[str, str]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for part, total in sorted(tree.items()):
        children.setdefault(total, []).append(part)
    return children
