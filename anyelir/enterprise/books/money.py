"""The cash book of UP2K and its twin for the bank: receipts beside expenses, as the printed books have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Sum
from django.utils.translation import gettext as _

from anyelir.core.blocks import BlockColumn, TableBlock, TextBlock
from anyelir.core.wording import rupiah, short_day
from anyelir.enterprise.books.period import BookPeriod
from anyelir.ledger.models import Ledger, LedgerAccount, LedgerEntry, LedgerLine

Cells = list[str | int]
NOTHING_IN: Cells = ["", "", ""]
NOTHING_OUT: Cells = ["", "", "", ""]


@dataclass(frozen=True)
class PlaceBook:
    """Entries that moved money of one place, and what was there before and is there after them."""

    before_idr: int
    received: list[tuple[LedgerEntry, int]]
    spent: list[tuple[LedgerEntry, int]]

    @property
    def in_idr(self) -> int:
        return sum(amount_idr for _entry, amount_idr in self.received)

    @property
    def out_idr(self) -> int:
        return sum(amount_idr for _entry, amount_idr in self.spent)

    @property
    def after_idr(self) -> int:
        return self.before_idr + self.in_idr - self.out_idr


def place_book(ledger: Ledger, place: str, period: BookPeriod) -> PlaceBook:
    """Of cash or of all bank accounts together; a meeting that takes in and pays out stands on both sides."""
    lines = LedgerLine.objects.filter(ledger=ledger, account__place=place)
    before = lines.filter(entry__on__lt=period.first).aggregate(n=Sum("amount_idr"))["n"] or 0
    moved = lines.filter(entry__on__range=(period.first, period.last)).select_related("entry")
    received: dict[LedgerEntry, int] = {}
    spent: dict[LedgerEntry, int] = {}
    for line in moved.order_by("entry__on", "entry__year", "entry__no", "id"):
        side, size = (received, line.amount_idr) if line.amount_idr > 0 else (spent, -line.amount_idr)
        side[line.entry] = side.get(line.entry, 0) + size
    return PlaceBook(before, [*received.items()], [*spent.items()])


def money_blocks(ledger: Ledger, place: str, period: BookPeriod) -> list[TableBlock | TextBlock]:
    """Seven columns: day, what for, amount; day, number of the receipt, what for, amount."""
    book = place_book(ledger, place, period)
    rows = [
        [*(left or NOTHING_IN), *(right or NOTHING_OUT)]
        for left, right in zip_longest(_received(book.received), _spent(book.spent))
    ]
    total = _("Jumlah")
    rows.append(["", total, book.in_idr, "", "", total, book.out_idr])
    return [TableBlock(_columns(), rows, is_numbered=True), TextBlock(_balance(book))]


def cash_blocks(ledger: Ledger, period: BookPeriod) -> list[TableBlock | TextBlock]:
    return money_blocks(ledger, LedgerAccount.Place.CASH, period)


def bank_blocks(ledger: Ledger, period: BookPeriod) -> list[TableBlock | TextBlock]:
    return money_blocks(ledger, LedgerAccount.Place.BANK, period)


def _columns() -> list[BlockColumn]:
    received, spent = _("PENERIMAAN"), _("PENGELUARAN")
    return [
        BlockColumn(_("Tanggal"), 6, group=received),
        BlockColumn(_("Uraian"), 13, group=received),
        BlockColumn(_("Jumlah (Rp)"), 6, True, received),
        BlockColumn(_("Tanggal"), 6, group=spent),
        BlockColumn(_("No. kwitansi"), 6, group=spent),
        BlockColumn(_("Uraian"), 13, group=spent),
        BlockColumn(_("Jumlah (Rp)"), 6, True, spent),
    ]


def _received(rows: Iterable[tuple[LedgerEntry, int]]) -> Iterable[Cells]:
    return ([short_day(entry.on), entry.words, amount_idr] for entry, amount_idr in rows)


def _spent(rows: Iterable[tuple[LedgerEntry, int]]) -> Iterable[Cells]:
    """An expense without a receipt is found by the number of its entry."""
    return (
        [short_day(entry.on), entry.receipt_no or str(entry), entry.words, amount_idr]
        for entry, amount_idr in rows
    )


def _balance(book: PlaceBook) -> str:
    facts = {"before": rupiah(book.before_idr), "after": rupiah(book.after_idr)}
    return _("Saldo sebelumnya %(before)s. Saldo akhir %(after)s.") % facts
