"""Columns of the meeting sheet and what rooms add below them: declared, so that the sheet knows no room above it.

The room of arisan declares its column here, that of UP2K its instalments; the sheet asks each what was agreed for
whom, what an amount becomes in the books, and what is refused when the sheet is closed. What a room must know for its
answers it reads once for all rows (``SheetReadings``), so a sheet of three hundred costs what one of three costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

from anyelir.contributions.models import MeetingSheet
from anyelir.core.registry import Registry
from anyelir.membership.models import BodyMember
from anyelir.rules.journal import JournalLine

# What each was to bring, by the key of the person; who is not in it takes no part.
Agreed = Mapping[Any, int]
# What each brought of this column, by person.
Brought = Mapping[BodyMember, int]
Reading = TypeVar("Reading")


@dataclass(frozen=True)
class Chip:
    """An amount that stands beside the field of a row for one tap; who opens no row sees none."""

    label: str
    amount_idr: int


# What is offered to whom, by the key of the person.
Chips = Mapping[Any, Sequence[Chip]]
# A few words under the name of a person, by her key.
Hints = Mapping[Any, str]


class SheetReadings:
    """A sheet with the people of its rows, and what rooms above read of it."""

    def __init__(self, sheet: MeetingSheet, people: Sequence[BodyMember]) -> None:
        self.sheet, self.people = sheet, people
        self._kept: dict[Any, Any] = {}

    def of(self, read: Callable[[MeetingSheet, Sequence[BodyMember]], Reading]) -> Reading:
        """What ``read(sheet, people)`` gives; asked once, whatever columns and parts need it."""
        if read not in self._kept:
            self._kept[read] = read(self.sheet, self.people)
        reading: Reading = self._kept[read]
        return reading


def _nothing_refused(_readings: SheetReadings, _brought: Brought) -> None:
    return None


def _no_chips(_readings: SheetReadings) -> Chips:
    return {}


def _no_hints(_readings: SheetReadings) -> Hints:
    return {}


def _always(_readings: SheetReadings) -> bool:
    return True


@dataclass(frozen=True)
class SheetColumn:
    """``lines(readings, person, amount_idr)`` are the lines of the entry beside the cash box: they sum to -amount.

    ``refuse(readings, brought)`` raises Refused before the sheet closes. ``is_shown`` says whether the body has it.
    ``is_free``: somebody may bring something though nothing was agreed; ``round_idr`` are sums that often come.
    ``chips`` are offered in the opened row of a person alone, never in the list and never on the paper; ``hints``
    stand under her name, never on the paper.
    """

    key: str
    label: str | Promise
    agreed: Callable[[SheetReadings], Agreed]
    lines: Callable[[SheetReadings, BodyMember, int], Sequence[JournalLine]]
    refuse: Callable[[SheetReadings, Brought], None] = _nothing_refused
    is_shown: Callable[[SheetReadings], bool] = _always
    chips: Callable[[SheetReadings], Chips] = _no_chips
    hints: Callable[[SheetReadings], Hints] = _no_hints
    round_idr: tuple[int, ...] = ()
    is_free: bool = False
    rank: int = 50


@dataclass(frozen=True)
class Outlay:
    """Money that leaves the table beside other money out: the pot for who won. ``lines`` sum to ``amount_idr``."""

    label: str
    amount_idr: int
    lines: Sequence[JournalLine]


@dataclass(frozen=True)
class SheetPart:
    """What a room shows below the rows, and what it pays out in the same entry.

    ``context(readings, user)`` None shows nothing. ``outlays`` are asked on the page and when the sheet closes.
    """

    key: str
    template: str
    context: Callable[[SheetReadings, Any], Mapping[str, Any] | None]
    outlays: Callable[[SheetReadings], Sequence[Outlay]]
    rank: int = 50


COLUMNS: Registry[SheetColumn] = Registry("contributions.columns", order=lambda column: column.rank)
PARTS: Registry[SheetPart] = Registry("contributions.parts", order=lambda part: part.rank, is_required=False)


def outlays_of(readings: SheetReadings) -> Iterator[Outlay]:
    for part in PARTS:
        yield from part.outlays(readings)
