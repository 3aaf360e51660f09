"""The WHO tables behind every growth result: L, M and S per sex and day, month or centimetre.

WHO Child Growth Standards 2006 (0-5 years) and WHO Reference 2007 (5-19 years). ``data/growth/PROVENANCE.md``
tells where the numbers come from; ``tools/build_growth_tables.py`` builds the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

DATA = Path(__file__).parents[1] / "data" / "growth" / "who_lms.npz"
TABLE_VERSION = "who-2006-2007.1"

Floats = npt.NDArray[np.float64]

# first row of each table: a day, a month or a tenth of a centimetre; every table rises by one
FIRST_ROW = {
    "waz": 0,
    "haz": 0,
    "baz": 0,
    "hcz": 0,
    "acz": 91,
    "wfl": 450,
    "wfh": 650,
    "waz_month": 60,
    "haz_month": 60,
    "baz_month": 60,
}
SEX_ROW = {"M": 0, "F": 1}


@dataclass(frozen=True)
class LmsTable:
    """One table: ``l``, ``m``, ``s`` of shape (2 sexes, rows); row 0 belongs to ``first``."""

    name: str
    first: int
    l: Floats  # noqa: E741  WHO's own letter
    m: Floats
    s: Floats

    @property
    def last(self) -> int:
        return self.first + int(self.m.shape[1]) - 1

    def sd(self, k: float) -> Floats:
        """The measurement at ``k`` standard deviations, ``M * (1 + L*S*k) ** (1/L)``, shape (2, rows)."""
        line: Floats = self.m * (1.0 + self.l * self.s * k) ** (1.0 / self.l)
        return line


@cache
def packed() -> dict[str, npt.NDArray[np.int32]]:
    """The tables as stored: int32 of shape (2, rows, 3) holding L x 10,000, M x 10,000, S x 100,000."""
    with np.load(DATA) as stored:
        return {name: stored[name] for name in stored.files}


@cache
def table(name: str) -> LmsTable:
    """One table by name (``waz haz baz hcz acz`` by day, ``wfl wfh`` by 0.1 cm, ``*_month`` by month)."""
    raw = packed()[name]
    # dividing, not multiplying by a reciprocal, gives the double that the printed decimal stands for
    return LmsTable(name, FIRST_ROW[name], raw[:, :, 0] / 1e4, raw[:, :, 1] / 1e4, raw[:, :, 2] / 1e5)


@cache
def rows(name: str) -> dict[str, tuple[tuple[float, float, float], ...]]:
    """A table as plain tuples of (L, M, S) by sex ``M`` or ``F``, for the calculation of one child."""
    source = table(name)
    return {
        sex: tuple(zip(source.l[row].tolist(), source.m[row].tolist(), source.s[row].tolist(), strict=True))
        for sex, row in SEX_ROW.items()
    }
