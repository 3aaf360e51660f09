"""The one place that decides which number of a period is shown: the signed one where the period is closed.

A cell is two numbers: what the facts say now (``live``) and what was signed. Stored are the live number and
``shift``, signed minus live of the measures that differ; both add up the region tree, so that a kabupaten shows the
signed months of those that closed and the live ones of the others.

Cells stay in the house: what counts, stores and adds up works with them. What a person gets was asked of
``presenting.Seen``, which only ``veiling.Veil`` makes of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from anyelir.core.indicator import Catalogue

Numbers = dict[str, int]


class Cells(Numbers):
    """The numbers that count, every measure of the catalogue; what changed since the signing stands beside them."""

    def __init__(
        self, catalogue: Catalogue, live: Mapping[str, int], shift: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(catalogue.zero)
        self.catalogue = catalogue
        self.update({key: value for key, value in live.items() if key in self})
        self.shift: Numbers = {key: by for key, by in (shift or {}).items() if by and key in self}
        for key, by in self.shift.items():
            self[key] += by

    @classmethod
    def signed(cls, catalogue: Catalogue, live: Mapping[str, int], signature: Mapping[str, int]) -> Cells:
        """The live numbers of a leaf under the numbers of its signature; a measure it does not know stays live."""
        shift = {key: signature[key] - live.get(key, 0) for key in catalogue.signed if key in signature}
        return cls(catalogue, live, shift)

    @property
    def live(self) -> Numbers:
        """What the facts say now."""
        return {key: value - self.shift.get(key, 0) for key, value in self.items()}

    @property
    def is_changed(self) -> bool:
        """Whether facts came or went after the period was closed."""
        return bool(self.shift)
