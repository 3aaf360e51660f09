"""The books of a group as they are printed: their titles, the period of each, and the paper.

A book is a reading of the journal. Titles and columns are those of the printed books of a Poksus (UP2K-APP); the
balance, the results and the growth of capital follow the practice of UPK, which no rule of PKK fixes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.blocks import Block, TableBlock
from anyelir.core.clock import today_at
from anyelir.core.grain import MONTH, YEAR, Grain
from anyelir.core.wording import day, number
from anyelir.documents.booklet import Booklet
from anyelir.enterprise.books.loans import loan_blocks
from anyelir.enterprise.books.members import dues_blocks, savings_blocks
from anyelir.enterprise.books.money import bank_blocks, cash_blocks
from anyelir.enterprise.books.period import BookPeriod
from anyelir.enterprise.books.sums import balance_blocks, capital_blocks, result_blocks
from anyelir.enterprise.fund.models import Fund

# So many rows of a table stand on a page; the file has them all.
MOST_ROWS = 60


@dataclass(frozen=True)
class FundBook:
    """``path`` stands in its address. ``is_confirmed``: somebody could show the printed book with these columns."""

    path: str
    title: str | Promise
    purpose: str | Promise
    grain: Grain
    blocks: Callable[[Fund, BookPeriod], Iterable[Block]]
    is_wide: bool = False
    is_confirmed: bool = False


def _of_ledger(blocks: Callable[..., Iterable[Block]]) -> Callable[[Fund, BookPeriod], Iterable[Block]]:
    return lambda fund, period: blocks(fund.ledger, period)


BOOKS: Mapping[str, FundBook] = {
    book.path: book
    for book in (
        FundBook(
            "kas",
            gettext_lazy("Buku Kas UP2K PKK"),
            gettext_lazy("Uang tunai yang masuk dan keluar"),
            MONTH,
            _of_ledger(cash_blocks),
            is_wide=True,
            is_confirmed=True,
        ),
        FundBook(
            "bank",
            gettext_lazy("Buku Bank"),
            gettext_lazy("Uang di rekening bank"),
            MONTH,
            _of_ledger(bank_blocks),
            is_wide=True,
        ),
        FundBook(
            "pinjaman",
            gettext_lazy("Buku Daftar Pinjaman, Angsuran, Iuran dan Simpanan"),
            gettext_lazy("Pinjaman setahun dengan yang dibayar tiap bulan, menurut nomor anggota"),
            YEAR,
            loan_blocks,
            is_wide=True,
            is_confirmed=True,
        ),
        FundBook(
            "simpanan",
            gettext_lazy("Buku Simpanan"),
            gettext_lazy("Simpanan pokok, wajib, dan sukarela"),
            MONTH,
            _of_ledger(savings_blocks),
            is_confirmed=True,
        ),
        FundBook(
            "iuran",
            gettext_lazy("Buku Iuran"),
            gettext_lazy("Iuran setiap anggota"),
            MONTH,
            _of_ledger(dues_blocks),
            is_confirmed=True,
        ),
        FundBook(
            "neraca",
            gettext_lazy("Neraca"),
            gettext_lazy("Harta di satu sisi, titipan dan modal di sisi lain"),
            MONTH,
            _of_ledger(balance_blocks),
        ),
        FundBook(
            "laba-rugi",
            gettext_lazy("Laba Rugi"),
            gettext_lazy("Pendapatan dan biaya"),
            MONTH,
            _of_ledger(result_blocks),
        ),
        FundBook(
            "modal",
            gettext_lazy("Perkembangan Modal"),
            gettext_lazy("Modal kelompok dari bulan ke bulan"),
            YEAR,
            _of_ledger(capital_blocks),
            is_wide=True,
        ),
    )
}


def printed_fund_book(fund: Fund, book: FundBook, period: BookPeriod) -> Booklet:
    """With whole numbers as they are, for a workbook; see ``with_written_numbers``."""
    body = fund.body
    return Booklet(
        title=str(book.title),
        head=(str(body), body.region.label, period.label),
        blocks=[*book.blocks(fund, period)],
        made_on=today_at(body.region_id),
        signs=((_("Ketua"), ""), (_("Bendahara"), "")),
        is_wide=book.is_wide,
        foot=_foot(fund, book),
    )


def _foot(fund: Fund, book: FundBook) -> str:
    text = _("Dicetak %(day)s dari jurnal kelompok. Berlaku sebagai buku sesudah ditandatangani.")
    text = text % {"day": day(today_at(fund.body.region_id))}
    unknown = _("Susunan kolomnya kebiasaan dana bergulir; belum ada aturan PKK yang menetapkannya.")
    return text if book.is_confirmed else f"{text} {unknown}"


def with_written_numbers(blocks: Iterable[Block]) -> list[Block]:
    """Amounts as people read them: 1.234.567."""
    return [_written(block) if isinstance(block, TableBlock) else block for block in blocks]


def _written(table: TableBlock) -> TableBlock:
    rows = [[number(cell) if isinstance(cell, int) else cell for cell in row] for row in table.rows]
    return replace(table, rows=rows)


def shortened(blocks: Iterable[Block]) -> tuple[list[Block], int]:
    """What a page shows, the last row of each table among it, and how many rows it leaves to the file."""
    shown: list[Block] = []
    left = 0
    for block in blocks:
        if isinstance(block, TableBlock) and len(block.rows) > MOST_ROWS:
            left += len(block.rows) - MOST_ROWS
            block = replace(block, rows=[*block.rows[: MOST_ROWS - 1], block.rows[-1]])
        shown.append(block)
    return shown, left
