"""What a reader may not see: small numbers of people for whom he does not care, and what would give them away.

Those who may read the records of the people in a place see all its numbers. Offices see a guarded indicator only
where its numerator is not small; where one place is hidden, ``rules.disclosure`` hides as many of its neighbours as
it takes, so that nobody finds the number by subtraction. Whether a region is hidden is decided once, among the
places beside it, and holds on its own page as well: the page of a region and the table in which it is a line agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import cached_property

from anyelir.core.indicator import Catalogue, Indicator
from anyelir.regions.scope import LEVEL_ORDER, NATION, level_of, parent
from anyelir.reports.cells import Cells
from anyelir.reports.models import RegionNumbers
from anyelir.reports.queries import Row
from anyelir.rules.disclosure.cells import CountTable, Sum
from anyelir.rules.disclosure.limits import Audience, CellLimit, cell_limit
from anyelir.rules.disclosure.suppression import suppress


class _Cell(Enum):
    """The sum over the places, and what belongs to the sum but is no line of its own."""

    TOTAL = "total"
    REST = "rest"


class Veil:
    """What one reader may not see of a catalogue in a period; ``audience`` None for those who care for the people."""

    def __init__(self, catalogue: Catalogue, period: date, audience: Audience | None) -> None:
        self.catalogue, self.period, self.audience = catalogue, period, audience
        self._families: dict[str, dict[str, Cells]] = {}

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        """Those that are not shown to this audience everywhere."""
        if self.audience is None:
            return {}
        known = self.catalogue.indicators if self.audience == Audience.PUBLISHED else self.catalogue.guarded
        return dict(known)

    def over(self, code: str, numbers: Cells | None) -> Cells | None:
        """The numbers of a region as this reader may see them."""
        if numbers is None or not self._indicators:
            return numbers
        return numbers.veiled(name for name in self._indicators if self._is_hidden(name, code, numbers))

    def over_rows(self, code: str, numbers: Cells | None, rows: Sequence[Row]) -> list[Row]:
        """The lines of the table of a region, whose own unveiled numbers are ``numbers``."""
        if not self._indicators:
            return list(rows)
        parts = {row.key: row.numbers for row in rows if row.numbers is not None}
        total = numbers or Cells(self.catalogue, {})
        hidden = {
            name: self._hidden_among(name, total, parts, self._is_hidden(name, code, total))
            | (parts.keys() if self._is_too_deep(name, rows) else set())
            for name in self._indicators
        }
        return [
            row
            if row.numbers is None
            else replace(row, numbers=row.numbers.veiled(name for name in hidden if row.key in hidden[name]))
            for row in rows
        ]

    def _is_hidden(self, name: str, code: str, numbers: Cells) -> bool:
        """Decided among the places beside it, the nation by itself."""
        indicator = self._indicators[name]
        if self._is_kept_back(indicator) or _is_below(indicator.lowest_level, code):
            return True
        if not indicator.minimum_cell:
            return False
        if code == NATION:
            return self._limit(indicator).is_small(indicator.fraction(numbers)[0])
        beside = self._family(parent(code))
        if code not in beside:
            return False
        above = self._numbers_of(parent(code))
        return code in self._hidden_among(name, above, beside, self._is_hidden(name, parent(code), above))

    def _hidden_among(
        self, name: str, total: Cells, parts: Mapping[str, Cells], is_total_hidden: bool
    ) -> set:
        indicator = self._indicators[name]
        if self._is_kept_back(indicator):
            return set(parts)
        if not indicator.minimum_cell:
            return set()
        counts: dict = {key: indicator.fraction(numbers)[0] for key, numbers in parts.items()}
        sum_of_parts = sum(counts.values())
        whole = max(indicator.fraction(total)[0], sum_of_parts)
        counts |= {_Cell.TOTAL: whole, _Cell.REST: whole - sum_of_parts}
        table = CountTable(
            counts,
            (Sum(_Cell.TOTAL, (_Cell.REST, *parts)),),
            never_shown=frozenset({_Cell.REST, _Cell.TOTAL} if is_total_hidden else {_Cell.REST}),
            already_shown=frozenset() if is_total_hidden else frozenset({_Cell.TOTAL}),
        )
        return set(suppress(table, self._limit(indicator)).hidden) - set(_Cell)

    def _limit(self, indicator: Indicator) -> CellLimit:
        found = cell_limit(self.audience or Audience.INTERNAL, self.period)
        return CellLimit(max(found.k, indicator.minimum_cell), found.min_interval)

    def _is_kept_back(self, indicator: Indicator) -> bool:
        return self.audience == Audience.PUBLISHED and indicator.audience != Audience.PUBLISHED

    def _is_too_deep(self, name: str, rows: Sequence[Row]) -> bool:
        lowest = self._indicators[name].lowest_level
        return bool(lowest) and any(row.is_unit or _is_below(lowest, row.key) for row in rows)

    def _family(self, code: str) -> dict[str, Cells]:
        """The regions one step below, by code."""
        if code not in self._families:
            rows = RegionNumbers.objects.filter(
                unit_kind=self.catalogue.kind, parent_code=code, period=self.period
            )
            self._families[code] = {row.code: row.numbers for row in rows}
        return self._families[code]

    def _numbers_of(self, code: str) -> Cells:
        rows = RegionNumbers.objects.filter(unit_kind=self.catalogue.kind, code=code, period=self.period)
        row = rows.first()
        return row.numbers if row else Cells(self.catalogue, {})


def _is_below(lowest: str, code: str) -> bool:
    level = level_of(code)
    return bool(lowest) and level is not None and LEVEL_ORDER.index(level) > LEVEL_ORDER.index(lowest)
