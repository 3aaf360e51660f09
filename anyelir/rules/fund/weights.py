"""What the part of a member in a surplus is measured by: rupiah kept in the fund for a day, and charges paid.

Source: enterprise.md section 8 (SHU by percentages); cooperatives divide by savings and by charges [B], here by days
and not by the balance of one day [D]: who saves all year weighs more than who brings the same in December.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction

from anyelir.rules.finiteness import finite_numbers


@finite_numbers
def savings_days(moves: Iterable[tuple[dt.date, int]], first: dt.date, last: dt.date) -> int:
    """Rupiah times days from ``first`` to ``last``, both included.

    ``moves`` are what was brought (above zero) and taken, in any order; money counts from its day on, what came before
    ``first`` from there, what comes after ``last`` not at all.
    """
    return sum(amount * ((last - max(on, first)).days + 1) for on, amount in moves if on <= last)


@finite_numbers
def joined_weights(
    savings: Sequence[int], charges: Sequence[int], saving_percent: int
) -> tuple[Fraction, ...]:
    """The share of each member of the whole: ``saving_percent`` of it by savings, the rest by charges.

    Where nobody saved all goes by charges, where nobody paid a charge all by savings; with neither all weigh nothing.
    Negative weights count as nothing. ValueError for a percentage that is none or lists of different length.
    """
    if not 0 <= saving_percent <= 100:
        raise ValueError(f"percent: {saving_percent}")
    saved, paid = [max(each, 0) for each in savings], [max(each, 0) for each in charges]
    all_saved, all_paid = sum(saved), sum(paid)
    by_savings = Fraction(saving_percent, 100)
    if not all_paid or not all_saved:
        by_savings = Fraction(1 if all_saved else 0)
    return tuple(
        by_savings * Fraction(one_saved, all_saved or 1)
        + (1 - by_savings) * Fraction(one_paid, all_paid or 1)
        for one_saved, one_paid in zip(saved, paid, strict=True)
    )
