"""What money for a loan becomes in the books: lines beside the box, of what the loan owes at most."""

from __future__ import annotations

import datetime as dt

from anyelir.enterprise.fund.kinds import CHARGES, LOANS, RECOVERED
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.plans import paid_on, schedule_of
from anyelir.rules.fund import allocate
from anyelir.rules.journal import JournalLine

State = Loan.State


def payment_lines(loan: Loan, amount_idr: int, on: dt.date) -> list[JournalLine]:
    """They sum to -amount, or to less where the loan owes less."""
    if loan.state == State.WRITTEN_OFF:
        part = min(amount_idr, loan.outstanding_idr)
        return [JournalLine(RECOVERED, -part, str(loan.body_member_id), str(loan.pk))] if part else []
    if loan.state != State.RUNNING:
        return []
    parts = allocate(schedule_of(loan.plan), paid_on(loan, loan.plan), amount_idr, on)
    return loan_lines(loan, parts.service_idr, parts.principal_idr)


def loan_lines(loan: Loan, service_idr: int, principal_idr: int) -> list[JournalLine]:
    """Charge and principal that she pays, without lines of nothing."""
    party, matter = str(loan.body_member_id), str(loan.pk)
    lines = [
        JournalLine(CHARGES, -service_idr, party, matter),
        JournalLine(LOANS, -principal_idr, party, matter),
    ]
    return [line for line in lines if line.amount_idr]
