"""An entry that took money in and paid money out stands on both sides of the cash book."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.ledger.cashbook import cash_book
from anyelir.ledger.form411 import form_411
from anyelir.rules.journal import JournalLine
from tests import factories as make

pytestmark = pytest.mark.django_db
OCTOBER = dt.date(2026, 10, 1)
MEETING = [
    JournalLine("kas", 880_000),
    JournalLine("dana:apbdes", -880_000),
    JournalLine("belanja:konsumsi", 35_000, matter="swadaya"),
    JournalLine("kas", -35_000),
]


@pytest.fixture
def book(ledger, post):
    """A meeting, a move to the bank, and a meeting that took in as much as it paid out."""
    post(lines=MEETING, words="Rapat dasawisma")
    post("2026-10-06", debit="bank", credit="kas", amount_idr=200_000, kind="transfer", words="Setor ke bank")
    even = [*MEETING[2:], JournalLine("kas", 35_000), JournalLine("dana:apbdes", -35_000)]
    post("2026-10-07", lines=even, words="Rapat kecil")
    return cash_book(ledger, OCTOBER)


def test_each_row_says_what_came_in_and_what_went_out(book):
    rows = [(row.in_idr, row.out_idr, row.moved_idr, row.balance_idr) for row in book.rows]
    assert rows == [
        (880_000, 35_000, 0, 1_345_000),
        (0, 0, 200_000, 1_345_000),
        (35_000, 35_000, 0, 1_345_000),
    ]
    assert (book.in_idr, book.out_idr, book.closing_idr) == (915_000, 70_000, 1_345_000)


def test_the_form_411_has_it_on_both_sides_with_its_number(ledger, book):
    form = form_411(ledger, book)
    sums = sorted([form.left_idr, form.right_idr])
    assert sums == [70_000, 915_000]
    numbers = [(row[0], row[5], row[6], row[11]) for row in form.rows]
    assert sorted(numbers) == sorted([(2, 35_000, 2, 880_000), (4, 35_000, 4, 35_000)])


def test_the_page_shows_both(ledger, book, sign_in):
    keeper = make.user(name="Eka Susanti")
    make.grant(keeper, "team_treasurer", ledger.body.region)
    page = sign_in(keeper).get(reverse("ledger:book", args=[ledger.pk]) + "?bulan=2026-10").content.decode()
    assert all(text in page for text in ("+Rp 880.000", "−Rp 35.000", "pindah Rp 200.000"))
