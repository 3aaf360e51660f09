"""What a page on a wall may show of a month of money: sums by category, none of which tells what one giver gave.

A decision of Anyelir, after the design of the cash book ("categories with a single giver are joined"):

1. An entry without a party is a giver of its own; all lines of one party are one giver.
2. A category stands alone when two entries and two givers are in it. The others of its direction are joined, and with
   them the smallest that could stand alone, until two entries and two givers are in the joint as well: what is
   left of a total when every printed category is taken away is no entry either.
3. A month of one entry shows its totals and no category. Where a direction has one entry or one giver and the month
   has more, its totals are not shown, only by how much the balance changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anyelir.rules.finiteness import check_fields

FEWEST = 2
JOINED = ""


@dataclass(frozen=True)
class Movement:
    """Money that came in (above zero) or went out (below zero) for one category in one entry."""

    category: str
    amount_idr: int
    entry: str
    party: str = ""

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def giver(self) -> str:
        return f"party {self.party}" if self.party else f"entry {self.entry}"


@dataclass(frozen=True)
class CategorySum:
    """Above zero in both directions; ``JOINED`` is the category of what was joined."""

    category: str
    amount_idr: int


@dataclass(frozen=True)
class WallMonth:
    """The sums of a month; None where a total would be that of one entry or giver."""

    change_idr: int
    in_idr: int | None = None
    out_idr: int | None = None
    ins: tuple[CategorySum, ...] = ()
    outs: tuple[CategorySum, ...] = ()


def wall_month(movements: Iterable[Movement]) -> WallMonth:
    """What may be shown. ValueError for an amount that is no number."""
    movements = list(movements)
    received = [each for each in movements if each.amount_idr > 0]
    spent = [each for each in movements if each.amount_idr < 0]
    change_idr = sum(each.amount_idr for each in movements)
    if len({each.entry for each in movements}) <= 1:
        return WallMonth(change_idr, _size(received), _size(spent))
    if any(side and not _is_shared(side) for side in (received, spent)):
        return WallMonth(change_idr)
    return WallMonth(change_idr, _size(received), _size(spent), _categories(received), _categories(spent))


def _is_shared(movements: Sequence[Movement]) -> bool:
    """Whether two entries and two givers are in it."""
    entries, givers = {each.entry for each in movements}, {each.giver for each in movements}
    return len(entries) >= FEWEST and len(givers) >= FEWEST


def _categories(movements: Sequence[Movement]) -> tuple[CategorySum, ...]:
    """The largest first and the joint last; nothing where the joint would be the total once more."""
    standing: dict[str, list[Movement]] = defaultdict(list)
    for each in movements:
        standing[each.category].append(each)
    joined = [each for rows in standing.values() if not _is_shared(rows) for each in rows]
    standing = {category: rows for category, rows in standing.items() if _is_shared(rows)}
    for category in sorted(standing, key=lambda name: (_size(standing[name]), name)):
        if joined and not _is_shared(joined):
            joined += standing.pop(category)
    if not standing:
        return ()
    sums = [CategorySum(category, _size(rows)) for category, rows in standing.items()]
    sums.sort(key=lambda each: (-each.amount_idr, each.category))
    return (*sums, CategorySum(JOINED, _size(joined))) if joined else tuple(sums)


def _size(movements: Iterable[Movement]) -> int:
    return abs(sum(each.amount_idr for each in movements))
