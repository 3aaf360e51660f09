"""Numbers without a gap: taken in the transaction that uses them, so that one that is undone gives its number back.

Whoever takes a number holds its series until the end of the transaction; the next one comes after. Nobody holds two
series and then waits for a third: take a number last, after every other lock.
"""

from __future__ import annotations

from anyelir.core.locking import hold
from anyelir.core.models import NumberSequence, SequenceBase


def take_number(series: str, year: int, *, numbers: type[SequenceBase] = NumberSequence) -> int:
    """The next number of a series and year, from 1; ``numbers`` is the model of a room with sequences of its own."""
    numbers._base_manager.get_or_create(series=series, year=year)
    row = hold(numbers._base_manager.filter(series=series, year=year)).get()
    row.last += 1
    row.save(update_fields=["last"])
    return int(row.last)
