"""Lists of the room `enterprise.fund` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.fund import access as fund
from anyelir.enterprise.fund.models import Fund, Loan, LoanProduct
from anyelir.membership.models import Body
from tests import factories as make
from tests import funds
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A team, a group of the RW and another desa, each with a fund of its own."""
    for place in (world.kelurahan, world.rw, world.elsewhere):
        funds.running_loan(make.body_member(make.body(place), number=80))


RUNS = (P.FUND_RUN, P.FUND_DECIDE)
PAIRS = {
    "fund.fund_bodies": pair(fund.fund_bodies, fund.can_view_funds, Body, *RUNS),
    "fund.visible_funds": pair(fund.visible_funds, fund.can_view_fund, Fund, *RUNS),
    "fund.visible_loans": pair(fund.visible_loans, fund.can_view_loan, Loan, *RUNS),
    "fund.known_funds": pair(fund.known_funds, fund.can_know_fund, Fund, *P),
    "fund.known_loans": pair(fund.known_loans, lambda u, loan: fund.can_know_fund(u, loan.fund), Loan, *P),
    "fund.known_products": pair(
        fund.known_products, lambda u, product: fund.can_know_fund(u, product.fund), LoanProduct, *P
    ),
}  # fmt: skip
