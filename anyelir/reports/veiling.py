"""What a reader may not see: small numbers of people for whom he does not care, and what would give them away.

Those who may read the records of the people in a place see all its numbers. Offices see a guarded number only where
it is not small; where one place is hidden, ``rules.disclosure`` hides as many of its neighbours as it takes, so that
nobody finds the number by subtraction. Whether a place is hidden is decided once, in its tree (``neighbours``), and
holds on its own page, in the tables of regions and of units, on the map, on its sheet and in every file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from anyelir.core.indicator import Catalogue
from anyelir.regions.scope import NATION
from anyelir.reports.cells import Cells
from anyelir.reports.guards import Guard, Guards
from anyelir.reports.neighbours import Cell, Neighbours, Tree, UnitCell
from anyelir.reports.presenting import Seen
from anyelir.reports.queries import NumbersRow
from anyelir.rules.disclosure.limits import Audience


class Veil:
    """What one reader may see of a catalogue in a period; ``audience`` None for those who care for the people."""

    def __init__(self, catalogue: Catalogue, period: date, audience: Audience | None) -> None:
        self.catalogue, self.period, self.audience = catalogue, period, audience
        self.guards = Guards(catalogue, audience, period)
        self.neighbours = Neighbours(catalogue, period)
        self._known: dict[tuple[str, str], bool] = {}
        self._decided: dict[tuple[str, Tree], frozenset[Cell]] = {}

    def region(self, code: str, numbers: Cells | None) -> Seen:
        """The numbers of a region; none are zeros that nobody counted."""
        cells = Cells(self.catalogue, {}) if numbers is None else numbers
        return self._seen(cells, partial(self._hidden_of_region, code, cells))

    def unit(self, key: str, region: str, numbers: Cells | None) -> Seen:
        """The numbers of a unit that lies in ``region``."""
        cells = Cells(self.catalogue, {}) if numbers is None else numbers
        return self._seen(cells, partial(self._hidden_of_unit, key, region, cells))

    def rows(self, code: str, rows: Sequence[NumbersRow[Cells]]) -> list[NumbersRow[Seen]]:
        """The lines of a table of the region ``code``: regions below it, or its units."""
        return [replace(row, numbers=self._row(code, row)) for row in rows]

    def _row(self, code: str, row: NumbersRow[Cells]) -> Seen | None:
        if row.numbers is None:
            return None
        return self.unit(row.key, code, row.numbers) if row.is_unit else self.region(row.key, row.numbers)

    def without_guarded(self, numbers: Cells | None) -> Seen | None:
        """The numbers of a period that was not weighed against its neighbours: nothing guarded is said of them."""
        return None if numbers is None else self._seen(numbers, lambda: self.guards.codes)

    def _seen(self, cells: Cells, hidden) -> Seen:
        return Seen(cells, self.guards.codes, hidden)

    def _hidden_of_region(self, code: str, cells: Cells) -> frozenset[str]:
        return self._hidden(lambda guard: self._is_hidden(guard, code) or _is_small(guard, cells))

    def _hidden_of_unit(self, key: str, region: str, cells: Cells) -> frozenset[str]:
        tree = self.neighbours.tree_of_unit(region)
        return self._hidden(lambda guard: self._is_hidden_unit(guard, key, tree) or _is_small(guard, cells))

    def _hidden(self, is_hidden) -> frozenset[str]:
        return self.guards.hanging_on(
            guard.name for guard in self.guards.by_name.values() if is_hidden(guard)
        )

    def _is_hidden(self, guard: Guard, code: str) -> bool:
        if (guard.name, code) not in self._known:
            self._known[guard.name, code] = self._decide(guard, code)
        return self._known[guard.name, code]

    def _decide(self, guard: Guard, code: str) -> bool:
        """In the tree of the region, the nation by itself."""
        if guard.is_kept_back or guard.is_too_deep(code):
            return True
        if guard.limit is None:
            return False
        if code == NATION:
            return _is_small(guard, self.neighbours.numbers_of(NATION))
        tree = self.neighbours.tree_of(code)
        # A region of which nothing is known has nothing to hide, unless what is above it is hidden.
        return self._is_hidden(guard, tree.top) or code in self._hidden_in(guard, tree)

    def _is_hidden_unit(self, guard: Guard, key: str, tree: Tree | None) -> bool:
        if guard.is_kept_back or guard.lowest_level:
            return True
        if guard.limit is None:
            return False
        # A unit that is counted elsewhere still was weighed against nobody here.
        if tree is None or UnitCell(key) not in tree or self._is_hidden(guard, tree.top):
            return True
        return UnitCell(key) in self._hidden_in(guard, tree)

    def _hidden_in(self, guard: Guard, tree: Tree) -> frozenset[Cell]:
        if (guard.name, tree) not in self._decided:
            self._decided[guard.name, tree] = tree.hidden(guard)
        return self._decided[guard.name, tree]


def _is_small(guard: Guard, cells: Cells) -> bool:
    """Also when what stands here was signed a moment ago and is not folded yet."""
    return guard.limit is not None and guard.limit.is_small(guard.count(cells))
