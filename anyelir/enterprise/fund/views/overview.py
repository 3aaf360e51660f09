"""The fund of a group: its loans as the work list of its treasurer, its terms and its ways of borrowing."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.submissions import posted
from anyelir.enterprise.fund import access, actions
from anyelir.enterprise.fund.forms.terms import FundTermsForm, OpenFundForm, ProductForm
from anyelir.enterprise.fund.models import Fund, Loan
from anyelir.enterprise.fund.queries import (
    OPEN,
    card_of,
    fund_of_body,
    loan_sums,
    loans_of,
    products_on,
    terms_on,
    with_plans,
)
from anyelir.enterprise.fund.views.finding import fund_at
from anyelir.ledger.models import Ledger
from anyelir.membership.finding import body_at, choose_body

State = Loan.State


def around(fund: Fund, **more) -> dict:
    body = fund.ledger.body
    return {"fund": fund, "body": body, "region": body.region, **more}


@methods("GET")
def home(request):
    """The fund of the only group that the person runs, or the groups to choose from."""
    return choose_body(
        request,
        access.fund_bodies(request.user),
        lambda body: reverse("fund:overview", args=[body.pk]),
        rights=(Permission.FUND_RUN, Permission.FUND_DECIDE),
        title=_("Dana kelompok yang mana?"),
        lead=_("Pinjaman hanya dibaca dan diisi oleh pengurus kelompoknya."),
    )


@methods("GET")
def overview(request, pk):
    body = body_at(request, pk, access.can_view_funds)
    fund = fund_of_body(body)
    if fund is None:
        shown = {"body": body, "region": body.region, "has_ledger": Ledger.objects.filter(body=body).exists()}
        return render(request, "fund/unopened.html", shown)
    today = today_at(body.region_id)
    loans = loans_of(fund, State.RUNNING)
    page = paginate(with_plans(loans), order=("number", "id"), cursor=request.GET.get("kursor", ""))
    context = around(
        fund,
        cards=[card_of(loan, today) for loan in page.rows],
        page=page,
        waiting=loans_of(fund, *OPEN),
        sums=loan_sums(fund),
        terms=terms_on(fund, today),
        products=products_on(fund, today),
        may_run=access.can_run_funds(request.user, body),
        may_decide=access.can_decide_funds(request.user, body),
    )
    return render(request, "fund/overview.html", context)


@methods("GET")
def ended(request, pk):
    """Loans that are over, by number."""
    fund = fund_at(request, pk, access.can_view_funds)
    loans = loans_of(fund).exclude(state__in=(*OPEN, State.RUNNING))
    page = paginate(loans, order=("number", "id"), cursor=request.GET.get("kursor", ""))
    return render(request, "fund/ended.html", around(fund, page=page))


@methods("GET", "POST")
def open_new(request, pk):
    body = body_at(request, pk, access.can_view_funds)
    if fund_of_body(body) is not None and request.method == "GET":
        return redirect("fund:overview", pk)
    form = OpenFundForm(posted(request), body=body)

    def save(cleaned):
        actions.open_fund(body=body, by=request.user, **cleaned)
        return done(request, _("Dana dibuka. Tambahkan jenis pinjaman."), "fund:overview", body.pk)

    shown = {"title": _("Buka dana bergulir"), "body": body, "region": body.region}
    return answer(request, form, save, "fund/form.html", shown)


@methods("GET", "POST")
def terms(request, pk):
    fund = fund_at(request, pk, access.can_decide_funds)
    current = terms_on(fund, today_at(fund.body.region_id))
    form = FundTermsForm(posted(request), fund=fund, initial=_initial(current))

    def save(cleaned):
        actions.set_terms(fund=fund, by=request.user, **cleaned)
        return done(
            request, _("Aturan baru tersimpan. Yang lama tetap terbaca."), "fund:overview", fund.body.pk
        )

    return answer(request, form, save, "fund/form.html", around(fund, title=_("Aturan dana")))


def _initial(current) -> dict:
    if current is None:
        return {}
    names = ("max_loan_idr", "quorum_percent", "joint_percent", "scheme")
    return {name: getattr(current, name) for name in names} | {
        part["share"]: part["percent"] for part in current.shares
    }


@methods("GET", "POST")
def add_product(request, pk):
    fund = fund_at(request, pk, access.can_decide_funds)
    form = ProductForm(posted(request), fund=fund)

    def save(cleaned):
        actions.add_product(fund=fund, by=request.user, **cleaned)
        return done(request, _("Jenis pinjaman ditambahkan."), "fund:overview", fund.body.pk)

    return answer(request, form, save, "fund/form.html", around(fund, title=_("Jenis pinjaman baru")))


@methods("POST")
def end_product(request, pk):
    known = access.known_products(request.user).select_related("fund__ledger__body")
    product = load_or_refuse(
        known, lambda each: access.can_decide_funds(request.user, each.fund.ledger.body), pk=pk
    )

    def act() -> str:
        actions.end_product(product=product, by=request.user)
        return _("Jenis pinjaman diakhiri. Pinjaman yang berjalan tetap seperti perjanjiannya.")

    return press(request, act, "fund:overview", pk=product.fund.ledger.body_id)
