"""The one place that decides which number of a period is shown: the signed one where the period is closed.

A cell is two numbers: what the facts say now (``live``) and what was signed. Stored are the live number and
``shift``, signed minus live of the measures that differ; both add up the region tree, so that a kabupaten shows the
signed months of those that closed and the live ones of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from anyelir.core.indicator import Catalogue

Numbers = dict[str, int]


class Veiled(Exception):
    """Code read a number past ``presenting.present``, which would have told the reader that it is not for him."""


class Cells(Numbers):
    """The numbers to show, every measure of the catalogue; what changed since the signing stands beside them."""

    def __init__(
        self, catalogue: Catalogue, live: Mapping[str, int], shift: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(catalogue.zero)
        self.catalogue = catalogue
        # Measures and indicators that the reader may not see, however he asks.
        self.hidden: frozenset[str] = frozenset()
        self.update({key: value for key, value in live.items() if key in self})
        self.shift: Numbers = {key: by for key, by in (shift or {}).items() if by and key in self}
        for key, by in self.shift.items():
            self[key] = super().__getitem__(key) + by

    @classmethod
    def signed(cls, catalogue: Catalogue, live: Mapping[str, int], signature: Mapping[str, int]) -> Cells:
        """The live numbers of a leaf under the numbers of its signature; a measure it does not know stays live."""
        shift = {key: signature[key] - live.get(key, 0) for key in catalogue.signed if key in signature}
        return cls(catalogue, live, shift)

    def veiled(self, codes: Iterable[str]) -> Cells:
        """The same without these indicators and without the measures of their numerators."""
        codes = set(codes)
        found = Cells(self.catalogue, self.live, self.shift)
        found.hidden = frozenset(codes.union(*(self.catalogue.indicators[code].numerator for code in codes)))
        return found

    def __getitem__(self, key: str) -> int:
        if key in self.hidden:
            raise Veiled(key)
        return super().__getitem__(key)

    @property
    def live(self) -> Numbers:
        """What the facts say now."""
        return {key: value - self.shift.get(key, 0) for key, value in self.items()}

    @property
    def is_changed(self) -> bool:
        """Whether facts came or went after the period was closed."""
        return bool(self.shift)
