"""The instalments on the meeting sheet: one reading for all women, whatever it costs for one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anyelir.ledger.queries import cash_idr

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
