"""Months of a work plan as a set of bits, and what became of each of them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from anyelir.rules.finiteness import finite_numbers

MONTHS = range(1, 13)
WHOLE_YEAR = 0b1111_1111_1111


class PlanMonth(StrEnum):
    """What a month of a plan line is: still to come, done, over without having been done, and so on."""

    FREE = "free"
    PLANNED = "planned"
    DONE = "done"
    LATE = "late"
    # Not done in its month, but in a later one that was not planned.
    CAUGHT_UP = "caught_up"
    # Done in a month that was not planned and that catches nothing up.
    EXTRA = "extra"


@finite_numbers
def month_bits(months: Iterable[int]) -> int:
    """January is the lowest of twelve bits. Raises ValueError for what is no month.

    >>> month_bits([1, 3])
    5
    """
    bits = 0
    for month in months:
        if month not in MONTHS:
            raise ValueError(f"no month: {month}")
        bits |= 1 << (month - 1)
    return bits


@finite_numbers
def months_in(bits: int) -> tuple[int, ...]:
    """The months of a set in their order. Raises ValueError for bits of no month."""
    if not 0 <= bits <= WHOLE_YEAR:
        raise ValueError(f"no months: {bits}")
    return tuple(month for month in MONTHS if bits >> (month - 1) & 1)


@finite_numbers
def months_over(year: int, today_year: int, today_month: int) -> int:
    """How many months of ``year`` are over in the month ``today_month`` of ``today_year``: none to twelve."""
    return max(0, min(12, (today_year - year) * 12 + today_month - 1))


@finite_numbers
def month_states(bits: int, done: Iterable[int], over: int) -> tuple[PlanMonth, ...]:
    """What became of the twelve months: ``done`` are months in which it was done, the first ``over`` are past.

    A month that was missed is caught up by the next month that was not planned: each of those settles one, the
    earliest first.
    """
    planned, held = set(months_in(bits)), set(done)
    states = [PlanMonth.FREE] * 12
    missed: list[int] = []
    for month in MONTHS:
        if month in held:
            states[month - 1] = PlanMonth.DONE
            if month not in planned:
                if missed:
                    states[missed.pop(0) - 1] = PlanMonth.CAUGHT_UP
                else:
                    states[month - 1] = PlanMonth.EXTRA
        elif month in planned:
            states[month - 1] = PlanMonth.LATE if month <= over else PlanMonth.PLANNED
            missed.append(month)
    return tuple(states)
