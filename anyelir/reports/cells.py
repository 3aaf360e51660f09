"""The one place that decides which number of a month is shown: the signed one where the month is closed.

A cell is two numbers: what the facts say now (``live``) and what the posyandu signed. Stored are the live number and
``shift``, signed minus live of the measures that differ; both add up the region tree, so that a kabupaten shows the
signed months of those that closed and the live ones of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from anyelir.posyandu.indicators import CATALOGUE
from anyelir.posyandu.models import MonthClosing
from anyelir.posyandu.queries.closings import is_genuine
from anyelir.reports.engine import Leaf, Numbers

SIGNED = tuple(key for key, measure in CATALOGUE.measures.items() if measure.is_signed)
ZERO: Numbers = dict.fromkeys(CATALOGUE.measures, 0)


class Cells(Numbers):
    """The numbers to show, by measure; what changed since the signing stands beside them."""

    def __init__(self, live: Mapping[str, int], shift: Mapping[str, int] | None = None) -> None:
        super().__init__(live)
        self.shift: Numbers = {key: by for key, by in (shift or {}).items() if by and key in self}
        for key, by in self.shift.items():
            self[key] += by

    @classmethod
    def signed(cls, live: Mapping[str, int], signature: Mapping[str, int]) -> Cells:
        """The live numbers of a leaf under the numbers of its signature; a measure it does not know stays live."""
        return cls(live, {key: signature[key] - live[key] for key in SIGNED if key in signature})

    @property
    def live(self) -> Numbers:
        """What the facts say now."""
        return {key: value - self.shift.get(key, 0) for key, value in self.items()}

    @property
    def is_changed(self) -> bool:
        """Whether facts came or went after the month was closed."""
        return bool(self.shift)


def signatures(units: Iterable[UUID], months: Iterable[date]) -> dict[Leaf, Numbers]:
    """The signed numbers of the closings in force; one whose signature does not hold decides nothing."""
    closings = MonthClosing.objects.filter(reopened_at=None, posyandu__in=set(units), month__in=set(months))
    return {Leaf(one.posyandu_id, one.month): one.snapshot["numbers"] for one in closings if is_genuine(one)}
