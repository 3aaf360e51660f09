"""The printed cash book (Lampiran 4.11, "Buku Tabungan"): twelve columns, two blocks of the same six."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.wording import number, short_day
from anyelir.ledger.cashbook import CashBook, CashRow
from anyelir.ledger.models import Closing, Ledger
from anyelir.ledger.queries import balances_at, money_places

COLUMNS = (_("No."), _("Tanggal"), _("Sumber dana"), _("Uraian"), _("Nomor bukti kas"), _("Jumlah (Rp)"))
RECEIPTS, EXPENSES = _("Penerimaan"), _("Pengeluaran")
Cell = str | int | dt.date | Promise


@dataclass(frozen=True)
class Form411:
    """Rows of twelve cells; ``left`` and ``right`` say what each block holds, and their sums stand below."""

    month: dt.date
    left: str | Promise
    right: str | Promise
    rows: list[list[Cell]]
    left_idr: int
    right_idr: int
    opening_idr: int
    places: list[tuple[str, int]]
    closing: Closing | None


def form_411(ledger: Ledger, book: CashBook) -> Form411:
    """By ``ledger.sides``; with receipts on both sides the second half of them stands right, no spending."""
    received = [(row, row.in_idr) for row in book.rows if row.in_idr]
    spent = [(row, row.out_idr) for row in book.rows if row.out_idr]
    if ledger.sides == Ledger.Sides.RECEIPTS_BOTH:
        half = (len(received) + 1) // 2
        left, right, names = received[:half], received[half:], (RECEIPTS, RECEIPTS)
    elif ledger.sides == Ledger.Sides.RECEIPTS_LEFT:
        left, right, names = received, spent, (RECEIPTS, EXPENSES)
    else:
        left, right, names = spent, received, (EXPENSES, RECEIPTS)
    sums = balances_at(ledger, book.last)
    return Form411(
        month=book.month,
        left=names[0],
        right=names[1],
        rows=[_cells(left_row) + _cells(right_row) for left_row, right_row in zip_longest(left, right)],
        left_idr=_sum(left),
        right_idr=_sum(right),
        opening_idr=book.opening_idr,
        places=[(account.title, sums.get(account.code, 0)) for account in money_places(ledger)],
        closing=Closing.objects.filter(ledger=ledger, through=book.last).first(),
    )


def cell_text(cell: Cell) -> str:
    """A cell as it is printed: rupiah without the sign of the currency, which stands in the heading."""
    if isinstance(cell, dt.date):
        return short_day(cell)
    return number(cell) if isinstance(cell, int) else str(cell)


def _cells(side: tuple[CashRow, int] | None) -> list[Cell]:
    if side is None:
        return [""] * len(COLUMNS)
    row, amount_idr = side
    entry = row.entry
    return [entry.no, entry.on, row.fund_name, entry.words, entry.receipt_no, amount_idr]


def _sum(rows: list[tuple[CashRow, int]]) -> int:
    return sum(amount_idr for _row, amount_idr in rows)
