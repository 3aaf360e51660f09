"""What others can work out: the range of values that a hidden count may have, given all that is shown.

Others know every shown count, every sum, and that counts are zero or more. The ranges are exact for whole
people in region trees crossed with one breakdown; with several crossed trees whole-number reasoning could
in rare tables say a little more. Source: cell suppression audit by linear programming (Fischetti and
Salazar 2001) [B].
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from anyelir.rules.disclosure.cells import Cell, Sum
from anyelir.rules.finiteness import finite_numbers

Interval = tuple[float, float]
# Rounds of narrowing where sums form a ring; there they only prepare the exact answer.
MOST_ROUNDS = 20
LP_SLACK = 1e-6
CORNERS = 16
# Narrow cells told at once where each costs two programs; whoever asks hides something and asks again.
MOST_NARROW = 8


@dataclass(frozen=True)
class Equation:
    """Signed hidden cells that add up to a known number."""

    signs: Mapping[Cell, int]
    known: int


@dataclass
class Puzzle:
    """Hidden cells that hang together by sums, and what is known about them.

    ``bounds`` hold the true ranges when ``is_tree`` (no ring of sums), outer ranges otherwise. ``reached``: the
    smallest and largest value of each cell that some solution has. When more cells are hidden later, these
    solutions stay possible, so the same mapping may be handed on to the next puzzle.
    """

    cells: list[Cell]
    equations: list[Equation]
    floor: Mapping[Cell, int]
    reached: dict[Cell, Interval] = field(default_factory=dict)
    bounds: dict[Cell, Interval] = field(init=False)
    of_cell: dict[Cell, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.bounds = {cell: (float(self.floor.get(cell, 0)), math.inf) for cell in self.cells}
        self.of_cell = {cell: [] for cell in self.cells}
        for number, equation in enumerate(self.equations):
            for cell in equation.signs:
                self.of_cell[cell].append(number)
        self._narrow()

    @cached_property
    def is_tree(self) -> bool:
        """Whether no two cells are tied by more than one chain of sums."""
        ties = sum(len(equation.signs) for equation in self.equations)
        return ties == len(self.cells) + len(self.equations) - 1

    @cached_property
    def tells_nothing(self) -> bool:
        """Whether any multiple of the true counts fits as well, so that a count above zero could be anything."""
        return all(equation.known == 0 for equation in self.equations) and all(
            self.floor.get(cell, 0) <= 0 for cell in self.cells
        )

    def interval(self, cell: Cell) -> Interval:
        """The exact range of a hidden cell."""
        if self.is_tree:
            return self.bounds[cell]
        low, high = self._solve({cell: 1})[cell], self._solve({cell: -1})[cell]
        return low, high if high < self._more_than_any / 2 else math.inf

    def narrow_cells(self, least_width: Mapping[Cell, int]) -> set[Cell]:
        """Cells of ``least_width`` whose range is narrower than their value there; empty only when none is.

        Where a ring of sums makes ranges costly, cells that are narrow at first sight are told first, then
        the first few others.
        """
        narrow = {cell for cell, width in least_width.items() if self.width(cell) < width}
        if self.is_tree or narrow:
            return narrow
        others = (cell for cell, width in least_width.items() if not self.is_wide(cell, width))
        return set(islice(others, MOST_NARROW))

    def is_wide(self, cell: Cell, least_width: int) -> bool:
        """Whether the exact range of a cell is at least this wide.

        Each solution found for one cell also shows how far the others can reach, which saves most of the
        programs to solve.
        """
        if self.is_tree or self.width(cell) < least_width:
            return self.width(cell) >= least_width
        if self.reached.keys().isdisjoint(self.cells):
            self._look_around()
        for sense in (1, -1):
            if self._reach_of(cell) < least_width - LP_SLACK:
                self._reach({cell: sense})
        return self._reach_of(cell) >= least_width - LP_SLACK

    def width(self, cell: Cell) -> float:
        """Width of the present bounds of a cell."""
        low, high = self.bounds[cell]
        return high - low

    def _narrow(self) -> None:
        """Pull the bounds together, sum by sum, until nothing moves (a tree) or long enough (a ring)."""
        waiting = dict.fromkeys(range(len(self.equations)))
        budget = len(self.equations) * (len(self.cells) + 2 if self.is_tree else MOST_ROUNDS)
        while waiting and budget > 0:
            number = next(iter(waiting))
            del waiting[number]
            budget -= 1
            for cell in self._apply(self.equations[number]):
                waiting.update(dict.fromkeys(self.of_cell[cell]))
            waiting.pop(number, None)

    def _apply(self, equation: Equation) -> list[Cell]:
        """Bounds that follow from one sum; the cells whose bounds moved."""
        lows, highs = _Total(), _Total()
        for cell, sign in equation.signs.items():
            low, high = self._signed(cell, sign)
            lows.add(low)
            highs.add(high)
        moved = []
        for cell, sign in equation.signs.items():
            low, high = self._signed(cell, sign)
            tight = (
                max(low, equation.known - highs.without(high)),
                min(high, equation.known - lows.without(low)),
            )
            if tight != (low, high):
                self.bounds[cell] = tight if sign > 0 else (-tight[1], -tight[0])
                moved.append(cell)
        return moved

    def _signed(self, cell: Cell, sign: int) -> Interval:
        low, high = self.bounds[cell]
        return (low, high) if sign > 0 else (-high, -low)

    def _look_around(self) -> None:
        """Solutions in corners picked without looking at counts: together they show most ranges to be wide."""
        rng = np.random.default_rng(len(self.cells))
        for _ in range(min(CORNERS, max(1, len(self.cells) // 2))):
            goal = rng.normal(size=len(self.cells)).tolist()
            self._reach(dict(zip(self.cells, goal, strict=True)))

    def _reach_of(self, cell: Cell) -> float:
        low, high = self.reached.get(cell, (0.0, 0.0))
        return high - low

    def _reach(self, goal: Mapping[Cell, float]) -> None:
        for cell, value in self._solve(goal).items():
            low, high = self.reached.get(cell, (value, value))
            self.reached[cell] = min(low, value), max(high, value)

    def _solve(self, goal: Mapping[Cell, float]) -> Mapping[Cell, float]:
        """The possible counts for which the weighted sum ``goal`` is smallest."""
        most = self._more_than_any
        solved = linprog(
            [goal.get(cell, 0) for cell in self.cells],
            A_eq=self._matrix,
            b_eq=[equation.known for equation in self.equations],
            bounds=[(low, min(high, most)) for low, high in self.bounds.values()],
            method="highs",
        )
        if solved.status != 0:
            raise ArithmeticError(f"the range of {next(iter(goal))} could not be computed: {solved.message}")
        return dict(zip(self.cells, solved.x.tolist(), strict=True))

    @cached_property
    def _matrix(self) -> coo_array:
        column = {cell: number for number, cell in enumerate(self.cells)}
        entries = [
            (row, column[c], sign) for row, e in enumerate(self.equations) for c, sign in e.signs.items()
        ]
        rows, columns, signs = zip(*entries, strict=True)
        return coo_array((signs, (rows, columns)), shape=(len(self.equations), len(self.cells)))

    @cached_property
    def _more_than_any(self) -> float:
        """Stands for infinity: more than ten times what any cell reaches unless nothing bounds it."""
        known = sum(abs(equation.known) for equation in self.equations)
        return 10.0 * (known + sum(abs(value) for value in self.floor.values())) + 1e6


@dataclass
class _Total:
    """A sum that may hold infinite parts, and what it is without one of them."""

    finite: float = 0.0
    infinite: int = 0
    sign: float = 1.0

    def add(self, value: float) -> None:
        if math.isinf(value):
            self.infinite += 1
            self.sign = value
        else:
            self.finite += value

    def without(self, value: float) -> float:
        left = self.infinite - math.isinf(value)
        if left:
            return self.sign
        return self.finite if math.isinf(value) else self.finite - value


@finite_numbers
def puzzles(
    shown: Mapping[Cell, int],
    hidden: Iterable[Cell],
    sums: Iterable[Sum],
    floor: Mapping[Cell, int],
    reached: dict[Cell, Interval] | None = None,
) -> Iterator[Puzzle]:
    """The hidden cells in groups that hang together by sums; ``shown`` has the counts of all others.

    ``reached``: what earlier puzzles with fewer cells hidden have found, see ``Puzzle``.
    """
    cells = list(dict.fromkeys(hidden))
    leader: dict[Cell, Cell] = {cell: cell for cell in cells}
    equations = []
    for rule in sums:
        equation = _equation(rule, shown, leader)
        if equation.signs:
            equations.append(equation)
            first, *others = (_find(leader, cell) for cell in equation.signs)
            for other in others:
                leader[_find(leader, other)] = _find(leader, first)
    groups: dict[Cell, tuple[list[Cell], list[Equation]]] = {}
    for cell in cells:
        groups.setdefault(_find(leader, cell), ([], []))[0].append(cell)
    for equation in equations:
        groups[_find(leader, next(iter(equation.signs)))][1].append(equation)
    for members, tied in groups.values():
        yield Puzzle(members, tied, floor, {} if reached is None else reached)


@finite_numbers
def intervals(
    shown: Mapping[Cell, int],
    hidden: Iterable[Cell],
    sums: Iterable[Sum],
    floor: Mapping[Cell, int] | None = None,
) -> dict[Cell, Interval]:
    """The exact range of each hidden cell, as anybody could work it out from what is shown."""
    return {
        cell: puzzle.interval(cell)
        for puzzle in puzzles(shown, hidden, sums, floor or {})
        for cell in puzzle.cells
    }


def _equation(rule: Sum, shown: Mapping[Cell, int], hidden: Mapping[Cell, Cell]) -> Equation:
    signs: dict[Cell, int] = {part: 1 for part in rule.parts if part in hidden}
    known = -sum(shown[part] for part in rule.parts if part not in hidden)
    if rule.total in hidden:
        signs[rule.total] = -1
    else:
        known += shown[rule.total]
    return Equation(signs, known)


def _find(leader: dict[Cell, Cell], cell: Cell) -> Cell:
    while leader[cell] != cell:
        leader[cell] = leader[leader[cell]]
        cell = leader[cell]
    return cell
