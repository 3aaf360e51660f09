"""A running loan gets a new plan by decision of the group: principal as it stands, charges never become principal."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held, held_alone
from anyelir.core.refusal import Refused
from anyelir.enterprise.fund.actions.deciding import refuse_borrower, refuse_no_decision
from anyelir.enterprise.fund.actions.following import settle
from anyelir.enterprise.fund.actions.planning import freeze_plan, refuse_no_plan
from anyelir.enterprise.fund.models import MOST_MONTHS, Loan, LoanPlan
from anyelir.enterprise.fund.plans import paid_on, schedule_of
from anyelir.enterprise.fund.summaries import loan_words
from anyelir.rules.fund import replan
from anyelir.rules.fund.loans import MAX_RATE_PERCENT
from anyelir.rules.texts import clean_text
from anyelir.secretariat.models import Activity


@action("loan.replan", stored=loan_words)
def replan_loan(
    *,
    loan: Loan,
    meeting: Activity | None,
    months: int,
    reason: str,
    by: Actor,
    grace_months: int = 0,
    rate_percent: Decimal | None = None,
    op_id: uuid.UUID | None = None,
) -> Loan:
    """What is owed today over ``months`` new instalments; the rate stays unless another is given.

    No entry is posted: no money moved.

    Refuses: loan_closed, meeting_elsewhere, meeting_not_held, months_out_of_range, needs_decision, plan_impossible,
    quorum_missing, rate_out_of_range, reason_missing, rounding_too_coarse, same_person, terms_missing.
    """
    ledger = held_alone(loan.fund.ledger)
    loan, reason = held(loan), clean_text(reason)
    if loan.state != Loan.State.RUNNING:
        raise Refused("loan_closed", _("Pinjaman ini tidak berjalan. Muat ulang halaman."))
    refuse_borrower(loan, by)
    meeting = refuse_no_decision(loan.fund, meeting)
    if not reason:
        text = _("Tulis mengapa dijadwal ulang, misalnya sakit atau gagal panen.")
        raise Refused("reason_missing", text, field="reason", status=422)
    if not (1 <= months <= MOST_MONTHS and 0 <= grace_months <= MOST_MONTHS):
        text = _("Isi 1 sampai %s bulan.") % MOST_MONTHS
        raise Refused("months_out_of_range", text, field="months", status=422)
    if rate_percent is not None and not 0 <= rate_percent <= MAX_RATE_PERCENT:
        text = _("Isi jasa sebulan 0 sampai %s persen.") % MAX_RATE_PERCENT
        raise Refused("rate_out_of_range", text, field="rate_percent", status=422)
    today = today_at(ledger.body.region_id)
    anew = replan(
        schedule_of(loan.plan),
        paid_on(loan, loan.plan),
        today,
        months=months,
        grace_months=grace_months,
        rate_percent_per_month=rate_percent,
    )
    refuse_no_plan(anew, anew.terms)
    freeze_plan(loan, anew, LoanPlan.Why.RESCHEDULED, meeting=meeting, reason=reason)
    settle(loan, today)
    loan.save()
    note(by=by, verb="loan.replan", what=loan, region=ledger.body.region_id, number=loan.number)
    return loan
