"""A year of a fund that begins, and one that is closed: what a surplus is divided of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from anyelir.accounts.models import User
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import Surplus
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.ledger.actions import open_ledger, post_entry, save_money
from anyelir.ledger.actions.closing import confirm_closing, propose_closing
from anyelir.ledger.queries import cash_idr, next_to_close
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.apps.contributions.conftest import Table
from tests.apps.enterprise.fund.conftest import MILLION, Circle, held_meeting, product_of

BEGUN, LAST = dt.date(2025, 10, 1), dt.date(2025, 12, 31)
MET, BOOKED = dt.date(2026, 1, 20), dt.date(2026, 1, 21)
SHARES = {"members": Decimal(40), "reserve": Decimal(30), "committee": Decimal(20), "social": Decimal(10)}


def close_month(circle: Circle) -> None:
    ledger = circle.ledger
    counted = cash_idr(ledger, next_to_close(ledger))
    second = make.user(name="Lilis")
    confirm_closing(proposal=propose_closing(ledger=ledger, counted_idr=counted, by=circle.by), by=second)


def begun_year(group: Group, by: User) -> Circle:
    """Three months of 2025: one saves 100,000 from October, one in December; one pays charges of 30,000."""
    body = body_of(group)
    ledger = open_ledger(body=body, on=BEGUN, opening=[JournalLine("kas", 10 * MILLION)], by=by)
    people = [make.body_member(body, f"Ibu {number}") for number in range(1, 5)]
    table = Table(body, ledger, by, people)
    fund = actions.open_fund(body=body, on=BEGUN, max_loan_idr=5 * MILLION, quorum_percent=50, by=by)
    product = product_of(fund, by, on=BEGUN)
    circle = Circle(table, fund, product, held_meeting(body, dt.date(2025, 10, 5), people, by), by)
    loan = circle.decide(circle.ask(2, on=dt.date(2025, 10, 3)))
    circle.disburse(loan, dt.date(2025, 10, 6))
    circle.pay(loan, 230_000, dt.date(2025, 12, 10))
    for no, day in ((0, BEGUN), (1, LAST)):
        save_money(
            ledger=ledger,
            person=people[no],
            account="simpanan:wajib",
            place="kas",
            amount_idr=100_000,
            on=day,
            by=by,
        )
    lines = [JournalLine("kas", 70_001), JournalLine("iuran", -70_001)]
    post_entry(ledger=ledger, on=LAST, kind="receipt", lines=lines, words="Iuran", by=by)
    circle.loan, circle.group = loan, group
    return circle


def year_closed(circle: Circle) -> Circle:
    """2025 is closed with a surplus of 100,001, and a meeting of January agreed on the shares."""
    for _month in range(3):
        close_month(circle)
    circle.january = circle.meet(MET)
    terms = {"max_loan_idr": 5 * MILLION, "quorum_percent": 50, "on": dt.date(2026, 1, 1), "shares": SHARES}
    actions.set_terms(fund=circle.fund, by=circle.by, **terms)
    return circle


def divide(circle: Circle, **changed) -> Surplus:
    given = {"year": 2025, "meeting": circle.january, "saving_percent": 50, "on": BOOKED, "by": circle.by}
    return actions.divide_surplus(fund=circle.fund, **given | changed)
