"""A body with a revolving fund and women who borrow; everybody is invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest

from anyelir.accounts.models import User
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import Fund, Loan, LoanProduct
from anyelir.ledger.models import Ledger, LedgerEntry
from anyelir.ledger.queries import held_now
from anyelir.meetings.actions import mark_present
from anyelir.membership.models import Body, BodyMember
from anyelir.secretariat.actions import plan_activity
from anyelir.secretariat.models import Activity
from tests import factories as make
from tests.apps.contributions.conftest import OPENED, Table, dasawisma_place, table_of

ASKED, MET, LENT = dt.date(2026, 9, 2), dt.date(2026, 9, 10), dt.date(2026, 9, 15)
MILLION = 1_000_000


@dataclass
class Circle:
    """A group with its fund: ``lend`` goes from request to disbursement, ``pay`` is one payment in cash."""

    table: Table
    fund: Fund
    product: LoanProduct
    meeting: Activity
    by: User

    @property
    def people(self) -> list[BodyMember]:
        return self.table.people

    @property
    def body(self) -> Body:
        return self.table.body

    @property
    def ledger(self) -> Ledger:
        return Ledger.objects.get(pk=self.table.ledger.pk)

    @property
    def held(self) -> dict[str, int]:
        return held_now(self.table.ledger)

    def meet(self, on: dt.date, here: int | None = None) -> Activity:
        return held_meeting(self.body, on, self.people[:here], self.by)

    def ask(self, person: int = 0, amount_idr: int = MILLION, months: int = 10, **fields) -> Loan:
        values = {"product": self.product, "purpose": "Modal kue basah", "on": ASKED, **fields}
        return actions.request_loan(
            fund=self.fund,
            person=self.people[person],
            amount_idr=amount_idr,
            months=months,
            by=self.by,
            **values,
        )

    def decide(self, loan: Loan, *, is_approved: bool = True, **fields) -> Loan:
        values = {"meeting": self.meeting, "by": self.by, **fields}
        return actions.decide_loan(loan=loan, is_approved=is_approved, **values)

    def disburse(self, loan: Loan, on: dt.date = LENT, **fields) -> Loan:
        values = {"place": "kas", "is_signed": True, "by": self.by, **fields}
        return actions.disburse_loan(loan=loan, on=on, **values)

    def lend(self, person: int = 0, amount_idr: int = MILLION, months: int = 10, **fields) -> Loan:
        return self.disburse(self.decide(self.ask(person, amount_idr, months, **fields)))

    def pay(self, loan: Loan, amount_idr: int, on: dt.date = dt.date(2026, 10, 10), **fields) -> LedgerEntry:
        values = {"place": "kas", "by": self.by, **fields}
        return actions.pay_loan(loan=loan, amount_idr=amount_idr, on=on, **values)


def held_meeting(body: Body, on: dt.date, here, by: User) -> Activity:
    facts = {"kind": Activity.Kind.MEETING, "title": "Rapat kelompok", "on": on, "place": "Rumah Bu Ratmi"}
    activity = plan_activity(body=body, by=by, **facts)
    for person in here:
        mark_present(activity=activity, body_member=person, way="sheet", by=by)
    return activity


def product_of(fund: Fund, by: User, name: str = "Pinjaman usaha", **fields) -> LoanProduct:
    values = {"method": "flat", "rate_percent": Decimal("1.5"), "months_max": 12, "ahead": "next"}
    values |= {"payoff": "to_date", "on": OPENED, **fields}
    return actions.add_product(fund=fund, name=name, by=by, **values)


def circle_of(table: Table, by: User, *, joint_percent: int = 0, cash_idr: int = 0) -> Circle:
    body = table.body
    fund = actions.open_fund(
        body=body,
        on=OPENED,
        max_loan_idr=5 * MILLION,
        quorum_percent=50,
        joint_percent=joint_percent,
        by=by,
    )
    if cash_idr:
        give(table.ledger, cash_idr, by)
    return Circle(table, fund, product_of(fund, by), held_meeting(body, MET, table.people, by), by)


def give(ledger: Ledger, cash_idr: int, by: User) -> None:
    """Capital from a programme, in cash."""
    from anyelir.ledger.actions import post_entry
    from anyelir.rules.journal import JournalLine

    lines = [JournalLine("kas", cash_idr), JournalLine("modal:program", -cash_idr)]
    post_entry(ledger=ledger, on=OPENED, kind="opening", lines=lines, words="Modal program", by=by)


@pytest.fixture
def by(db):
    return make.user("yuli", "Yuli Astuti")


@pytest.fixture
def table(by) -> Table:
    """Six women, no sheet open."""
    return table_of(dasawisma_place(), 6, by=by)


@pytest.fixture
def circle(table, by) -> Circle:
    """With 10.5 million in the box."""
    return circle_of(table, by, cash_idr=10 * MILLION)
