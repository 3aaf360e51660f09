"""A plan is frozen once: its instalments as rows, which counts from then on, and what the loan copies of it."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.enterprise.fund.models import Loan, LoanPlan, PlanInstalment
from anyelir.ledger.models import LedgerEntry
from anyelir.rules.fund import LoanProblem, LoanTerms, Schedule
from anyelir.secretariat.models import Activity


def freeze_plan(
    loan: Loan,
    schedule: Schedule,
    why: str,
    *,
    entry: LedgerEntry | None = None,
    meeting: Activity | None = None,
    reason: str = "",
) -> LoanPlan:
    """The next plan of a loan that is held; what was paid so far stands before it. The loan is not saved yet."""
    terms = schedule.terms
    last = LoanPlan.objects.filter(loan=loan).aggregate(no=Max("number"))["no"] or 0
    plan = LoanPlan.objects.create(
        loan=loan,
        number=last + 1,
        why=why,
        starts_on=terms.starts_on,
        months=len(schedule.instalments),
        method=terms.method.value,
        rate_percent=terms.rate_percent_per_month,
        grace_months=terms.grace_months,
        rounding_idr=terms.rounding_idr,
        principal_idr=terms.principal_idr,
        service_idr=schedule.service_total_idr,
        carried_service_idr=terms.carried_service_idr,
        paid_principal_before_idr=loan.paid_principal_idr,
        paid_service_before_idr=loan.paid_service_idr,
        entry=entry,
        decision=meeting,
        reason=reason,
    )
    _store_instalments(plan, schedule)
    count_plan(loan, plan)
    return plan


def _store_instalments(plan: LoanPlan, schedule: Schedule) -> None:
    rows, principal_idr, service_idr = [], 0, 0
    for part in schedule.instalments:
        principal_idr += part.principal_idr
        service_idr += part.service_idr
        rows.append(
            PlanInstalment(
                plan=plan,
                number=part.number,
                due_on=part.due_on,
                principal_idr=part.principal_idr,
                service_idr=part.service_idr,
                cum_principal_idr=principal_idr,
                cum_service_idr=service_idr,
            )
        )
    PlanInstalment.objects.bulk_create(rows)


def count_plan(loan: Loan, plan: LoanPlan) -> None:
    """From now on this plan says what the loan owes; the loan is not saved yet."""
    loan.plan = plan
    loan.service_idr = plan.paid_service_before_idr + plan.service_idr


def refuse_no_plan(schedule: Schedule, terms: LoanTerms) -> Schedule:
    """Refuses: plan_impossible, rounding_too_coarse."""
    if LoanProblem.ROUNDING_TOO_COARSE in schedule.problems:
        text = _(
            "Pembulatan %s terlalu besar untuk angsuran sekecil ini. Pilih waktu lebih pendek atau jumlah lebih"
            " besar."
        )
        raise Refused("rounding_too_coarse", text % rupiah(terms.rounding_idr), field="months", status=422)
    if schedule.problems:
        text = _("Dari jumlah dan lama ini tidak bisa dibuat rencana angsuran. Periksa keduanya.")
        raise Refused("plan_impossible", text, field="months", status=422)
    return schedule
