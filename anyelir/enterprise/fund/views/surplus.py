"""The surplus of closed years, and the reserve for risk at the end of a month."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.enterprise.fund import access, actions
from anyelir.enterprise.fund.forms.loans import ReasonForm
from anyelir.enterprise.fund.forms.surplus import HALF, SpendForm, SurplusForm, SurplusMeasureForm
from anyelir.enterprise.fund.kinds import SURPLUS_OF_OTHERS
from anyelir.enterprise.fund.models import Fund
from anyelir.enterprise.fund.papers import surplus_record
from anyelir.enterprise.fund.queries import held_in, terms_on
from anyelir.enterprise.fund.reserves import reserve_due
from anyelir.enterprise.fund.surpluses import divided_surplus, draft_of, stored_draft, years_to_divide
from anyelir.enterprise.fund.views.finding import fund_at
from anyelir.ledger.queries import next_to_close
from anyelir.secretariat.downloads import as_pdf


def _around(fund: Fund, **more) -> dict:
    return {"fund": fund, "region": fund.body.region, **more}


@methods("GET")
def surpluses(request, pk):
    """Years that were divided, and closed ones that were not yet."""
    fund = fund_at(request, pk, access.can_view_funds)
    context = _around(
        fund,
        open_years=years_to_divide(fund),
        divided=fund.surpluses.filter(entry__reversed_by=None),
        others_idr=held_in(fund, SURPLUS_OF_OTHERS),
        may_run=access.can_run_funds(request.user, fund.body),
    )
    return render(request, "fund/surpluses.html", context)


@methods("GET", "POST")
def surplus(request, pk, year):
    """Each part and each member, before it is divided and afterwards as it was."""
    fund = fund_at(request, pk, access.can_view_funds)
    may_decide = access.can_decide_funds(request.user, fund.body)
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    made = divided_surplus(fund, year)
    if made is None and year not in years_to_divide(fund):
        raise Http404
    form = SurplusForm(posted(request), fund=fund)

    def save(cleaned):
        actions.divide_surplus(fund=fund, year=year, by=request.user, **cleaned)
        return done(request, _("SHU tahun %s dibagi dan tercatat.") % year, "fund:surplus", pk, year)

    context = _around(
        fund, year=year, made=made, may_decide=may_decide, may_divide=may_decide and made is None
    )
    context["taken_back"] = (
        fund.surpluses.filter(year=year).exclude(entry__reversed_by=None).select_related("entry__reversed_by")
    )
    context |= {"draft": stored_draft(made) if made is not None else _draft(request, fund, year)}
    context["measure"] = SurplusMeasureForm(request.GET or None)
    return answer(request, form, save, "fund/surplus.html", context)


def _draft(request, fund: Fund, year: int):
    """As the terms of today would divide it; None while the group agreed on no shares."""
    terms = terms_on(fund, today_at(fund.body.region_id))
    measure = SurplusMeasureForm(request.GET or None)
    percent = measure.cleaned_data["saving_percent"] if measure.is_valid() else HALF
    return draft_of(fund, terms, year, percent) if terms is not None and terms.shares else None


@methods("GET")
def print_surplus(request, pk, year):
    fund = fund_at(request, pk, access.can_view_funds)
    made = divided_surplus(fund, year)
    if made is None:
        raise Http404
    response = as_pdf(surplus_record(made), fund.body)
    note(by=request.user, verb="surplus.print", what=made, region=fund.body.region_id, year=year)
    return response


@methods("GET", "POST")
def take_back(request, pk, year):
    fund = fund_at(request, pk, access.can_decide_funds)
    made = divided_surplus(fund, year)
    if made is None:
        raise Http404
    form = ReasonForm(posted(request))

    def save(cleaned):
        actions.take_back_surplus(surplus=made, by=request.user, **cleaned)
        return done(request, _("Pembagian SHU tahun %s dibatalkan.") % year, "fund:surplus", pk, year)

    context = _around(fund, title=_("Batalkan pembagian SHU %s") % year, back_to="fund:surpluses")
    return answer(request, form, save, "fund/cutoff_form.html", context)


@methods("GET", "POST")
def spend(request, pk):
    fund = fund_at(request, pk, access.can_run_funds)
    form = SpendForm(posted(request), fund=fund)

    def save(cleaned):
        entry = actions.spend_surplus(fund=fund, by=request.user, **cleaned)
        return done(request, _("Tercatat sebagai nomor %s.") % entry.no, "fund:surpluses", pk)

    context = _around(fund, title=_("Bayarkan SHU pengurus atau sosial"), back_to="fund:surpluses")
    return answer(request, form, save, "fund/cutoff_form.html", context)


@methods("GET", "POST")
def reserve(request, pk):
    """What the classes of the loans ask for at the end of the month that is closed next."""
    fund = fund_at(request, pk, access.can_view_funds)
    if request.method == "POST" and not access.can_run_funds(request.user, fund.body):
        raise PermissionDenied
    if request.method == "POST":
        return press(request, lambda: _set_aside(request, fund), "fund:reserve", pk=pk)
    through = next_to_close(fund.ledger)
    terms = terms_on(fund, through)
    context = _around(
        fund,
        through=through,
        due=reserve_due(fund, terms, through) if terms is not None else None,
        is_over=today_at(fund.body.region_id) > through,
        may_run=access.can_run_funds(request.user, fund.body),
    )
    return render(request, "fund/reserve.html", context)


def _set_aside(request, fund: Fund) -> str:
    entry = actions.set_aside_reserve(fund=fund, by=request.user, op_id=posted_op_id(request))
    return _("Cadangan tercatat sebagai nomor %s.") % entry.no
