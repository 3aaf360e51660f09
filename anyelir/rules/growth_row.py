"""What one measurement says of itself, whoever holds it: the record of a posyandu, a row of a file, a row of facts.

A class that has the columns mixes these in, so that nobody else takes "waz whz" apart or divides hundredths.
"""

from __future__ import annotations

import datetime as dt
from numbers import Integral
from typing import Any

from anyelir.rules import nutrition


def in_sd(centi_z: int | None) -> float | None:
    """A stored z-score, whole hundredths, in standard deviations. Raises ValueError for what is no whole number."""
    if centi_z is None:
        return None
    if not isinstance(centi_z, Integral):
        raise ValueError(f"centi_z is whole hundredths, not {centi_z!r}")
    return int(centi_z) / 100


class MeasuredValues:
    """Has ``weight_kg height_cm head_cm muac_cm``, None where not measured, and ``oedema``."""

    weight_kg: Any
    height_cm: Any
    head_cm: Any
    muac_cm: Any
    oedema: Any

    @property
    def is_empty(self) -> bool:
        """Nothing was measured and nothing was seen."""
        numbers = (self.weight_kg, self.height_cm, self.head_cm, self.muac_cm)
        return all(number is None for number in numbers) and not self.oedema


class GrowthResult:
    """Has ``measured_on``, ``oedema``, a column of hundredths for each index (``waz haz whz baz hcz acz``, None where
    WHO gives none), and ``flags``, the indices that WHO calls implausible, apart by blanks."""

    measured_on: Any
    oedema: Any
    flags: Any

    def z(self, index: str) -> float | None:
        """The z-score of an index in standard deviations."""
        return in_sd(getattr(self, index))

    @property
    def flagged(self) -> tuple[str, ...]:
        return tuple(self.flags.split())

    def has_category(self, index: str) -> bool:
        """Whether anything can be said about an index: by its z-score, or by the oedema."""
        return (bool(self.oedema) and index in nutrition.OEDEMA_CATEGORY) or getattr(self, index) is not None

    def category(self, index: str, on: dt.date | None = None) -> str | None:
        """The nutrition category by the rules of ``on``, the day of the measurement when not given."""
        return nutrition.category(index, self.z(index), on=on or self.measured_on, oedema=bool(self.oedema))
