"""The chart of a ledger and what each account holds; accounts of its own, the sides of 4.11, the end of the books."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.downloads import XLSX, file_to_keep
from anyelir.core.grain import MONTH, YEAR
from anyelir.core.screens import answer, done, methods
from anyelir.core.submissions import posted
from anyelir.ledger import access, actions, forms, queries
from anyelir.ledger.book_sheet import book_sheet
from anyelir.ledger.budget import budget_years
from anyelir.ledger.models import LedgerAccount
from anyelir.ledger.views.places import known_ledger, month_of


@methods("GET")
def accounts(request, pk):
    ledger = known_ledger(request, pk, access.can_view_ledger)
    held = queries.held_now(ledger)
    chart = [*ledger.accounts.all()]
    parts = [
        (kind.label, [(account, held[account.code]) for account in chart if account.kind == kind])
        for kind in LedgerAccount.Kind
    ]
    context = {
        "ledger": ledger,
        "region": ledger.body.region,
        "parts": parts,
        "may_keep": access.can_keep_ledger(request.user, ledger),
        "may_end": access.can_confirm_closing(request.user, ledger),
    }
    return render(request, "ledger/accounts.html", context)


def _context(ledger, title: str, explanation: str, back: str) -> dict:
    return {
        "ledger": ledger,
        "region": ledger.body.region,
        "title": title,
        "explanation": explanation,
        "back_to": f"ledger:{back}",
    }


@methods("GET", "POST")
def add_account(request, pk):
    ledger = known_ledger(request, pk, access.can_keep_ledger)
    form = forms.LedgerAccountForm(posted(request), place=ledger.body.region_id)

    def save(cleaned):
        made = actions.add_account(ledger=ledger, by=request.user, **cleaned)
        return done(request, _("%s bisa dipakai di buku kas.") % made.title, "ledger:accounts", ledger.pk)

    explanation = _("Akun tidak dihapus lagi. Tambahkan hanya kalau yang ada belum cocok.")
    context = _context(ledger, _("Tambah akun"), explanation, "accounts")
    return answer(request, form, save, "ledger/form.html", context)


@methods("GET", "POST")
def choose_sides(request, pk):
    ledger = known_ledger(request, pk, access.can_keep_ledger)
    form = forms.SidesForm(posted(request), initial={"sides": ledger.sides})

    def save(cleaned):
        actions.set_sides(ledger=ledger, by=request.user, **cleaned)
        return done(request, _("Susunan cetak sudah disimpan."), "ledger:accounts", ledger.pk)

    explanation = _("Daerah mencetak buku 4.11 dengan cara berbeda. Lembar yang sudah terbit tidak berubah.")
    context = _context(ledger, _("Susunan buku 4.11"), explanation, "accounts")
    return answer(request, form, save, "ledger/form.html", context)


@methods("GET", "POST")
def end(request, pk):
    ledger = known_ledger(request, pk, access.can_confirm_closing)
    form = forms.EndForm(posted(request), ledger=ledger)

    def save(cleaned):
        actions.end_ledger(ledger=ledger, by=request.user, **cleaned)
        return done(request, _("Buku kas sudah diakhiri. Isinya tetap terbaca."), "ledger:home")

    explanation = _(
        "Semua bulan harus sudah ditutup, dan kas, bank, simpanan dan titipan kosong."
        " Setelah itu buku tidak menerima catatan lagi."
    )
    back = "accounts" if access.can_view_ledger(request.user, ledger) else "close"
    return answer(
        request, form, save, "ledger/form.html", _context(ledger, _("Akhiri buku kas"), explanation, back)
    )


@methods("GET")
def download(request, pk):
    """The book of a month, or of a year when ``tahun`` is asked for."""
    ledger = known_ledger(request, pk, access.can_view_ledger)
    year = YEAR.parse(request.GET.get("tahun", ""))
    if year is not None and year.year not in budget_years(ledger):
        raise Http404
    grain, start = (YEAR, year) if year else (MONTH, month_of(request, ledger))
    period = {"format": "xlsx", "period": grain.key(start)}
    note(by=request.user, verb="ledger.export", what=ledger, region=ledger.body.region_id, **period)
    return file_to_keep(
        book_sheet(ledger, start, grain.end(start)).to_bytes(), XLSX, f"buku-kas-{grain.key(start)}.xlsx"
    )
