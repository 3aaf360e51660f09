"""Lists of the room `enterprise.fund` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.fund import access as fund
from anyelir.enterprise.fund.models import Fund, Loan, LoanProduct
from anyelir.membership.models import Body, BodyMember
from tests import factories as make
from tests import funds
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A team, a group of the RW and another desa, each with a fund of its own."""
    for place in (world.kelurahan, world.rw, world.next_kelurahan):
        funds.running_loan(make.body_member(make.body(place), number=80))


def _may_know_borrower(user, person) -> bool:
    """People of a body without a fund borrow nothing."""
    opened = Fund.objects.filter(ledger__body=person.body).first()
    return opened is not None and fund.can_know_fund(user, opened)


RUNS = (P.FUND_RUN, P.FUND_DECIDE)
PAIRS = {
    "enterprise.fund.fund_bodies": pair(fund.fund_bodies, fund.can_view_funds, Body, *RUNS),
    "enterprise.fund.visible_funds": pair(fund.visible_funds, fund.can_view_fund, Fund, *RUNS),
    "enterprise.fund.visible_loans": pair(fund.visible_loans, fund.can_view_loan, Loan, *RUNS),
    "enterprise.fund.known_funds": pair(fund.known_funds, fund.can_know_fund, Fund, *P),
    "enterprise.fund.known_loans": pair(fund.known_loans, lambda u, loan: fund.can_know_fund(u, loan.fund), Loan, *P),
    "enterprise.fund.known_borrowers": pair(fund.known_borrowers, _may_know_borrower, BodyMember, *P),
    "enterprise.fund.known_products": pair(
        fund.known_products, lambda u, product: fund.can_know_fund(u, product.fund), LoanProduct, *P
    ),
}  # fmt: skip
