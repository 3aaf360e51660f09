"""The instalments on the meeting sheet: one reading for all women, whatever it costs for one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anyelir.contributions.columns import Chip
from anyelir.contributions.queries import SheetView
from anyelir.ledger.queries import cash_idr
from tests import factories as make
from tests.pages import flat

pytestmark = pytest.mark.django_db
ON, DUE = dt.date(2026, 11, 20), 115_000
QUERIES = 53


def ready_to_close(circle, borrowers: int) -> None:
    """So many pay the instalment of the month, the others are here, and the cash is counted."""
    table = circle.table
    for person in range(borrowers):
        circle.lend(person)
    table.start(ON)
    table.save([table.row(person, angsuran=DUE) for person in table.people[:borrowers]])
    table.save([table.row(person) for person in table.people[borrowers:]])
    table.count(cash_idr(table.ledger, ON) + borrowers * DUE)


def queries_of_closing(circle, borrowers: int) -> int:
    ready_to_close(circle, borrowers)
    with CaptureQueriesContext(connection) as seen:
        circle.table.close()
    return len(seen)


@pytest.mark.parametrize("borrowers", [2, 6])
def test_closing_costs_the_same_for_few_and_for_many(circle, borrowers):
    assert queries_of_closing(circle, borrowers) == QUERIES


def test_all_loans_move_by_one_closing(circle):
    ready_to_close(circle, 6)
    circle.table.close()
    loans = circle.fund.loans.all()
    assert [(loan.paid_principal_idr, loan.paid_service_idr) for loan in loans] == [(100_000, 15_000)] * 6


def chips_of(circle, person: int) -> list[Chip]:
    row = SheetView(circle.table.now).rows[person]
    return [chip for cell in row.cells for chip in cell.chips]


def test_chips_tell_what_is_behind_to_whoever_opens_her_row(circle):
    """October was not paid: all of it with November, the charge of November alone, or nothing."""
    circle.lend(0)
    circle.pay(circle.lend(1), DUE)
    circle.table.start(ON)
    behind, charge, nothing = (
        Chip("Semua yang tertinggal", 2 * DUE),
        Chip("Jasa saja", 15_000),
        Chip("Belum bayar", 0),
    )
    assert chips_of(circle, 0) == [behind, charge, nothing]
    assert chips_of(circle, 1) == [charge, nothing]
    assert chips_of(circle, 2) == []


def test_who_paid_the_month_already_is_offered_nothing(circle):
    circle.pay(circle.lend(0), 2 * DUE)
    circle.table.start(ON)
    assert chips_of(circle, 0) == []


def test_neither_the_list_nor_the_paper_is_one_of_who_is_late(circle, sign_in):
    circle.lend(0)
    circle.table.start(ON)
    make.grant(circle.by, "group_officer", circle.body.region)
    browser = sign_in(circle.by)
    for name in ("sheet", "paper", "sheets"):
        key = circle.body.pk if name == "sheets" else circle.table.sheet.pk
        text = browser.get(reverse(f"contributions:{name}", args=[key])).content.decode()
        # What the opened row is made of lies in the data of the page.
        shown = text.split('id="lembar"')[0]
        assert "230.000" not in shown and "tertinggal" not in shown
    # The instalment of the month and her sum are all that the paper says of her loan.
    paper = browser.get(reverse("contributions:paper", args=[circle.table.sheet.pk])).content.decode()
    assert paper.count("115.000") == 2


def hint_of(circle, person: int) -> str:
    return SheetView(circle.table.now).rows[person].hint


def test_the_name_says_which_instalment_belongs_to_the_month(circle):
    """Lent in September: October is the first of ten, whatever was paid of it."""
    circle.lend(0)
    circle.pay(circle.lend(1), 3 * DUE)
    circle.table.start(ON)
    assert [hint_of(circle, person) for person in range(3)] == ["angsuran 2 dari 10"] * 2 + [""]


def test_who_borrows_at_the_meeting_stands_on_the_sheet_and_not_on_its_paper(circle, sign_in):
    loan = circle.decide(circle.ask(3))
    circle.table.start(ON)
    make.grant(circle.by, "group_officer", circle.body.region)
    browser, sheet = sign_in(circle.by), circle.table.sheet.pk
    text = flat(browser.get(reverse("contributions:sheet", args=[sheet])))
    assert "Yang meminjam hari ini" in text and "10 kali, pertama Rp 115.000, jasa 1,50% sebulan" in text
    assert "2,63% sebulan" in text
    assert loan.body_member.name in flat(browser.get(reverse("contributions:paper", args=[sheet])))
    assert "meminjam" not in flat(browser.get(reverse("contributions:paper", args=[sheet])))
    circle.disburse(loan, ON)
    assert "sudah diserahkan" in flat(browser.get(reverse("contributions:sheet", args=[sheet])))


def test_a_loan_handed_out_another_day_is_not_told(circle, sign_in):
    circle.lend(0)
    circle.table.start(ON)
    make.grant(circle.by, "group_officer", circle.body.region)
    text = flat(sign_in(circle.by).get(reverse("contributions:sheet", args=[circle.table.sheet.pk])))
    assert "Yang meminjam hari ini" not in text
