"""Which cells to hide: the small ones, and as many others as it takes that no sum gives them away.

Source: handbook, protection 4.6 and test 52 [D]; primary and complementary suppression as in official
statistics [B].
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules.disclosure.cells import Cell, CountTable, Sum
from anyelir.rules.disclosure.intervals import Interval, Puzzle, puzzles
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
    return Suppression(shown, reasons, frozenset(work.leaks))


class _Work:
    """The set of hidden cells while it grows."""

    def __init__(self, table: CountTable, limit: CellLimit, small: set[Cell], hidden: set[Cell]) -> None:
        self.table = table
        self.limit = limit
        self.small = small
        self.hidden = hidden
        self.public = _public_puzzles(table)
        self.leaks: set[Cell] = {cell for cell in small if self._is_given_away(cell)}
        self.safe: set[frozenset[Cell]] = set()
        self.reached: dict[Cell, Interval] = {}
        self.sums_of: dict[Cell, list[int]] = {cell: [] for cell in table.counts}
        for number, rule in enumerate(table.sums):
            for cell in (rule.total, *rule.parts):
                self.sums_of[cell].append(number)
        self.lonely: set[int] = set()

    def add_complements(self) -> bool:
        """One round: look at every group of hidden cells that changed; whether any cell was added."""
        shown = {cell: count for cell, count in self.table.counts.items() if cell not in self.hidden}
        hidden_in = Counter(number for cell in self.hidden for number in self.sums_of[cell])
        self.lonely = {number for number, count in hidden_in.items() if count == 1}
        added: set[Cell] = set()
        for puzzle in puzzles(shown, self.hidden, self.table.sums, self.table.floor, self.reached):
            group = frozenset(puzzle.cells)
            if group in self.safe:
                continue
            narrow = sorted(puzzle.narrow_cells(self._guarded(puzzle)), key=repr)
            if narrow:
                added |= self._complements(narrow, puzzle)
            else:
                self.safe.add(group)
        self.hidden |= added
        return bool(added)

    def _guarded(self, puzzle: Puzzle) -> dict[Cell, int]:
        """The cells of a group that need a wide range: the small ones, and those hidden to guard them."""
        return {
            cell: self.limit.min_interval
            for cell in puzzle.cells
            if (cell in self.small or cell not in self.table.never_shown)
            and cell not in self.leaks
            and not self._is_given_away(cell)
        }

    def _complements(self, narrow: list[Cell], puzzle: Puzzle) -> set[Cell]:
        """Cells to hide beside those that others could work out; marks leaks when none is left to hide.

        First where a cell is alone in a sum; else where the others in a sum leave it too little room; else,
        when a longer chain of sums gives it away, the nearest cell.
        """
        hidden: set[Cell] = set()
        for alone in (True, False):
            for cell in narrow:
                for number in self.sums_of[cell]:
                    rule = self.table.sums[number]
                    if (number in self.lonely) is alone and hidden.isdisjoint((rule.total, *rule.parts)):
                        hidden |= self._in_sum(rule, cell, puzzle)
            if hidden:
                return hidden
        for cell in narrow:
            around = self._around([cell])
            if hidden.isdisjoint(around):
                hidden |= self._cheapest(around, self.limit.min_interval)
        hidden = hidden or self._cheapest(self._around(puzzle.cells), self.limit.min_interval)
        if not hidden:
            self.leaks.update(narrow)
        return hidden

    def _in_sum(self, rule: Sum, cell: Cell, puzzle: Puzzle) -> set[Cell]:
        """What to hide so that this sum leaves the cell room: a part, else the total, else nothing."""
        others = (each for each in (rule.total, *rule.parts) if each in puzzle.bounds and each != cell)
        room = sum(puzzle.width(each) for each in others)
        if room >= self.limit.min_interval:
            return set()
        wanted = self.limit.min_interval - room
        return self._cheapest(rule.parts, wanted) or self._cheapest([rule.total], wanted)

    def _around(self, cells: list[Cell]) -> set[Cell]:
        """All cells that share a sum with any of the cells."""
        rules = [self.table.sums[number] for cell in cells for number in self.sums_of[cell]]
        return {member for rule in rules for member in (rule.total, *rule.parts)}

    def _cheapest(self, cells: Iterable[Cell], wanted: float) -> set[Cell]:
        """Of what may be hidden, the count that is enough and helps most sums, then the smallest.

        When none is enough, the largest; none of none.
        """
        order = sorted(
            (cell for cell in cells if cell not in self.hidden), key=lambda cell: self._cost(cell, wanted)
        )
        return next(({cell} for cell in order if self._public_at_least(cell, 1)), set())

    def _cost(self, cell: Cell, wanted: float) -> tuple[bool, int, float, str]:
        count = self.table.counts[cell]
        helped = sum(number in self.lonely for number in self.sums_of[cell])
        return count < wanted, -helped if count >= wanted else 0, abs(count - wanted), repr(cell)

    def _is_given_away(self, cell: Cell) -> bool:
        return not self._public_at_least(cell, self.limit.min_interval)

    def _public_at_least(self, cell: Cell, width: int) -> bool:
        """Whether what is public already leaves a cell a range this wide; one of no width is public too."""
        if not self.table.already_shown:
            return True
        puzzle = self.public.get(cell)
        if puzzle is None:
            return False
        return (puzzle.tells_nothing and self.table.counts[cell] > 0) or puzzle.is_wide(cell, width)


def _public_puzzles(table: CountTable) -> dict[Cell, Puzzle]:
    """For each cell that is not public, the puzzle that public cells alone make of it."""
    public = {cell: table.counts[cell] for cell in table.already_shown}
    if not public:
        return {}
    secret = [cell for cell in table.counts if cell not in public]
    public_puzzles = puzzles(public, secret, table.sums, table.floor)
    return {cell: puzzle for puzzle in public_puzzles for cell in puzzle.cells}
