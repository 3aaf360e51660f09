"""Money of a loan: what she pays, all of it at once, a wrong entry, joint savings, what is held for her."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.screens import answer, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.enterprise.fund import access, actions
from anyelir.enterprise.fund.forms.loans import (
    CoverForm,
    GiveBackForm,
    PayForm,
    PayHeldForm,
    PayOffForm,
    ReasonForm,
)
from anyelir.enterprise.fund.queries import card_of, fund_of_body, held_for, payoff_of
from anyelir.enterprise.fund.views.loans import loan_at, of_loan
from anyelir.enterprise.fund.views.overview import around
from anyelir.ledger.models import LedgerEntry

PAGE = "fund/loan_form.html"


@methods("GET", "POST")
def pay(request, pk):
    current = loan_at(request, pk, access.can_run_loan)
    form = PayForm(posted(request), loan=current)

    def save(cleaned):
        made = actions.pay_loan(loan=current, by=request.user, **cleaned)
        return done(request, _("Angsuran tercatat sebagai nomor %s.") % made.no, "fund:loan", current.pk)

    today = today_at(current.fund.body.region_id)
    card = card_of(current, today) if current.plan is not None else None
    return answer(request, form, save, PAGE, of_loan(current, _("Terima angsuran"), card=card))


@methods("GET", "POST")
def pay_off(request, pk):
    current = loan_at(request, pk, access.can_run_loan)
    form = PayOffForm(posted(request), loan=current)

    def save(cleaned):
        made = actions.pay_off_loan(loan=current, by=request.user, **cleaned)
        return done(request, _("Lunas, tercatat sebagai nomor %s.") % made.no, "fund:loan", current.pk)

    payoff = payoff_of(current, today_at(current.fund.body.region_id))
    return answer(request, form, save, PAGE, of_loan(current, _("Lunasi"), payoff=payoff))


@methods("GET", "POST")
def take_back(request, pk, entry):
    current = loan_at(request, pk, access.can_run_loan)
    made = LedgerEntry.objects.filter(ledger=current.fund.ledger_id, pk=entry).first()
    if made is None:
        raise Http404
    form = ReasonForm(posted(request))

    def save(cleaned):
        actions.take_back_payment(loan=current, entry=made, by=request.user, **cleaned)
        return done(request, _("Catatan dibatalkan. Keduanya tetap terbaca."), "fund:loan", current.pk)

    title = _("Batalkan catatan nomor %s") % made.no
    return answer(request, form, save, PAGE, of_loan(current, title))


@methods("GET", "POST")
def cover(request, pk):
    current = loan_at(request, pk, access.can_decide_loan)
    form = CoverForm(posted(request), loan=current)

    def save(cleaned):
        actions.cover_from_joint(loan=current, by=request.user, **cleaned)
        return done(request, _("Tanggung renteng membayar angsurannya."), "fund:loan", current.pk)

    return answer(request, form, save, PAGE, of_loan(current, _("Bayar dari tanggung renteng")))


@methods("GET", "POST")
def give_back(request, pk):
    current = loan_at(request, pk, access.can_run_loan)
    form = GiveBackForm(posted(request), loan=current)

    def save(cleaned):
        actions.give_back_joint(loan=current, by=request.user, **cleaned)
        return done(request, _("Tanggung renteng dikembalikan."), "fund:loan", current.pk)

    return answer(request, form, save, PAGE, of_loan(current, _("Kembalikan tanggung renteng")))


@methods("GET", "POST")
def pay_held(request, pk):
    """What the body holds for one of its people, pk is hers."""
    known = access.known_borrowers(request.user).select_related("body__region")
    person = load_or_refuse(known, lambda each: access.can_run_funds(request.user, each.body), pk=pk)
    fund = fund_of_body(person.body)
    held = held_for(fund, person)
    accounts = [(account.code, account.title) for account, _amount in held]
    form = PayHeldForm(posted(request), fund=fund, accounts=accounts)

    def save(cleaned):
        actions.pay_held(fund=fund, person=person, by=request.user, **cleaned)
        return done(request, _("Tercatat di buku kas."), "fund:overview", person.body_id)

    shown = around(fund, title=_("Bayarkan titipan"), person=person, held=held)
    return answer(request, form, save, "fund/form.html", shown)
