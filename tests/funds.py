"""A fund with a running loan for tests of other rooms."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from anyelir.enterprise.fund.models import Fund, FundTerms, Loan, LoanPlan, LoanProduct, PlanInstalment
from anyelir.ledger.chart import FUND_TABLE, seeded_accounts
from anyelir.ledger.models import Ledger, LedgerAccount
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.dates import add_months
from anyelir.rules.months import last_day

SINCE = dt.date(2026, 9, 1)
LENT_ON = dt.date(2026, 9, 15)


def opened_ledger(body: Body) -> Ledger:
    """Empty, with the chart of PKK."""
    ledger = Ledger.objects.create(body=body, since=SINCE)
    LedgerAccount.objects.bulk_create(seeded_accounts(ledger, SINCE))
    return ledger


def opened_fund(ledger: Ledger) -> Fund:
    """With terms and a flat product of 1.5 %."""
    fund = Fund.objects.create(ledger=ledger, since=SINCE)
    LedgerAccount.objects.bulk_create(seeded_accounts(ledger, SINCE, table=FUND_TABLE, since=SINCE))
    FundTerms.objects.create(fund=fund, since=SINCE, max_loan_idr=5_000_000, quorum_percent=50)
    product(fund)
    return fund


def product(fund: Fund, name: str = "Pinjaman usaha", **fields) -> LoanProduct:
    values = {"method": "flat", "rate_percent": Decimal("1.5"), "months_max": 10}
    values |= {"ahead": "next", "payoff": "to_date", "since": SINCE, **fields}
    return LoanProduct.objects.create(fund=fund, name=name, **values)


def running_loan(holder: BodyMember, *, on: dt.date = LENT_ON, of: LoanProduct | None = None) -> Loan:
    """A million over ten months at 1.5 % flat, of which nothing was paid; the money stands in no entry."""
    ledger = Ledger.objects.filter(body=holder.body).first() or opened_ledger(holder.body)
    fund = Fund.objects.filter(ledger=ledger).first() or opened_fund(ledger)
    loan = Loan.objects.create(
        fund=fund,
        number=fund.loans.count() + 1,
        body_member=holder,
        product=of or fund.products.get(name="Pinjaman usaha"),
        purpose="Modal kue basah",
        requested_on=on,
        requested_idr=1_000_000,
        requested_months=10,
    )
    plan = LoanPlan.objects.create(
        loan=loan,
        number=1,
        why="disbursed",
        starts_on=on,
        months=10,
        method="flat",
        rate_percent=Decimal("1.5"),
        principal_idr=1_000_000,
        service_idr=150_000,
    )
    PlanInstalment.objects.bulk_create(
        PlanInstalment(
            plan=plan,
            number=number,
            due_on=last_day(add_months(on.replace(day=1), number)),
            principal_idr=100_000,
            service_idr=15_000,
            cum_principal_idr=100_000 * number,
            cum_service_idr=15_000 * number,
        )
        for number in range(1, 11)
    )
    loan.state, loan.decided_on, loan.disbursed_on, loan.plan = Loan.State.RUNNING, on, on, plan
    loan.principal_idr, loan.months, loan.service_idr = 1_000_000, 10, 150_000
    loan.next_due_on = plan.instalments.get(number=1).due_on
    loan.at_risk_on = plan.instalments.get(number=3).due_on + dt.timedelta(days=1)
    loan.save()
    return loan


def request_of(world) -> Loan:
    """What the borrower of the world asks for beside her running loan."""
    fund = world.loan.fund
    return Loan.objects.create(
        fund=fund,
        number=fund.loans.count() + 1,
        body_member=world.loan.body_member,
        product=product(fund, f"Pinjaman {fund.products.count() + 1}"),
        purpose="Wajan besar",
        requested_on=LENT_ON,
        requested_idr=300_000,
        requested_months=3,
    )
