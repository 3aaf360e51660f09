"""The budget of a year: a table beside what came of it, its lines, the copy of last year, the table as a file."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.downloads import XLSX, file_to_keep
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.ledger import access, actions, budget, forms
from anyelir.ledger.views.places import known_ledger


def _books(request, pk, year, allowed):
    ledger = known_ledger(request, pk, allowed)
    if year not in budget.budget_years(ledger):
        raise Http404
    return ledger


@methods("GET")
def plan(request, pk, year):
    ledger = _books(request, pk, year, access.can_view_ledger)
    years = budget.budget_years(ledger)
    may_change = access.can_keep_ledger(request.user, ledger) and not budget.is_year_closed(ledger, year)
    parts = budget.budget_of(ledger, year)
    context = {
        "ledger": ledger,
        "region": ledger.body.region,
        # As text: a year has no sign between its thousands.
        "year": str(year),
        "parts": parts,
        "spending": parts[-1],
        "before": str(year - 1) if year - 1 in years else None,
        "after": str(year + 1) if year + 1 in years else None,
        "is_closed": budget.is_year_closed(ledger, year),
        "may_change": may_change,
        "may_copy": may_change and bool(budget.lines_of(ledger, year - 1)),
    }
    return render(request, "ledger/budget.html", context)


@methods("GET", "POST")
def add_line(request, pk, year):
    ledger = _books(request, pk, year, access.can_keep_ledger)
    form = forms.BudgetLineForm(posted(request), ledger=ledger, year=year)

    def save(cleaned):
        made = actions.add_budget_line(ledger=ledger, year=year, by=request.user, **cleaned)
        return done(request, _("%s masuk anggaran.") % made.account.title, "ledger:budget", ledger.pk, year)

    title = _("Tambah baris anggaran %s") % year
    context = {"title": title, "ledger": ledger, "region": ledger.body.region, "year": str(year)}
    return answer(request, form, save, "ledger/budget_line.html", context)


@methods("GET", "POST")
def change_line(request, pk):
    known = access.known_budget_lines(request.user).select_related("account__ledger__body__region")
    line = load_or_refuse(known, lambda row: access.can_keep_ledger(request.user, row.account.ledger), pk=pk)
    ledger = line.account.ledger
    if request.method == "POST" and "drop" in request.POST:
        return _drop(request, line)
    initial = {"planned_idr": line.planned_idr, "words": line.words}
    form = forms.PlannedForm(posted(request), initial=initial)

    def save(cleaned):
        actions.change_budget_line(line=line, by=request.user, **cleaned)
        return done(request, _("Baris anggaran sudah diubah."), "ledger:budget", ledger.pk, line.year)

    title = _("Ubah anggaran %s") % line.account.title
    context = {
        "title": title,
        "ledger": ledger,
        "region": ledger.body.region,
        "year": line.year,
        "line": line,
    }
    return answer(request, form, save, "ledger/budget_line.html", context)


def _drop(request, line):
    def act() -> str:
        actions.drop_budget_line(line=line, by=request.user)
        return _("%s tidak lagi direncanakan.") % line.account.title

    return press(request, act, "ledger:budget", pk=line.account.ledger_id, year=line.year)


@methods("POST")
def copy_last_year(request, pk, year):
    ledger = _books(request, pk, year, access.can_keep_ledger)

    def act() -> str:
        actions.copy_budget(ledger=ledger, year=year, by=request.user, op_id=posted_op_id(request))
        return _("Baris tahun %s sudah disalin. Sesuaikan jumlahnya.") % (year - 1)

    return press(request, act, "ledger:budget", pk=pk, year=year)


@methods("GET")
def download_budget(request, pk, year):
    ledger = _books(request, pk, year, access.can_view_ledger)
    note(
        by=request.user,
        verb="ledger.export",
        what=ledger,
        region=ledger.body.region_id,
        format="xlsx",
        year=year,
    )
    return file_to_keep(budget.budget_sheet(ledger, year).to_bytes(), XLSX, f"anggaran-{year}.xlsx")
