"""Which numbers of a catalogue one audience may not see everywhere, and what hangs on each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anyelir.core.indicator import Catalogue, Indicator, Numbers
from anyelir.regions.models import Level
from anyelir.regions.scope import LEVEL_ORDER, level_of
from anyelir.rules.disclosure.limits import Audience, CellLimit, cell_limit


@dataclass(frozen=True)
class Guard:
    """A count that is hidden where it is small, or wherever it lies too deep; ``name`` is an indicator or a measure.

    ``limit`` None: it is small nowhere. ``is_kept_back``: this audience sees it nowhere at all.
    """

    name: str
    keys: tuple[str, ...]
    limit: CellLimit | None = None
    lowest_level: str = ""
    is_kept_back: bool = False

    def count(self, numbers: Numbers) -> int:
        return sum(numbers[key] for key in self.keys)

    def is_too_deep(self, code: str) -> bool:
        """Whether the region lies below the lowest level at which it is shown."""
        level = level_of(code)
        if not self.lowest_level or level is None:
            return False
        return LEVEL_ORDER.index(level) > LEVEL_ORDER.index(Level(self.lowest_level))


class Guards:
    """All guards of a catalogue for an audience on a day; none for those who care for the people (None)."""

    def __init__(self, catalogue: Catalogue, audience: Audience | None, on: date) -> None:
        self.catalogue = catalogue
        self.audience = audience
        self.by_name: dict[str, Guard] = {}
        # Measures that make up one whole: where one is hidden, the others and the whole would tell it.
        self.wholes: list[tuple[str, ...]] = []
        if audience is not None:
            self._guard(cell_limit(audience, on))
        self.codes = self.hanging_on(self.by_name)

    def _guard(self, base: CellLimit) -> None:
        published = self.audience == Audience.PUBLISHED
        known = self.catalogue.indicators if published else self.catalogue.guarded
        for code, indicator in known.items():
            kept = published and indicator.audience != Audience.PUBLISHED
            limit = _limit(base, indicator.minimum_cell)
            self.by_name[code] = Guard(code, indicator.numerator, limit, indicator.lowest_level, kept)
            if limit is not None and len(indicator.numerator) > 1:
                self._guard_whole(indicator.numerator, limit, indicator)
        for stacked in self.catalogue.overview.stacks if self.catalogue.overview else ():
            self._guard_whole(tuple(stacked.fills), base)

    def _guard_whole(self, keys: tuple[str, ...], limit: CellLimit, of: Indicator | None = None) -> None:
        self.wholes.append(keys)
        for key in keys:
            lowest = of.lowest_level if of else ""
            self.by_name.setdefault(key, Guard(key, (key,), limit, lowest))

    def hanging_on(self, names: Iterable[str]) -> frozenset[str]:
        """These guards, with every measure and indicator that would give one of them away."""
        names = set(names)
        indicators = self.catalogue.indicators
        hidden = names.union(*(self.by_name[name].keys for name in names))
        hidden = hidden.union(*(whole for whole in self.wholes if hidden.intersection(whole)))
        hidden |= {
            code
            for code, each in indicators.items()
            if hidden.intersection(each.denominator)
            or (code not in self.by_name and hidden.intersection(each.numerator))
        }
        return frozenset(hidden | self._unpublished)

    @property
    def _unpublished(self) -> set[str]:
        """Measures of no indicator that is for everybody."""
        if self.audience != Audience.PUBLISHED:
            return set()
        published = [
            each for each in self.catalogue.indicators.values() if each.audience == Audience.PUBLISHED
        ]
        return self.catalogue.measures.keys() - {
            key for each in published for key in (*each.numerator, *each.denominator)
        }


def _limit(base: CellLimit, minimum_cell: int) -> CellLimit | None:
    return CellLimit(max(base.k, minimum_cell), base.min_interval) if minimum_cell else None
