"""Many who pay one loan in the same moment, in processes of their own: never more than is owed."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from anyelir.contributions.actions import close_sheet
from anyelir.core.refusal import Refused
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.verifying import faults_of
from anyelir.ledger.models import LedgerEntry
from anyelir.ledger.queries import held_now
from anyelir.ledger.verifying import faults_of as faults_of_books
from tests.parallel.lines_fund import a_circle
from tests.parallel.processes import in_processes

ON = dt.date(2026, 11, 20)


def tried(act) -> str:
    try:
        act()
    except Refused as refused:
        return refused.code
    except IntegrityError as error:
        return f"database: {error}".split("\n")[0]
    return "stored"


def assert_whole(circle, loan) -> None:
    loan.refresh_from_db()
    assert loan.outstanding_idr >= 0 and loan.paid_principal_idr <= loan.principal_idr
    assert faults_of(circle.fund) == [] and faults_of_books(circle.ledger) == []


def test_ten_payers_and_enough_for_four(town):
    """Each brings 300,000; the loan of one month asks 1,015,000, and nobody says what becomes of more."""
    circle = a_circle(town)
    loan = circle.lend(months=1)
    outcomes = in_processes(lambda _number: tried(lambda: circle.pay(loan, 300_000, ON)), 10)
    assert outcomes.count("stored") == 3 and outcomes.count("over_debt") == 7
    assert_whole(circle, loan)
    assert loan.paid_principal_idr + loan.paid_service_idr == 900_000


def test_a_sheet_closes_while_others_pay(town):
    """Whoever is first is served; the others are asked, and a sheet that is refused stays open."""
    circle = a_circle(town)
    loan = circle.lend(months=1)
    table = circle.table
    table.start(ON)
    table.save([table.row(person) for person in table.people[1:]])
    table.save([table.row(table.people[0], angsuran=1_015_000)])
    closers = dict(zip(("chair", "keeper", "witness"), table.people, strict=False))
    table.save(notes={1_000: 9_500 + 1_015}, **closers)

    def act(number: int) -> str:
        if number == 0:
            return tried(lambda: close_sheet(sheet=table.sheet, by=circle.by))
        return tried(lambda: circle.pay(loan, 1_015_000, ON))

    outcomes = in_processes(act, 5)
    assert outcomes.count("stored") == 1 and set(outcomes) <= {
        "stored",
        "nothing_left",
        "over_debt",
        "count_differs",
    }
    assert_whole(circle, loan)
    assert loan.state == Loan.State.PAID and table.now.is_open == (outcomes[0] != "stored")
    assert held_now(circle.ledger)["pinjaman"] == 0


def test_a_script_that_locks_nothing_meets_the_constraint(town):
    """Sixty times the last 15,000 of a loan, past the actions: one is stored, the database refuses the others."""
    circle = a_circle(town)
    loan = circle.lend()
    Loan.objects.filter(pk=loan.pk).update(paid_principal_idr=985_000)

    def add(_number: int) -> str:
        def move() -> None:
            with transaction.atomic():
                Loan.objects.filter(pk=loan.pk).update(paid_principal_idr=F("paid_principal_idr") + 15_000)

        return tried(move)

    outcomes = in_processes(add, 60 if connection.vendor == "postgresql" else 12)
    assert outcomes.count("stored") == 1
    assert all("paid_within_the_loan" in each for each in outcomes if each != "stored")
    loan.refresh_from_db()
    assert loan.paid_principal_idr == loan.principal_idr


def test_two_who_pay_out_at_once_take_the_money_once(town):
    circle = a_circle(town)
    loan = circle.decide(circle.ask())
    outcomes = in_processes(lambda _number: tried(lambda: circle.disburse(loan)), 6)
    assert outcomes.count("stored") == 1 and outcomes.count("not_approved") == 5
    assert LedgerEntry.objects.filter(kind="fund.disburse").count() == 1
    assert actions.pay_off_loan(loan=loan, on=ON, place="kas", by=circle.by).no
