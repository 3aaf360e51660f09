"""What a member reads of the fund in her own book: loan, next months, what is kept for her, her part of the SHU."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.enterprise.books.own_book import last_surplus_part, own_loans
from anyelir.enterprise.groups.queries.own_book import own_book
from tests.apps.enterprise.fund.test_surplus import BOOKED, closed, divide, year

__all__ = ["closed", "year"]
pytestmark = pytest.mark.django_db


def shown(person, key: str = "parts") -> dict:
    return dict(own_book(person)[key])


def test_the_months_ahead_begin_after_this_one(circle):
    circle.lend()
    [own] = own_loans(circle.people[0], dt.date(2026, 11, 20))
    assert [row.due_on for row in own.next_months] == [
        dt.date(2026, 12, 31), dt.date(2027, 1, 31), dt.date(2027, 2, 28),
    ]  # fmt: skip
    assert (own.card.month_idr, own.card.arrears_idr, own.ends_on) == (115_000, 115_000, dt.date(2027, 7, 31))
    circle.pay(own.card.loan, 345_000)
    [own] = own_loans(circle.people[0], dt.date(2026, 11, 20))
    assert own.next_months[0].due_on == dt.date(2027, 1, 31) and own.paid_count == 3


def test_principal_and_charge_are_one_instalment_in_her_book(circle):
    loan = circle.lend()
    circle.pay(loan, 115_000)
    titles = [(row.title, row.amount_idr, row.is_taken) for row in own_book(circle.people[0])["rows"]]
    assert titles == [("Angsuran", 115_000, False), ("Pinjaman diterima", 1_000_000, False)]


def test_what_is_kept_for_her_stands_below_her_savings(circle):
    assert shown(circle.people[0], "parts_below") == {}
    loan = circle.lend(months=1)
    circle.pay(loan, 1_000_000 + 15_000 + 7_000, surplus="hold")
    [(account, held_idr)] = shown(circle.people[0], "parts_below")["groups/_own_kept.html"]["kept"]
    assert (account.code, held_idr) == ("titipan", 7_000)
    assert shown(circle.people[1], "parts_below") == {}


def test_her_part_of_the_last_surplus_is_hers_alone(closed):
    first, fourth = closed.people[0], closed.people[3]
    assert last_surplus_part(first) is None
    divide(closed)
    assert last_surplus_part(first) == (2025, 19_785) and last_surplus_part(fourth) is None
    part = shown(first, "parts_below")["groups/_own_kept.html"]
    assert (part["surplus_year"], part["surplus_idr"]) == (2025, 19_785)
    assert own_book(first)["rows"][0].title == "SHU anggota" and own_book(first)["rows"][0].on == BOOKED
