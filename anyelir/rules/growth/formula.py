"""WHO's formula for one value, and the limits that WHO's software puts around it.

Source [A]: WHO Multicentre Growth Reference Study Group (2006), chapter 7; WHO anthro 1.1.0.
"""

from __future__ import annotations

import math

from anyelir.rules.finiteness import finite_numbers

LAST_DAY = 1826  # an age in months of days / 30.4375 must stay below 60
FIRST_STANDING_DAY = 731  # from here on the tables hold standing height
FIRST_CREDIBLE_STANDING_DAY = 274  # standing below nine months is taken as a slip of the pen
POSTURE_CC = 70  # recumbent length is 0.7 cm more than standing height
UNKNOWN_AGE_STANDING_CC = 8700  # with age and posture unknown, 87 cm decides which table
LENGTH_RANGE_CC = {"wfl": (4500, 11000), "wfh": (6500, 12000)}

# WHO's limits of plausible values, in hundredths of z, both ends still plausible
PLAUSIBLE = {
    "waz": (-600, 500),
    "haz": (-600, 600),
    "whz": (-500, 500),
    "baz": (-500, 500),
    "hcz": (-500, 500),
    "acz": (-500, 500),
}

Lms = tuple[float, float, float]


def z_score(value: float, lms: Lms) -> float:
    """``((value/M)**L - 1) / (L*S)``, unrounded; ``value`` in the unit of M and above zero."""
    power, median, spread = lms
    return float(((value / median) ** power - 1.0) / (spread * power))


def restricted_z_score(value: float, lms: Lms) -> float:
    """As ``z_score``, but beyond 3 SD one step is the distance between the 2 and the 3 SD line."""
    z = z_score(value, lms)
    if abs(z) <= 3.0:
        return z
    side = math.copysign(1.0, z)
    sd3, sd2 = sd_value(lms, 3.0 * side), sd_value(lms, 2.0 * side)
    return side * (3.0 + (value - sd3) / (sd3 - sd2))


def sd_value(lms: Lms, k: float) -> float:
    """The value that lies ``k`` standard deviations from the median."""
    power, median, spread = lms
    return float(median * (1.0 + power * spread * k) ** (1.0 / power))


def hundredths(z: float) -> int:
    """z as whole hundredths, halves to the even neighbour as R and numpy round."""
    return round(z * 100.0)


@finite_numbers
def is_flagged(index: str, centi_z: int) -> bool:
    """True when the rounded z lies outside WHO's plausible limits."""
    low, high = PLAUSIBLE[index]
    return not low <= centi_z <= high


def corrected_length_cc(length_cc: int, age_days: int | None, posture: str | None) -> int:
    """Length in hundredths of a centimetre in the posture that the table of this age wants.

    An unknown age or posture, and standing under nine months, leave the length as measured.
    """
    if age_days is None or posture is None:
        return length_cc
    if age_days >= FIRST_STANDING_DAY:
        return length_cc - POSTURE_CC if posture == "recumbent" else length_cc
    if posture == "standing" and age_days >= FIRST_CREDIBLE_STANDING_DAY:
        return length_cc + POSTURE_CC
    return length_cc


def uses_height_table(length_cc: int, age_days: int | None, posture: str | None) -> bool:
    """True when weight is compared with standing height (65-120 cm), False for length (45-110 cm)."""
    if age_days is not None:
        return age_days >= FIRST_STANDING_DAY
    if posture is not None:
        return posture == "standing"
    return length_cc >= UNKNOWN_AGE_STANDING_CC


def interpolated(low: Lms, high: Lms, share: float) -> Lms:
    """L, M and S between two rows; ``share`` 0 gives ``low``, 1 gives ``high``."""
    first, second, third = (
        before + share * (after - before) for before, after in zip(low, high, strict=True)
    )
    return first, second, third
