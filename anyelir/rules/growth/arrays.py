"""Many children at once: whole columns in, whole hundredths of z out.

A chunk stays in the caches of a core, each index costs one power, and the rare values beyond 3 SD are
finished apart. ``bench/growth.py`` measures it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from anyelir.rules.finiteness import numbers_of
from anyelir.rules.growth import formula, prepared_tables
from anyelir.rules.growth.child import INDICES
from anyelir.rules.growth.lms import Floats

Numbers = npt.NDArray[Any]  # integers, or floats where the input has decimals of a gram
CentiZ = npt.NDArray[np.int16]
Keys = npt.NDArray[np.intp]

UNKNOWN, MALE, FEMALE = 0, 1, 2
UNKNOWN_POSTURE, RECUMBENT, STANDING = 0, 1, 2
UNKNOWN_AGE = -1
MISSING = -32768
LARGEST = 32767
CHUNK = 65_536


@dataclass(frozen=True)
class Scores:
    """Results side by side, one entry per child.

    ``centi_z[index]`` is int16 hundredths of z, MISSING where not computed (float64 and NaN when asked for
    ``wide``); ``corrected_cc`` the length in hundredths of a centimetre after posture correction, not above 0
    where there is none; ``nine_month_flag`` marks children under nine months who were recorded standing.
    """

    centi_z: dict[str, Numbers]
    corrected_cc: Numbers
    nine_month_flag: npt.NDArray[np.bool_]

    def flags(self, index: str) -> npt.NDArray[np.bool_]:
        """True where the z-score lies outside WHO's plausible limits; False where there is none."""
        return flags(index, self.centi_z[index])


def flags(index: str, centi_z: Numbers) -> npt.NDArray[np.bool_]:
    """WHO's flag per z-score (in hundredths, one per child); a missing z is not flagged."""
    low, high = formula.PLAUSIBLE[index]
    outside: npt.NDArray[np.bool_] = ((centi_z < low) | (centi_z > high)) & (centi_z != MISSING)
    return outside


