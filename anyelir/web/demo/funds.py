"""The revolving fund of Poklak Mekar Sari: three loans of which two run and one is paid off, and a request."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import Fund, Loan, LoanProduct
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.membership.models import BodyMember
from anyelir.rules.dates import add_months
from anyelir.secretariat.models import Activity
from anyelir.web.demo.groups import DAY, POKLAK
from anyelir.web.demo.places import DemoPlaces

# Whose, how much, over how many months, for what, how many instalments she has paid.
LOANS = (
    (5, 1_000_000, 10, "Modal kue basah", 2),
    (9, 500_000, 10, "Bahan keripik singkong", 1),
    (14, 300_000, 2, "Botol sambal", 2),
)


def keep_fund(places: DemoPlaces) -> None:
    """After the women and their meetings."""
    chair, treasurer = (User.objects.get(username=name) for name in ("sumiati", "lina"))
    body = body_of(Group.objects.get(name=POKLAK, region=places.rw))
    since = body.ledger.since
    agreed = {"max_loan_idr": 2_000_000, "quorum_percent": 50, "joint_percent": 5}
    fund = actions.open_fund(body=body, on=since, by=chair, **agreed)
    flat, _falling = _products(fund, since, chair)
    people = {person.number: person for person in BodyMember.objects.filter(body=body)}
    meetings = list(Activity.objects.filter(body=body, state=Activity.State.HELD).order_by("on"))
    for number, amount_idr, months, purpose, paid in LOANS:
        asked = {"amount_idr": amount_idr, "months": months, "purpose": purpose, "product": flat}
        loan = _lend(fund, people[number], asked, meetings[0], chair, treasurer)
        _pay(loan, since, paid, treasurer)
    asked = {"amount_idr": 600_000, "months": 6, "purpose": "Mesin pres plastik", "product": flat}
    actions.request_loan(fund=fund, person=people[20], on=meetings[-1].on, by=treasurer, **asked)


def _products(fund: Fund, since: dt.date, chair: User) -> list[LoanProduct]:
    ways = (
        {"name": "Pinjaman usaha", "method": "flat", "months_max": 10, "ahead": "next"},
        {"name": "Pinjaman menurun", "method": "declining", "months_max": 12, "ahead": "principal"},
    )
    same = {"rate_percent": Decimal("1.5"), "payoff": "to_date", "on": since, "by": chair}
    return [actions.add_product(fund=fund, **way, **same) for way in ways]


def _lend(
    fund: Fund, person: BodyMember, asked: dict, meeting: Activity, chair: User, treasurer: User
) -> Loan:
    loan = actions.request_loan(fund=fund, person=person, on=meeting.on, by=treasurer, **asked)
    actions.decide_loan(
        loan=loan, meeting=meeting, is_approved=True, remark="Disetujui semua yang hadir", by=chair
    )
    handed = {"on": meeting.on, "place": "kas", "is_signed": True}
    return actions.disburse_loan(loan=loan, by=treasurer, **handed)


def _pay(loan: Loan, since: dt.date, times: int, by: User) -> None:
    """One instalment a month, from the month after the loan."""
    amount_idr = loan.plan.instalments.all()[0].amount_idr
    for number in range(1, times + 1):
        on = add_months(since, number).replace(day=DAY)
        if on <= today_at(loan.fund.body.region_id):
            actions.pay_loan(loan=loan, amount_idr=amount_idr, on=on, place="kas", by=by)
