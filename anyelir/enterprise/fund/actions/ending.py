"""A loan that will not come back leaves the books by decision of the group: written off, or forgiven."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.enterprise.fund.actions.deciding import refuse_borrower, refuse_no_decision
from anyelir.enterprise.fund.kinds import LOANS, RESERVE, RESERVE_COST, SOURCE, WRITE_OFF
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.queries import held_in
from anyelir.enterprise.fund.summaries import loan_words
from anyelir.ledger.actions import post_entry
from anyelir.ledger.queries import first_open_day
from anyelir.rules.journal import JournalLine
from anyelir.rules.texts import clean_text
from anyelir.secretariat.models import Activity

State = Loan.State
ENDS = (State.WRITTEN_OFF, State.FORGIVEN)


@action("loan.write_off", stored=loan_words)
def write_off_loan(
    *,
    loan: Loan,
    end: str,
    meeting: Activity | None,
    reason: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Loan:
    """Written off, the claim stays and money that still comes is income; forgiven, she owes nothing more.

    The reserve for risk pays it as long as it lasts, the rest is cost of the year.

    Refuses: end_unknown, loan_closed, meeting_elsewhere, meeting_not_held, needs_decision, quorum_missing,
    reason_missing, same_person, terms_missing; as post_entry.
    """
    ledger = held_alone(loan.fund.ledger)
    loan, reason = held(loan), clean_text(reason)
    if end not in ENDS:
        raise Refused("end_unknown", _("Pilih: dihapus dari buku, atau dibebaskan."), field="end", status=422)
    if loan.state != State.RUNNING:
        raise Refused("loan_closed", _("Pinjaman ini tidak berjalan. Muat ulang halaman."))
    refuse_borrower(loan, by)
    meeting = refuse_no_decision(loan.fund, meeting)
    if not reason:
        text = _("Tulis alasannya, misalnya meninggal dunia atau kebakaran.")
        raise Refused("reason_missing", text, field="reason", status=422)
    on = max(today_at(ledger.body.region_id), first_open_day(ledger))
    post_entry(
        ledger=ledger,
        on=on,
        kind=WRITE_OFF,
        lines=_lines(loan),
        words=_("Pinjaman nomor %s dihapus dari buku") % loan.number,
        source=(SOURCE, f"{loan.pk}-end"),
        by=by,
    )
    _end(loan, end, on, meeting, reason)
    note(by=by, verb="loan.write_off", what=loan, region=ledger.body.region_id, number=loan.number)
    return loan


def _lines(loan: Loan) -> list[JournalLine]:
    left_idr = loan.outstanding_idr
    from_reserve = min(left_idr, held_in(loan.fund, RESERVE))
    lines = [
        JournalLine(RESERVE, from_reserve),
        JournalLine(RESERVE_COST, left_idr - from_reserve),
        JournalLine(LOANS, -left_idr, str(loan.body_member_id), str(loan.pk)),
    ]
    return [line for line in lines if line.amount_idr]


def _end(loan: Loan, end: str, on: dt.date, meeting: Activity, reason: str) -> None:
    loan.state, loan.closed_on, loan.end_decision, loan.end_reason = end, on, meeting, reason
    loan.next_due_on = loan.at_risk_on = None
    loan.save()
