"""Whose fund a person may read and run: that of the own group alone, by a right for exactly its body.

The treasurer runs it, the chair brings what the group decided. Nobody does either on her own loan: then the other does.
Whoever works above never reads a name, an amount of a person or a list of loans.
"""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.enterprise.fund.models import CutOffLoan, Fund, Loan, LoanProduct
from anyelir.membership.access import bodies_with, can, can_know_body, holds_body, known_bodies
from anyelir.membership.models import Body, BodyMember

RUNS = (P.FUND_RUN, P.FUND_DECIDE)


def fund_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose fund the person reads, or would open."""
    return bodies_with(user, *RUNS)


def can_view_funds(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, *RUNS)


def can_run_funds(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.FUND_RUN)


def can_decide_funds(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.FUND_DECIDE)


def visible_funds(user: Viewer) -> QuerySet[Fund]:
    """Funds whose loans the person reads."""
    return Fund.objects.filter(ledger__body__in=fund_bodies(user))


def can_view_fund(user: Viewer, fund: Fund) -> bool:
    return can_view_funds(user, fund.ledger.body)


def known_funds(user: Viewer) -> QuerySet[Fund]:
    """Funds of bodies of which the person may know; what they hold is for ``can_view_fund``."""
    return Fund.objects.filter(ledger__body__in=known_bodies(user))


def can_know_fund(user: Viewer, fund: Fund) -> bool:
    return can_know_body(user, fund.ledger.body)


def visible_loans(user: Viewer) -> QuerySet[Loan]:
    return Loan.objects.filter(fund__in=visible_funds(user))


def can_view_loan(user: Viewer, loan: Loan) -> bool:
    return can_view_fund(user, loan.fund)


def known_loans(user: Viewer) -> QuerySet[Loan]:
    """Loans of bodies of which the person may know; what they hold is for ``can_view_loan``."""
    return Loan.objects.filter(fund__in=known_funds(user))


def known_products(user: Viewer) -> QuerySet[LoanProduct]:
    return LoanProduct.objects.filter(fund__in=known_funds(user))


def known_borrowers(user: Viewer) -> QuerySet[BodyMember]:
    """People of bodies with a fund of which the person may know; what is held for them is for ``can_view_fund``."""
    return BodyMember.objects.filter(body__ledger__revolving_fund__in=known_funds(user))


def can_run_loan(user: Viewer, loan: Loan) -> bool:
    """Money in and out: the treasurer; of her own loan whoever decides."""
    return _may(user, loan, P.FUND_RUN, P.FUND_DECIDE)


def can_decide_loan(user: Viewer, loan: Loan) -> bool:
    """What the group decided: the chair; on her own loan whoever runs the fund."""
    return _may(user, loan, P.FUND_DECIDE, P.FUND_RUN)


def is_borrower(user: Viewer, loan: Loan) -> bool:
    member = loan.body_member.member
    return member is not None and member.survivor.user_id == user.id


def _may(user: Viewer, loan: Loan, right: P, instead: P) -> bool:
    body: Body = loan.fund.ledger.body
    if is_borrower(user, loan):
        return False
    member = loan.body_member.member
    holder = member.survivor.user if member is not None else None
    is_of_holder = holder is not None and holds_body(holder, body, right)
    return holds_body(user, body, right) or is_of_holder and holds_body(user, body, instead)


def known_cutoff_loans(user: Viewer) -> QuerySet[CutOffLoan]:
    """Rows of cut-off sheets of funds of which the person may know; changing them is for ``can_run_funds``."""
    return CutOffLoan.objects.filter(cutoff__fund__in=known_funds(user))


def can_supervise_funds(user: Viewer, code: str) -> bool:
    """Sums of the funds of a place; nobody's name, no loan."""
    return can(user, P.MONEY_TOTALS, code)
