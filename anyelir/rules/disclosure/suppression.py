"""Which cells to hide: the small ones, and as many others as it takes that no sum gives them away.

Source: handbook, protection 4.6 and test 52 [D]; primary and complementary suppression as in official
statistics [B].
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules.disclosure.cells import Cell, CountTable, Sum
from anyelir.rules.disclosure.intervals import Puzzle, puzzles
from anyelir.rules.disclosure.limits import CellLimit


class Hidden(StrEnum):
    """Why a cell is hidden. Never shown to readers: it would tell which counts are small."""

    SMALL = "small"
    COMPLEMENT = "complement"


@dataclass(frozen=True)
class Suppression:
    """What may be given out.

    ``shown``: counts; ``hidden``: reasons, without the counts; ``leaks``: cells that earlier releases have
    given away already, so that hiding more would not help: a person must decide.
    """

    shown: Mapping[Cell, int]
    hidden: Mapping[Cell, Hidden]
    leaks: frozenset[Cell]


def suppress(table: CountTable, limit: CellLimit) -> Suppression:
    """Hide small cells and complements until every hidden cell could be anything within the limit's interval.

    The range of each hidden cell is at least ``limit.min_interval`` wide for anybody who knows all shown
    cells and all sums. Cells never shown are guarded when they are small. Complements are chosen greedily:
    the smallest count of the same sum that is enough, parts before totals.
    """
    small = {cell for cell, count in table.counts.items() if limit.is_small(count)}
    hidden = (small | table.never_shown) - table.already_shown
    work = _Work(table, limit, small, hidden)
    while work.add_complements():
        pass
    reasons = {
        cell: Hidden.SMALL if cell in small else Hidden.COMPLEMENT for cell in work.hidden - table.never_shown
    }
    shown = {cell: count for cell, count in table.counts.items() if cell not in work.hidden}
    return Suppression(shown, reasons, frozenset(work.leaks | (small & table.already_shown)))


class _Work:
    """The set of hidden cells while it grows."""

    def __init__(self, table: CountTable, limit: CellLimit, small: set[Cell], hidden: set[Cell]) -> None:
        self.table = table
        self.limit = limit
        self.small = small
        self.hidden = hidden
        self.leaks: set[Cell] = set()
        self.safe: set[frozenset[Cell]] = set()
        self.sums_of: dict[Cell, list[Sum]] = {cell: [] for cell in table.counts}
        for rule in table.sums:
            for cell in (rule.total, *rule.parts):
                self.sums_of[cell].append(rule)

    def add_complements(self) -> bool:
        """One round: look at every group of hidden cells that changed; whether any cell was added."""
        shown = {cell: count for cell, count in self.table.counts.items() if cell not in self.hidden}
        added: set[Cell] = set()
        for puzzle in puzzles(shown, self.hidden, self.table.sums, self.table.floor):
            group = frozenset(puzzle.cells)
            if group in self.safe:
                continue
            narrow = puzzle.narrow_cells(self._guarded(puzzle))
            if not narrow:
                self.safe.add(group)
            for cell in sorted(narrow - self.leaks, key=repr):
                added |= self._complements(cell, puzzle, added)
        self.hidden |= added
        return bool(added)

    def _guarded(self, puzzle: Puzzle) -> dict[Cell, int]:
        """The cells of a group that need a wide range: the small ones, and those hidden to guard them."""
        return {
            cell: self.limit.min_interval
            for cell in puzzle.cells
            if cell in self.small or cell not in self.table.never_shown
        }

    def _complements(self, cell: Cell, puzzle: Puzzle, added: set[Cell]) -> set[Cell]:
        """Cells to hide beside a cell that others could work out; marks a leak when there are none left."""
        found = set()
        for rule in self.sums_of[cell]:
            members = (rule.total, *rule.parts)
            if any(member in added for member in members):
                return set()
            room = sum(
                puzzle.width(member) for member in members if member in puzzle.bounds and member != cell
            )
            if room < self.limit.min_interval and (
                choice := self._choice(rule, self.limit.min_interval - room)
            ):
                found.add(choice[0])
        if not found and (anywhere := self._largest(puzzle)):
            found.add(anywhere[0])
        if not found:
            self.leaks.add(cell)
        return found

    def _choice(self, rule: Sum, wanted: float) -> tuple[Cell] | None:
        """The part with the smallest sufficient count, else the largest part, else the total."""
        parts = [part for part in rule.parts if self._may_hide(part)]
        counts = self.table.counts
        if enough := [part for part in parts if counts[part] >= wanted]:
            return (min(enough, key=lambda part: (counts[part], repr(part))),)
        if parts:
            return (max(parts, key=lambda part: (counts[part], repr(part))),)
        return (rule.total,) if self._may_hide(rule.total) else None

    def _largest(self, puzzle: Puzzle) -> tuple[Cell] | None:
        """The largest count in any sum of the group: the way out when a ring of sums gives a cell away."""
        nearby = {
            member
            for cell in puzzle.cells
            for rule in self.sums_of[cell]
            for member in (rule.total, *rule.parts)
            if self._may_hide(member)
        }
        return (
            (max(nearby, key=lambda member: (self.table.counts[member], repr(member))),) if nearby else None
        )

    def _may_hide(self, cell: Cell) -> bool:
        return cell not in self.hidden and cell not in self.table.already_shown
