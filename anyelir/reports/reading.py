"""What a reader gets of a catalogue: the stored numbers behind his veil. Pages, maps, sheets and files begin here."""

from __future__ import annotations

from datetime import date

from anyelir.core.indicator import Catalogue
from anyelir.reports import queries
from anyelir.reports.presenting import Seen
from anyelir.reports.veiling import Veil
from anyelir.rules.disclosure.limits import Audience

SeenRow = queries.NumbersRow[Seen]
Series = list[tuple[date, Seen | None]]


class Reading:
    """The numbers of a catalogue up to a period as one audience sees them (None: who cares for the people)."""

    def __init__(self, catalogue: Catalogue, period: date, audience: Audience | None) -> None:
        self.catalogue, self.period, self.audience = catalogue, period, audience
        self._veil = Veil(catalogue, period, audience)

    def region(self, code: str, count: int = 13) -> Series:
        """The last ``count`` periods of a region; earlier ones say nothing guarded, None without a row."""
        *earlier, (period, numbers) = queries.series(self.catalogue, code, self.period, count)
        series = [(each, self._veil.without_guarded(leaf_sums)) for each, leaf_sums in earlier]
        return [*series, (period, None if numbers is None else self._veil.region(code, numbers))]

    def nothing(self) -> Seen:
        """Numbers of a place where nobody counted."""
        return self._veil.region("", None)

    def rows(self, code: str) -> list[SeenRow]:
        """The regions one step below, or the units."""
        return self._veil.rows(code, queries.rows_below(self.catalogue, code, self.period))

    def unit(self, key: str, region: str, count: int) -> Series:
        """The last ``count`` periods of a unit that lies in a region, each behind the veil of its own period."""
        series = queries.leaf_series(self.catalogue, key, self.period, count)
        return [
            (each, None if numbers is None else self._veil_of(each).unit(key, region, numbers))
            for each, numbers in series
        ]

    def _veil_of(self, period: date) -> Veil:
        return self._veil if period == self.period else Veil(self.catalogue, period, self.audience)
