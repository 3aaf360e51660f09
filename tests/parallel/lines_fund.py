"""Lines of the table about a revolving fund: loans asked for, decided, paid out, paid back, planned anew, ended."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import Fund, FundTerms, Loan, LoanPlan, LoanProduct
from anyelir.ledger.models import LedgerEntry
from tests.apps.contributions.conftest import OPENED, table_of
from tests.apps.enterprise.fund.conftest import ASKED, LENT, MILLION, Circle, circle_of
from tests.parallel.line import Line, secretary

PAID_ON = dt.date(2026, 10, 10)


def a_circle(town, **fields) -> Circle:
    by = secretary(town)
    return circle_of(table_of(town.kelurahan, 4, by=by), by, cash_idr=10 * MILLION, **fields)


def a_body_with_books(town):
    return table_of(town.kelurahan, 4, by=secretary(town)).body


def a_loan(town):
    return a_circle(town).lend(months=1)


def a_covered_loan(town):
    circle = a_circle(town, joint_percent=10)
    loan, _other = circle.lend(0, 100_000), circle.lend(1)
    actions.cover_from_joint(loan=loan, amount_idr=60_000, meeting=circle.meeting, by=circle.by)
    return loan


def meeting_of(loan):
    return loan.fund.body.activities.get(title="Rapat kelompok")


def entries(kind: str):
    def rows(town, given):
        return [LedgerEntry.objects.filter(kind=kind, reverses=None).count()]

    return rows


def pay(town, loan, op_id):
    """The whole loan each time: the second finds nothing left."""
    return actions.pay_loan(
        loan=loan, amount_idr=1_015_000, on=PAID_ON, place="kas", by=secretary(town), op_id=op_id
    )


def a_payment(town):
    circle = a_circle(town)
    loan = circle.lend(months=1)
    return loan, circle.pay(loan, 1_015_000)


def money_held(town):
    circle = a_circle(town)
    circle.pay(circle.lend(months=1), 1_030_000, surplus="hold")
    return circle.fund, circle.people[0]


def open_fund(town, body, op_id):
    return actions.open_fund(
        body=body, on=OPENED, max_loan_idr=MILLION, quorum_percent=50, by=secretary(town), op_id=op_id
    )


def set_terms(town, fund, op_id):
    given = {"max_loan_idr": MILLION, "quorum_percent": 60, "on": LENT}
    return actions.set_terms(fund=fund, by=secretary(town), op_id=op_id, **given)


def add_product(town, fund, op_id):
    given = {
        "method": "none",
        "rate_percent": Decimal(0),
        "months_max": 6,
        "ahead": "next",
        "payoff": "to_date",
    }
    return actions.add_product(fund=fund, name="Darurat", on=OPENED, by=secretary(town), op_id=op_id, **given)


def ask(town, given, op_id):
    fund, person, product = given
    asked = {"amount_idr": MILLION, "months": 10, "purpose": "Modal", "on": ASKED}
    return actions.request_loan(
        fund=fund, person=person, product=product, by=secretary(town), op_id=op_id, **asked
    )


def parts_of(circle):
    return circle.fund, circle.people[0], circle.product


def decide(town, loan, op_id):
    return actions.decide_loan(
        loan=loan, meeting=meeting_of(loan), is_approved=True, by=secretary(town), op_id=op_id
    )


def an_approved_loan(town):
    circle = a_circle(town)
    return circle.decide(circle.ask())


FUND = [
    Line(
        "open a fund",
        open_fund,
        lambda town, body: [
            Fund.objects.filter(ledger__body=body).count(),
            FundTerms.objects.filter(fund__ledger__body=body).count(),
        ],
        a_body_with_books,
        frozenset({"fund_exists"}),
    ),
    Line(
        "set the terms of a fund",
        set_terms,
        lambda town, fund: [FundTerms.objects.filter(quorum_percent=60).count()],
        lambda town: a_circle(town).fund,
        frozenset({"terms_later"}),
    ),
    Line(
        "add a way of borrowing",
        add_product,
        lambda town, fund: [LoanProduct.objects.filter(name="Darurat").count()],
        lambda town: a_circle(town).fund,
        frozenset({"product_exists"}),
    ),
    Line(
        "ask for a loan",
        ask,
        lambda town, given: [Loan.objects.filter(fund=given[0]).count()],
        lambda town: parts_of(a_circle(town)),
        frozenset({"loan_running"}),
    ),
    Line(
        "decide on a loan",
        decide,
        lambda town, loan: [Loan.objects.filter(state="approved").count()],
        lambda town: a_circle(town).ask(),
        frozenset({"decided_already"}),
    ),
    Line(
        "pay a loan out",
        lambda town, loan, op_id: actions.disburse_loan(
            loan=loan, on=LENT, place="kas", is_signed=True, by=secretary(town), op_id=op_id
        ),
        lambda town, loan: [
            LoanPlan.objects.filter(loan=loan).count(),
            LedgerEntry.objects.filter(kind="fund.disburse").count(),
        ],
        an_approved_loan,
        frozenset({"not_approved"}),
    ),
    Line("pay a loan back", pay, entries("fund.payment"), a_loan, frozenset({"nothing_left"})),
    Line(
        "pay a loan off",
        lambda town, loan, op_id: actions.pay_off_loan(
            loan=loan, on=PAID_ON, place="kas", by=secretary(town), op_id=op_id
        ),
        entries("fund.payment"),
        a_loan,
        frozenset({"loan_closed"}),
    ),
    Line(
        "take a payment back",
        lambda town, given, op_id: actions.take_back_payment(
            loan=given[0], entry=given[1], reason="Salah", by=secretary(town), op_id=op_id
        ),
        lambda town, given: [LedgerEntry.objects.filter(reverses=given[1]).count()],
        a_payment,
        frozenset({"reversed_already"}),
    ),
    Line(
        "cancel a loan",
        lambda town, loan, op_id: actions.cancel_loan(
            loan=loan, reason="Salah", by=secretary(town), op_id=op_id
        ),
        lambda town, loan: [LedgerEntry.objects.filter(kind="reversal").count()],
        a_loan,
        frozenset({"loan_closed"}),
    ),
    Line(
        "write a loan off",
        lambda town, loan, op_id: actions.write_off_loan(
            loan=loan, end="forgiven", meeting=meeting_of(loan), reason="x", by=secretary(town), op_id=op_id
        ),
        entries("fund.write_off"),
        a_loan,
        frozenset({"loan_closed"}),
    ),
    Line(
        "give joint savings back",
        lambda town, loan, op_id: actions.give_back_joint(
            loan=loan, amount_idr=50_000, on=PAID_ON, place="kas", by=secretary(town), op_id=op_id
        ),
        entries("fund.joint_back"),
        a_covered_loan,
        frozenset({"over_debt"}),
    ),
    Line(
        "pay out what is held for her",
        lambda town, given, op_id: actions.pay_held(
            fund=given[0],
            person=given[1],
            account="titipan",
            amount_idr=15_000,
            on=PAID_ON,
            place="kas",
            by=secretary(town),
            op_id=op_id,
        ),
        entries("fund.held_out"),
        money_held,
        frozenset({"not_enough"}),
    ),
    Line(
        "pay out of joint savings",
        lambda town, loan, op_id: actions.cover_from_joint(
            loan=loan, amount_idr=140_000, meeting=meeting_of(loan), by=secretary(town), op_id=op_id
        ),
        lambda town, loan: [LedgerEntry.objects.filter(kind="fund.joint").count()],
        lambda town: covered(a_circle(town, joint_percent=10)),
        frozenset({"joint_short", "over_debt"}),
    ),
]
FUND_AT_WILL = [
    Line(
        "plan a loan anew",
        lambda town, loan, op_id: actions.replan_loan(
            loan=loan, meeting=meeting_of(loan), months=6, reason="Sakit", by=secretary(town), op_id=op_id
        ),
        lambda town, loan: [LoanPlan.objects.filter(why="rescheduled", number=2).count()],
        a_loan,
    ),
]
FUND_WITHOUT_ID = [
    Line(
        "end a way of borrowing",
        lambda town, product, op_id: actions.end_product(product=product, by=secretary(town)),
        lambda town, product: [LoanProduct.objects.exclude(until=None).count()],
        lambda town: a_circle(town).product,
        frozenset({"product_ended"}),
    ),
]


def covered(circle: Circle) -> Loan:
    loan, _other = circle.lend(0), circle.lend(1)
    return loan
