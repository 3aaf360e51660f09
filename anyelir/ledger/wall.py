"""The page on the wall: the closed months of a body as its residents may read them, with no person and no entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.ledger.chart import wall_title
from anyelir.ledger.kinds import OPENING
from anyelir.ledger.models import Closing, Ledger, LedgerEntry, WallPage
from anyelir.ledger.queries import money_places
from anyelir.membership.models import Body
from anyelir.rules.months import first_of_month
from anyelir.rules.wall_sums import Movement, WallMonth, wall_month

MOST_MONTHS = 12


@dataclass(frozen=True)
class ShownMonth:
    """One closed month: its sums, what was there before and after it, and how it was closed."""

    closing: Closing
    sums: WallMonth
    closing_idr: int
    closed_by: str

    @property
    def opening_idr(self) -> int:
        return self.closing_idr - self.sums.change_idr


def current_wall_page(ledger: Ledger) -> WallPage | None:
    """The one that whoever has its code reads today."""
    return WallPage.objects.filter(ledger=ledger, ended_at=None).first()


def shown_months(ledger: Ledger) -> list[ShownMonth]:
    """The last closed months, newest first."""
    closings = [*ledger.closings.order_by("-through")[:MOST_MONTHS]]
    if not closings:
        return []
    movements = _by_month(ledger, first_of_month(closings[-1].through), closings[0].through)
    places = set(money_places(ledger).values_list("code", flat=True))
    return [
        ShownMonth(
            closing=closing,
            sums=wall_month(movements.get(first_of_month(closing.through), [])),
            closing_idr=sum(idr for code, idr in closing.balances.items() if code in places),
            closed_by=closed_by(ledger, closing),
        )
        for closing in closings
    ]


def closed_by(ledger: Ledger, closing: Closing) -> str:
    """Which posts closed it, never who held them."""
    if closing.chair is None:
        return _("ditutup pemegang kas dengan dua saksi")
    if ledger.body.kind == Body.Kind.GROUP:
        return _("ditutup oleh dua pengurus")
    return _("ditutup oleh ketua dan bendahara")


def _by_month(ledger: Ledger, first: dt.date, last: dt.date) -> dict[dt.date, list[Movement]]:
    """Money that moved in each month; what was there when the books were opened came in before."""
    entries = LedgerEntry.objects.filter(ledger=ledger, on__range=(first, last)).exclude(kind=OPENING)
    months: dict[dt.date, list[Movement]] = {}
    for entry in _still_counting(entries.select_related("reverses").prefetch_related("lines__account")):
        months.setdefault(first_of_month(entry.on), []).extend(_movements(entry))
    return months


def _still_counting(entries: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
    """An entry that was taken back in its own month and what took it back are as if neither had been written."""
    entries = [*entries]
    taken_back = {entry.reverses_id: entry for entry in entries if entry.reverses_id is not None}
    for entry in entries:
        other = taken_back.get(entry.pk) or entry.reverses
        if other is None or first_of_month(other.on) != first_of_month(entry.on):
            yield entry


def _movements(entry: LedgerEntry) -> Iterator[Movement]:
    """What stands against the money of an entry; nothing where no money moved, or only from place to place."""
    lines = [*entry.lines.all()]
    if any(line.account.place for line in lines):
        for line in lines:
            if not line.account.place:
                category = wall_title(line.account, is_correction=entry.reverses_id is not None)
                yield Movement(category, -line.amount_idr, str(entry.pk), line.party)
