"""One loan: what is asked for and what it will cost, the decision, the plan, the card, and how it ends."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.downloads import PDF, file_to_open
from anyelir.core.screens import answer, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.enterprise.fund import access, actions
from anyelir.enterprise.fund.agreement import agreement_pdf
from anyelir.enterprise.fund.costs import LoanCost, cost_of, cost_of_loan
from anyelir.enterprise.fund.forms.loans import (
    DisburseForm,
    LoanDecisionForm,
    ReasonForm,
    ReplanForm,
    RequestForm,
    WriteOffForm,
)
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.queries import card_of, card_rows, held_for, joint_owed, payoff_of
from anyelir.enterprise.fund.views.finding import fund_at
from anyelir.enterprise.fund.views.overview import around

State = Loan.State
WITH = ("fund__ledger__body__region", "body_member__member", "product", "plan__loan__product", "decision")


def loan_at(request, pk, allowed) -> Loan:
    known = access.known_loans(request.user).select_related(*WITH)
    return load_or_refuse(known, lambda loan: allowed(request.user, loan), pk=pk)


def of_loan(loan: Loan, title: str, **more) -> dict:
    return around(loan.fund, loan=loan, title=title, **more)


@methods("GET", "POST")
def ask(request, pk):
    """She reads what it will cost before her request is stored."""
    fund = fund_at(request, pk, access.can_run_funds)
    form = RequestForm(posted(request), fund=fund)

    def save(cleaned):
        if cleaned.pop("seen") != form.cost_key():
            return None
        loan = actions.request_loan(fund=fund, by=request.user, **cleaned)
        return done(request, _("Permohonan tercatat. Kelompok memutuskannya di rapat."), "fund:loan", loan.pk)

    def context():
        return around(fund, title=_("Ajukan pinjaman"), cost=_cost_asked(form))

    return answer(request, form, save, "fund/request.html", context)


def _cost_asked(form: RequestForm) -> LoanCost | None:
    if not form.is_bound or form.errors:
        return None
    cleaned = form.cleaned_data
    form.show_costs()
    return cost_of(cleaned["product"], cleaned["amount_idr"], cleaned["months"], cleaned["on"])


@methods("GET")
def loan(request, pk):
    """The page of a loan, for treasurer and chair of its group."""
    current = loan_at(request, pk, access.can_view_loan)
    today = today_at(current.fund.body.region_id)
    card = card_of(current, today) if current.plan is not None else None
    user = request.user
    context = of_loan(
        current,
        _("Pinjaman nomor %s") % current.number,
        card=card,
        cost=cost_of_loan(current, today),
        payoff=payoff_of(current, today),
        rows=card_rows(current),
        plans=current.plans.all(),
        held=held_for(current.fund, current.body_member),
        joint_owed_idr=sum(joint_owed(current).values()),
        may_run=access.can_run_loan(user, current),
        may_decide=access.can_decide_loan(user, current),
        is_own=access.is_borrower(user, current),
    )
    return render(request, "fund/loan.html", context)


@methods("GET", "POST")
def decide(request, pk):
    current = loan_at(request, pk, access.can_decide_loan)
    form = LoanDecisionForm(posted(request), loan=current)

    def save(cleaned):
        made = actions.decide_loan(loan=current, by=request.user, **cleaned)
        said = _("Keputusan tercatat: %s.") % made.get_state_display()
        return done(request, said, "fund:loan", current.pk)

    return answer(request, form, save, "fund/loan_form.html", of_loan(current, _("Keputusan rapat")))


@methods("GET", "POST")
def disburse(request, pk):
    current = loan_at(request, pk, access.can_run_loan)
    form = DisburseForm(posted(request), loan=current)

    def save(cleaned):
        actions.disburse_loan(loan=current, by=request.user, **cleaned)
        return done(request, _("Pinjaman dicairkan dan tercatat di buku kas."), "fund:loan", current.pk)

    today = today_at(current.fund.body.region_id)
    context = of_loan(current, _("Serahkan uang pinjaman"), cost=cost_of_loan(current, today))
    return answer(request, form, save, "fund/loan_form.html", context)


@methods("GET", "POST")
def cancel(request, pk):
    current = loan_at(request, pk, access.can_run_loan)
    form = ReasonForm(posted(request))

    def save(cleaned):
        actions.cancel_loan(loan=current, by=request.user, **cleaned)
        return done(request, _("Pinjaman dibatalkan. Catatannya tetap ada."), "fund:loan", current.pk)

    return answer(request, form, save, "fund/loan_form.html", of_loan(current, _("Batalkan pinjaman")))


@methods("GET", "POST")
def replan(request, pk):
    current = loan_at(request, pk, access.can_decide_loan)
    form = ReplanForm(posted(request), loan=current)

    def save(cleaned):
        actions.replan_loan(loan=current, by=request.user, **cleaned)
        return done(request, _("Rencana angsuran baru berlaku."), "fund:loan", current.pk)

    return answer(request, form, save, "fund/loan_form.html", of_loan(current, _("Jadwal ulang")))


@methods("GET", "POST")
def write_off(request, pk):
    current = loan_at(request, pk, access.can_decide_loan)
    form = WriteOffForm(posted(request), loan=current)

    def save(cleaned):
        made = actions.write_off_loan(loan=current, by=request.user, **cleaned)
        return done(request, _("Pinjaman %s.") % made.get_state_display(), "fund:loan", current.pk)

    return answer(
        request, form, save, "fund/loan_form.html", of_loan(current, _("Hapus atau bebaskan pinjaman"))
    )


@methods("GET")
def agreement(request, pk):
    """The paper that she signs before she gets the money; it is printed and kept nowhere."""
    current = loan_at(request, pk, access.can_view_loan)
    if not current.is_agreed:
        raise Http404
    return file_to_open(agreement_pdf(current), PDF, f"perjanjian-pinjaman-{current.number}.pdf")