def correct_length(
    age_days: Numbers, length_cc: Numbers, posture: Numbers
) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Length in the posture of the table of each age, and the under-nine-months flag."""
    standing = posture == STANDING
    known = age_days >= 0
    too_early = known & standing & (age_days < formula.FIRST_CREDIBLE_STANDING_DAY)
    tall = age_days >= formula.FIRST_STANDING_DAY
    measured = length_cc > 0
    longer = measured & known & standing & ~too_early & ~tall
    shorter = measured & tall & (posture == RECUMBENT)
    step = formula.POSTURE_CC
    corrected = length_cc + (longer * step - shorter * step).astype(length_cc.dtype, copy=False)
    return corrected, too_early


@dataclass(frozen=True)
class _Columns:
    """The inputs of ``assess_many`` side by side, whole or a chunk of them."""

    sex: Numbers
    age_days: Numbers
    weight_g: Numbers
    length_cc: Numbers
    posture: Numbers
    head_cc: Numbers | None
    arm_cc: Numbers | None
    oedema: npt.NDArray[np.bool_] | None

    def arrays(self) -> dict[str, Numbers]:
        columns = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: column for name, column in columns.items() if column is not None}

    def part(self, rows: slice) -> _Columns:
        return replace(self, **{name: column[rows] for name, column in self.arrays().items()})

    def signed(self) -> _Columns:
        """Numbers alone, none infinite, unsigned ones in a kind that can be subtracted from."""
        return replace(self, **{name: numbers_of(column, name) for name, column in self.arrays().items()})

    def check(self) -> None:
        if len({len(column) for column in self.arrays().values()}) != 1:
            raise ValueError("arrays of unequal length")
        if len(self.sex) and (self.sex.min() < UNKNOWN or self.sex.max() > FEMALE):
            raise ValueError("sex: 0 unknown, 1 male, 2 female")


def assess_many(
    *,
    sex: Numbers,
    age_days: Numbers,
    weight_g: Numbers,
    length_cc: Numbers,
    posture: Numbers,
    head_cc: Numbers | None = None,
    arm_cc: Numbers | None = None,
    oedema: npt.NDArray[np.bool_] | None = None,
    wide: bool = False,
) -> Scores:
    """WHO z-scores of n children; every argument has shape (n,).

    ``sex`` 0 unknown, 1 male, 2 female; ``age_days`` whole days, negative = unknown; ``weight_g`` grams;
    ``length_cc``, ``head_cc``, ``arm_cc`` hundredths of a centimetre; zero or below = missing; ``posture``
    0 unknown, 1 recumbent, 2 standing. Equal, hundredth by hundredth, to ``assess`` of each child. Results
    beyond 327.67 z are held at that value unless ``wide`` asks for float64. Decimals of a gram or of 0.01 cm
    count, except that weight-for-length takes its row at the nearest 0.01 cm.
    Raises ValueError on arrays of unequal length, an unknown sex, text, and infinite numbers.
    """
    columns = _Columns(sex, age_days, weight_g, length_cc, posture, head_cc, arm_cc, oedema).signed()
    columns.check()
    n = len(columns.sex)
    empty: Numbers = np.full(n, np.nan) if wide else np.full(n, MISSING, np.int16)
    centi_z = {index: empty.copy() for index in INDICES}
    corrected = np.zeros(n, columns.length_cc.dtype)
    early = np.zeros(n, np.bool_)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        for start in range(0, n, CHUNK):
            rows = slice(start, min(start + CHUNK, n))
            part = columns.part(rows)
            corrected[rows], early[rows] = correct_length(part.age_days, part.length_cc, part.posture)
            for index, z in _centi_z(part, corrected[rows]):
                centi_z[index][rows] = z if wide else _narrow(z)
    return Scores(centi_z, corrected, early)


def _centi_z(part: _Columns, corrected: Numbers) -> Iterator[tuple[str, Floats]]:
    """Each index of a chunk as rounded hundredths in float64, NaN where there is none."""
    length = _positive(corrected)
    weight = _positive(part.weight_g)
    if part.oedema is not None:
        weight[part.oedema] = np.nan
    by_age = part.sex.astype(np.intp) * prepared_tables.AGE_ROWS + _row(
        part.age_days, prepared_tables.AGE_ROWS
    )
    yield "waz", _power("waz", by_age, weight)
    yield "haz", _linear("haz", by_age, length)
    yield "whz", _power("whz", _length_keys(part, corrected), weight)
    yield "baz", _power("baz", by_age, weight / (length * length))
    if part.head_cc is not None:
        yield "hcz", _linear("hcz", by_age, _positive(part.head_cc))
    if part.arm_cc is not None:
        yield "acz", _power("acz", by_age, _positive(part.arm_cc))


def _positive(values: Numbers) -> Floats:
    return np.where(values > 0, values, np.nan)


def _row(offset: Numbers, size: int) -> Keys:
    """``offset`` as a row number; everything outside 0..size-2 becomes the last row, which holds NaN."""
    unsigned = offset.astype(np.int64, copy=False).view(np.uint64)
    return np.minimum(unsigned, size - 1).view(np.int64)


def _length_keys(part: _Columns, corrected: Numbers) -> Keys:
    """Rows of the weight-for-length tables, picked by age, else by posture, else by the length itself."""
    tall = part.age_days >= formula.FIRST_STANDING_DAY
    age_unknown = part.age_days < 0
    if age_unknown.any():
        by_length = (part.posture == UNKNOWN_POSTURE) & (corrected >= formula.UNKNOWN_AGE_STANDING_CC)
        tall |= age_unknown & ((part.posture == STANDING) | by_length)
    whole = corrected if corrected.dtype.kind in "iu" else np.floor(np.nan_to_num(corrected) + 0.5)
    row = _row(whole - prepared_tables.FIRST_LENGTH_CC, prepared_tables.LENGTH_ROWS)
    row[part.age_days > formula.LAST_DAY] = prepared_tables.LENGTH_ROWS - 1
    return (part.sex.astype(np.intp) * 2 + tall) * prepared_tables.LENGTH_ROWS + row


def _linear(index: str, key: Keys, y: Floats) -> Floats:
    rows = prepared_tables.linear_rows(index)
    return np.rint(y * rows.slope[key] - rows.offset[key])


def _power(index: str, key: Keys, y: Floats) -> Floats:
    rows = prepared_tables.power_rows(index)
    z = y * rows.inverse_median[key]
    np.power(z, rows.power[key], out=z)
    z -= 1.0
    z *= rows.scale[key]
    far = np.flatnonzero(np.abs(z) > 300.0)
    if far.size:
        z[far] = _beyond_3sd(rows, key[far], y[far], z[far] > 0)
    return np.rint(z, out=z)


def _beyond_3sd(
    rows: prepared_tables.PowerRows, key: Keys, y: Floats, above: npt.NDArray[np.bool_]
) -> Floats:
    high = 300.0 + (y - rows.sd3[key]) * rows.step[key]
    low = -300.0 + (y - rows.sd3neg[key]) * rows.stepneg[key]
    return np.where(above, high, low)


def _narrow(z: Floats) -> CentiZ:
    """float hundredths to int16: NaN becomes MISSING, what is too large stays at the limit."""
    np.fmax(z, MISSING, out=z)
    np.minimum(z, LARGEST, out=z)
    return z.astype(np.int16)
