"""The money on the table of a meeting: notes counted against what the book says. Whole rupiah.

Notes and coins that are legal tender: Bank Indonesia, emission 2022 and coins down to Rp 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anyelir.rules.finiteness import check_fields, finite_numbers

NOTES_IDR = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
# Of one kind of note: more does not lie on the table of a meeting.
MOST_NOTES = 100_000


@dataclass(frozen=True)
class TableMoney:
    """What was in the box before, what the meeting moved, and what lies on the table; None when nobody counted."""

    before_idr: int
    from_members_idr: int
    other_in_idr: int
    out_idr: int
    counted_idr: int | None = None

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def expected_idr(self) -> int:
        """What must lie on the table; below zero when more went out than was ever there."""
        return self.before_idr + self.from_members_idr + self.other_in_idr - self.out_idr

    @property
    def difference_idr(self) -> int:
        """Above zero when more lies there than the book says; 0 as long as nobody counted."""
        return 0 if self.counted_idr is None else self.counted_idr - self.expected_idr


@finite_numbers
def counted_idr(notes: Mapping[int, int]) -> int:
    """The sum of notes by their worth. ValueError for a note that does not exist or a count that nobody has."""
    for worth, count in notes.items():
        if worth not in NOTES_IDR or not 0 <= count <= MOST_NOTES:
            raise ValueError(f"{count} notes of {worth}")
    return sum(worth * count for worth, count in notes.items())
