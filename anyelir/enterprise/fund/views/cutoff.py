"""The cut-off sheet: where it stands, its parts, and its closing before two witnesses."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.submissions import posted
from anyelir.enterprise.fund import access, actions
from anyelir.enterprise.fund.forms.cutoff import CloseCutOffForm, CutOffLoanForm, OldSavingsForm, OldSumsForm
from anyelir.enterprise.fund.models import Fund
from anyelir.enterprise.fund.old_books import OldBooks, cutoff_of, held_in_old_books
from anyelir.enterprise.fund.papers import cutoff_record
from anyelir.enterprise.fund.views.finding import fund_at
from anyelir.ledger.savings import people_of
from anyelir.secretariat.downloads import as_pdf

PEOPLE_A_PAGE = 25


def _around(fund: Fund, **more) -> dict:
    return {"fund": fund, "region": fund.body.region, **more}


def _titles(fund: Fund) -> dict[str, str]:
    return {account.code: account.title for account in fund.ledger.accounts.all()}


@methods("GET", "POST")
def cutoff(request, pk):
    """Both sides of the old books; the chair closes the sheet with two witnesses."""
    fund = fund_at(request, pk, access.can_view_funds)
    may_close = access.can_decide_funds(request.user, fund.body)
    sheet = cutoff_of(fund)
    if request.method == "POST" and not may_close:
        raise PermissionDenied
    if request.method == "POST" and sheet is None:
        raise Http404
    old = OldBooks(sheet) if sheet is not None else None
    given = {"fund": fund, "has_rest": bool(old and old.difference_idr)}
    form = CloseCutOffForm(posted(request), initial={"seen": sheet.version if sheet else 0}, **given)

    def save(cleaned):
        witnesses = (cleaned.pop("witness_one"), cleaned.pop("witness_two"))
        actions.close_cutoff(cutoff=sheet, witnesses=witnesses, by=request.user, **cleaned)
        return done(request, _("Saldo awal ditutup. Buku baru mulai dari sini."), "fund:cutoff", pk)

    context = _around(fund, sheet=sheet, old=old, may_close=may_close)
    context["may_fill"] = access.can_run_funds(request.user, fund.body) and (sheet is None or sheet.is_open)
    return answer(request, form, save, "fund/cutoff.html", context)


@methods("GET", "POST")
def cutoff_sums(request, pk):
    fund = fund_at(request, pk, access.can_run_funds)
    sheet = cutoff_of(fund)
    rows = sheet.balances.filter(body_member=None) if sheet is not None else ()
    held = {row.account: row.amount_idr for row in rows}
    form = OldSumsForm(posted(request), titles=_titles(fund), held=held)

    def save(cleaned):
        actions.save_cutoff(fund=fund, balances=form.balances(), by=request.user, op_id=cleaned["op_id"])
        return done(request, _("Tersimpan di lembar saldo awal."), "fund:cutoff", pk)

    context = _around(fund, title=_("Kas, bank, dan modal di buku lama"))
    return answer(request, form, save, "fund/cutoff_form.html", context)


@methods("GET", "POST")
def cutoff_members(request, pk):
    """Savings of each member, so many members on a page."""
    fund = fund_at(request, pk, access.can_run_funds)
    page = paginate(
        people_of(fund.body),
        order=("number", "id"),
        cursor=request.GET.get("kursor", ""),
        size=PEOPLE_A_PAGE,
    )
    held = held_in_old_books(cutoff_of(fund), page.rows)
    form = OldSavingsForm(posted(request), people=page.rows, titles=_titles(fund), held=held)

    def save(cleaned):
        actions.save_cutoff(fund=fund, balances=form.balances(), by=request.user, op_id=cleaned["op_id"])
        return done(request, _("Simpanan anggota di halaman ini tersimpan."), "fund:cutoff", pk)

    return answer(request, form, save, "fund/cutoff_members.html", _around(fund, page=page))


@methods("GET", "POST")
def cutoff_loan(request, pk):
    fund = fund_at(request, pk, access.can_run_funds)
    form = CutOffLoanForm(posted(request), fund=fund)

    def save(cleaned):
        actions.keep_cutoff_loan(fund=fund, by=request.user, **cleaned)
        return done(request, _("Pinjaman tersimpan di lembar saldo awal."), "fund:cutoff", pk)

    context = _around(fund, title=_("Pinjaman yang masih berjalan di buku lama"))
    return answer(request, form, save, "fund/cutoff_form.html", context)


@methods("POST")
def drop_cutoff_loan(request, pk):
    known = access.known_cutoff_loans(request.user).select_related("cutoff__fund__ledger__body")
    row = load_or_refuse(known, lambda each: access.can_run_funds(request.user, each.cutoff.fund.body), pk=pk)

    def act() -> str:
        actions.drop_cutoff_loan(row=row, by=request.user)
        return _("Baris pinjaman dihapus dari lembar. Belum ada yang tercatat di buku.")

    return press(request, act, "fund:cutoff", pk=row.cutoff.fund_id)


@methods("GET")
def print_cutoff(request, pk):
    """The record that the witnesses sign; a draft says so on each page."""
    fund = fund_at(request, pk, access.can_view_funds)
    sheet = cutoff_of(fund)
    if sheet is None:
        raise Http404
    response = as_pdf(cutoff_record(OldBooks(sheet), _titles(fund)), fund.body)
    note(by=request.user, verb="cutoff.print", what=sheet, region=fund.body.region_id)
    return response
