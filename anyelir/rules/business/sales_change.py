"""How the sales of a business changed: its last months against the same months a year before.

Source: enterprise.md section 6 asks at 3 and 6 months whether sales changed; the months, the median and the steps are
decisions of Anyelir [D]. Comparing the same months of the year leaves Lebaran and harvest out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

# So many months are compared, and of so many of them something must be known on either side.
MONTHS, FEWEST = 3, 2
# Percent; told in steps, because sales are remembered, not measured. What lies beyond counts as the border.
STEP, LOWEST, HIGHEST = 5, -100, 200
SALES_CHANGES = tuple(range(LOWEST, HIGHEST + STEP, STEP))


def sales_change(now_idr: Sequence[int], before_idr: Sequence[int]) -> int | None:
    """A value of SALES_CHANGES: the median of the months now against that of the months a year before.

    None where too few months are known, or nothing was sold a year before: from nothing there is no share.
    """
    if len(now_idr) < FEWEST or len(before_idr) < FEWEST:
        return None
    before = median(before_idr)
    if before <= 0:
        return None
    percent = 100 * (median(now_idr) - before) / before
    return max(LOWEST, min(HIGHEST, STEP * round(percent / STEP)))
