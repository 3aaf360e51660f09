"""What the cash book adds to the annual report: sums by account, and who paid or got it never."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.blocks import HeadingBlock, TableBlock
from anyelir.ledger import actions, annual
from anyelir.ledger.models import LedgerEntry
from anyelir.rules.journal import JournalLine

pytestmark = pytest.mark.django_db


def enter(ledger, by, on, kind, *lines):
    made = [JournalLine(code, amount) for code, amount in lines]
    return actions.post_entry(ledger=ledger, on=on, kind=kind, lines=made, words="Dari Bu Wulan", by=by)


@pytest.fixture
def ledger(world):
    """The books of Posyandu Anyelir since September 2026 with Rp 250.000."""
    by, books = world.user("dasawisma"), world.ledger
    for on, amount in ((dt.date(2026, 10, 2), 60_000), (dt.date(2026, 10, 9), 15_000)):
        enter(books, by, on, "receipt", ("kas", amount), ("iuran", -amount))
    enter(books, by, dt.date(2026, 10, 20), "expense", ("belanja:atk", 25_000), ("kas", -25_000))
    return books


def tables(blocks):
    """Heading -> rows of the table below it."""
    named = zip(blocks, blocks[1:], strict=False)
    return {head.text: table.rows for head, table in named if isinstance(table, TableBlock)}


def test_the_year_in_sums_by_account(ledger, monkeypatch):
    monkeypatch.setattr(annual, "today_at", lambda _region: dt.date(2026, 11, 3))
    blocks = annual.money_blocks(ledger.body, 2026)
    assert blocks[0] == HeadingBlock("Keuangan")
    assert tables(blocks) == {
        "Penerimaan": [["Iuran anggota", "Rp 75.000"], ["Jumlah", "Rp 75.000"]],
        "Pengeluaran": [["Alat tulis dan fotokopi", "Rp 25.000"], ["Jumlah", "Rp 25.000"]],
        "Saldo 3 November 2026": [["Kas tunai", "Rp 300.000"], ["Rekening bank", "Rp 0"]],
    }
    assert LedgerEntry.objects.filter(words="Dari Bu Wulan").exists() and "Wulan" not in str(blocks)


def test_of_a_year_before_the_books_and_a_body_without_books_nothing_is_said(ledger, world):
    assert annual.money_blocks(ledger.body, 2025) == []
    assert annual.money_blocks(world.body, 2026) == []
