"""Books in files: text for beancount and hledger, and every line as a table."""

from __future__ import annotations

import io

from anyelir.core.spreadsheet import Sheet, write_csv
from anyelir.ledger.models import Ledger, LedgerEntry
from anyelir.ledger.queries import journal
from anyelir.rules.journal_text import Books, beancount_text, hledger_text, party_numbers

COLUMNS = (
    "tahun",
    "nomor",
    "tanggal",
    "jenis",
    "bukti",
    "akun",
    "anggota",
    "perihal",
    "debit",
    "kredit",
    "uraian",
)


def books_of(ledger: Ledger) -> Books:
    kinds = {account.code: account.kind for account in ledger.accounts.all()}
    return Books(ledger.name, ledger.since, kinds, journal(LedgerEntry.objects.filter(ledger=ledger)))


def exported(ledger: Ledger, file_format: str, *, with_words: bool = False) -> bytes:
    """The whole journal in one of FORMATS; parties by number, words of the entries when asked for."""
    books = books_of(ledger)
    if file_format == "beancount":
        return beancount_text(books, with_words=with_words).encode()
    if file_format == "hledger":
        return hledger_text(books, with_words=with_words).encode()
    rows = _rows(books, with_words)
    if file_format == "csv":
        target = io.StringIO()
        write_csv(target, rows)
        return target.getvalue().encode()
    sheet = Sheet(ledger.name)
    for row in rows:
        sheet.add(row)
    return sheet.to_bytes()


def _rows(books: Books, with_words: bool) -> list[tuple]:
    numbers = party_numbers(books.entries)
    return [COLUMNS if with_words else COLUMNS[:-1]] + [
        (
            *(entry.year, entry.no, entry.on, entry.kind, entry.receipt_no, line.account),
            *(numbers.get(line.party, ""), line.matter),
            *(max(line.amount_idr, 0), max(-line.amount_idr, 0)),
            *((entry.words,) if with_words else ()),
        )
        for entry in books.entries
        for line in entry.lines
    ]
