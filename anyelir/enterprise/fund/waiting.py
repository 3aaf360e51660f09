"""What waits for the officers of a fund: requests that the group has not decided, loans that were not handed over."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import day, rupiah
from anyelir.enterprise.fund.access import can_decide_loan, can_run_loan, visible_loans
from anyelir.enterprise.fund.models import Loan

MOST = 5
UNDECIDED_DAYS, NOT_HANDED_DAYS = 30, 14


def undecided(user) -> list[Task]:
    """Asked for more than a month ago; a task names no borrower."""
    loans = _of(user, Loan.State.REQUESTED)
    waited = [loan for loan in loans if _waited(loan, loan.requested_on) > UNDECIDED_DAYS]
    return [
        _task(loan, _("Permohonan pinjaman menunggu keputusan rapat"), loan.requested_on, loan.requested_idr)
        for loan in waited
        if can_decide_loan(user, loan)
    ][:MOST]


def not_handed_over(user) -> list[Task]:
    """Approved two weeks ago."""
    loans = _of(user, Loan.State.APPROVED)
    waited = [loan for loan in loans if _waited(loan, loan.decided_on) > NOT_HANDED_DAYS]
    return [
        _task(loan, _("Pinjaman yang disetujui belum diserahkan"), loan.decided_on, loan.principal_idr)
        for loan in waited
        if can_run_loan(user, loan)
    ][:MOST]


def _of(user, state: str):
    related = ("fund__ledger__body__region", "body_member__member")
    return visible_loans(user).filter(state=state).select_related(*related)


def _waited(loan: Loan, since: dt.date) -> int:
    return (today_at(loan.fund.body.region_id) - since).days


def _task(loan: Loan, title: str, since: dt.date, amount_idr: int) -> Task:
    facts = {"number": loan.number, "amount": rupiah(amount_idr), "day": day(since)}
    text = _("Nomor %(number)s, %(amount)s, sejak %(day)s") % facts
    return Task(title, text, reverse("fund:loan", args=[loan.pk]), "bag")


WAITING.declare(Waiting("fund.undecided", undecided), Waiting("fund.not_handed_over", not_handed_over))
