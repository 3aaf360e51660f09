"""The journal as text and its digest: golden texts, and what must change when anything does."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib

import pytest

from anyelir.rules.journal import JournalEntry, JournalLine, balances_of, digest_of
from anyelir.rules.journal_text import (
    Books,
    account_name,
    account_sums,
    beancount_text,
    hledger_text,
    party_numbers,
)

ENTRIES = [
    JournalEntry(
        2026, 2, dt.date(2026, 10, 6), "collect",
        (
            JournalLine("kas", 30_000), JournalLine("simpanan:wajib", -20_000, "anggota-9"),
            JournalLine("simpanan:wajib", -10_000, "anggota-3"),
        ),
        words='Simpanan Ibu "Eti"; Oktober',
    ),
    JournalEntry(
        2026, 1, dt.date(2026, 10, 5), "receipt",
        (JournalLine("kas", 100_000), JournalLine("dana:apbdes", -100_000, matter="apbdes")), words="Dana desa",
    ),
]  # fmt: skip
KINDS = {"kas": "asset", "dana:apbdes": "income", "simpanan:wajib": "liability", "bank:bri-cibinong": "asset"}
BOOKS = Books('TP PKK "Ciriung"', dt.date(2026, 10, 1), KINDS, ENTRIES)

BEANCOUNT = r"""option "title" "TP PKK \"Ciriung\""
option "operating_currency" "IDR"

2026-10-01 open Assets:Bank:Bri-cibinong IDR
2026-10-01 open Assets:Kas IDR
2026-10-01 open Income:Dana:Apbdes IDR
2026-10-01 open Liabilities:Simpanan:Wajib IDR
2026-10-01 open Liabilities:Simpanan:Wajib:M0001 IDR
2026-10-01 open Liabilities:Simpanan:Wajib:M0002 IDR

2026-10-05 * "1/2026" "receipt"
  Assets:Kas  100000 IDR
  Income:Dana:Apbdes  -100000 IDR

2026-10-06 * "2/2026" "collect"
  Assets:Kas  30000 IDR
  Liabilities:Simpanan:Wajib:M0001  -20000 IDR
  Liabilities:Simpanan:Wajib:M0002  -10000 IDR

2026-10-07 balance Assets:Bank:Bri-cibinong  0 IDR
2026-10-07 balance Assets:Kas  130000 IDR
2026-10-07 balance Income:Dana:Apbdes  -100000 IDR
2026-10-07 balance Liabilities:Simpanan:Wajib  -30000 IDR
2026-10-07 balance Liabilities:Simpanan:Wajib:M0001  -20000 IDR
2026-10-07 balance Liabilities:Simpanan:Wajib:M0002  -10000 IDR
"""


def test_beancount_opens_and_asserts_every_account():
    assert beancount_text(BOOKS) == BEANCOUNT


def test_hledger_declares_and_asserts():
    text = hledger_text(BOOKS)
    assert "commodity 1000. IDR\n" in text and "account Liabilities:Simpanan:Wajib:M0001\n" in text
    assert (
        "2026-10-05 * (1/2026) receipt\n    Assets:Kas  100000 IDR\n    Income:Dana:Apbdes  -100000 IDR\n"
        in text
    )
    assert text.endswith("    Liabilities:Simpanan:Wajib:M0002  0 IDR = -10000 IDR\n")
    assert "    Liabilities:Simpanan:Wajib  0 IDR = 0 IDR\n" in text


@pytest.mark.parametrize("text", [beancount_text, hledger_text])
def test_no_party_and_no_words_leave_unless_asked_for(text):
    assert "anggota" not in text(BOOKS) and "Eti" not in text(BOOKS)
    with_words = text(BOOKS, with_words=True)
    assert "Eti" in with_words and "anggota" not in with_words
    assert '"Eti"' not in with_words.replace('\\"', "") or text is hledger_text


def test_names_of_accounts_are_plain():
    assert account_name("belanja:sewa tenda & kursi", "expense") == "Expenses:Belanja:Sewa-tenda-kursi"
    assert party_numbers(ENTRIES) == {"anggota-9": "M0001", "anggota-3": "M0002"}
    assert account_sums(BOOKS)["Assets:Bank:Bri-cibinong"] == 0
    assert balances_of(ENTRIES) == {"dana:apbdes": -100_000, "kas": 130_000, "simpanan:wajib": -30_000}


def test_the_digest_is_of_a_fixed_text():
    text = (
        "anyelir.ledger.1\tp\t2026-10-31\n2026\t1\t2026-10-05\treceipt\tDana desa\t\t\tkas\t\t\t100000\n"
        "2026\t1\t2026-10-05\treceipt\tDana desa\t\t\tdana:apbdes\t\tapbdes\t-100000\nkas\t100000"
    )
    through = dt.date(2026, 10, 31)
    assert digest_of("p", through, ENTRIES[1:], {"kas": 100_000}) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"no": 5}, {"year": 2025}, {"on": dt.date(2026, 10, 7)}, {"kind": "x"}, {"words": "x"}, {"receipt_no": "x"},
        {"reverses": "1/2026"}, {"lines": ENTRIES[0].lines[::-1]},
    ],
)  # fmt: skip
def test_whatever_changes_in_an_entry_changes_the_digest(change):
    through, changed = dt.date(2026, 10, 31), [dataclasses.replace(ENTRIES[0], **change), ENTRIES[1]]
    assert digest_of("", through, changed, {}) != digest_of("", through, ENTRIES, {})


@pytest.mark.parametrize("change", [{"account": "x"}, {"amount_idr": 1}, {"party": "x"}, {"matter": "x"}])
def test_whatever_changes_in_a_line_changes_the_digest(change):
    first, *others = ENTRIES[1].lines
    changed = dataclasses.replace(ENTRIES[1], lines=(dataclasses.replace(first, **change), *others))
    through = dt.date(2026, 10, 31)
    assert digest_of("", through, [changed], {}) != digest_of("", through, ENTRIES[1:], {})


def test_the_digest_does_not_hang_on_the_order_of_the_rows():
    through = dt.date(2026, 10, 31)
    assert digest_of("", through, ENTRIES, {"a": 1, "b": 2}) == digest_of(
        "", through, ENTRIES[::-1], {"b": 2, "a": 1}
    )
    assert digest_of("", through, ENTRIES, {}) != digest_of("x", through, ENTRIES, {})
    assert digest_of("", through, ENTRIES, {}) != digest_of("", dt.date(2026, 11, 30), ENTRIES, {})
