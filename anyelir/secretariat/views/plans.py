"""The work plan: the matrix of a year, a line, last year's lines taken over, a programme of the region."""

from __future__ import annotations

import datetime as dt

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.clock import today_at
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.membership.finding import body_at
from anyelir.secretariat import access, actions, printouts
from anyelir.secretariat.downloads import as_pdf, as_xlsx
from anyelir.secretariat.forms.plans import DropLineForm, PlanLineForm, WorkItemForm
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.models import PlanLine
from anyelir.secretariat.queries import plans
from anyelir.secretariat.showing import legend, months_shown, parts_shown
from anyelir.secretariat.views.finding import home_of, line_at, this_year, year_or_404


@methods("GET")
def plan_home(request):
    return home_of(request, "secretariat:plan", _("Program kerja"), "plan")


@methods("GET")
def plan(request, pk, year):
    body = body_at(request, pk, access.can_view_plan)
    shown = plans.work_plan(body, year_or_404(year))
    may_run = access.can_run_plan(request.user, body)
    months, now = months_shown(shown), today_at(body.region_id).month
    is_now_shown = year == this_year(body) and any(month.rows for month in months if month.number == now)
    context = {
        "body": body,
        "region": body.region,
        "plan": shown,
        "done_text": _("%(done)s dari %(planned)s") % {"done": shown.done, "planned": shown.planned},
        "now": now if is_now_shown else 0,
        "before": year - 1,
        "after": year + 1,
        "parts": parts_shown(shown),
        "months": months,
        "legend": legend(),
        "may_run": may_run,
        "may_copy": may_run and plans.open_lines(body, year - 1).exists(),
        "menu_page": "plan",
    }
    return render(request, "secretariat/plan.html", context)


@methods("GET")
def plan_pdf(request, pk, year):
    body = body_at(request, pk, access.can_view_plan)
    return as_pdf(printouts.plan_book(plans.work_plan(body, year_or_404(year))), body)


@methods("GET")
def plan_xlsx(request, pk, year):
    body = body_at(request, pk, access.can_view_plan)
    return as_xlsx(printouts.plan_book(plans.work_plan(body, year_or_404(year))), body)


def _form_page(request, form, save, body, **context):
    """The one page of a form of the plan."""
    shown = {"body": body, "region": body.region, "menu_page": "plan", **context}
    return answer(request, form, save, "secretariat/plan_form.html", shown)


@methods("GET", "POST")
def add_line(request, pk, year):
    body = body_at(request, pk, access.can_run_plan)
    year_or_404(year)
    form = PlanLineForm(posted(request), items=plans.items_of(body, year))

    def save(cleaned):
        cleaned.pop("seen")
        actions.add_line(body=body, year=year, by=request.user, **cleaned)
        return done(request, _("Baris rencana sudah ditambahkan."), "secretariat:plan", pk, year)

    title = _("Tambah baris rencana %s") % year
    return _form_page(request, form, save, body, year=year, title=title, may_add_item=True)


@methods("GET", "POST")
def edit_line(request, pk):
    line = line_at(request, pk)
    fields = ("work_item", "title", "target", "source", "remark")
    initial = {name: getattr(line, name) for name in fields}
    initial |= {"months": line.month_numbers, "seen": mark_of(line)}
    form = PlanLineForm(posted(request), items=plans.items_of(line.body, line.year), initial=initial)

    def save(cleaned):
        actions.change_line(line=line, by=request.user, **cleaned)
        return done(request, _("Baris rencana sudah diubah."), "secretariat:plan", line.body_id, line.year)

    title = _("Ubah baris rencana %s") % line.year
    context = {"year": line.year, "title": title, "line": line, "shown": plans.planned_line(line)}
    return _form_page(request, form, save, line.body, **context)


@methods("GET", "POST")
def drop_line(request, pk):
    line: PlanLine = line_at(request, pk)
    form = DropLineForm(posted(request))

    def save(cleaned):
        actions.drop_line(line=line, by=request.user, **cleaned)
        return done(request, _("Baris rencana dihentikan."), "secretariat:plan", line.body_id, line.year)

    context = {"year": line.year, "title": _("Hentikan: %s") % line.title}
    return _form_page(request, form, save, line.body, **context)


@methods("POST")
def copy_plan(request, pk, year):
    body = body_at(request, pk, access.can_run_plan)
    year_or_404(year)

    def act() -> str:
        actions.copy_plan(body=body, year=year, by=request.user, op_id=posted_op_id(request))
        count = plans.open_lines(body, year).count()
        return ngettext("Sekarang ada %d baris rencana.", "Sekarang ada %d baris rencana.", count) % count

    return press(request, act, "secretariat:plan", pk=pk, year=year)


@methods("GET", "POST")
def add_item(request, pk, year):
    body = body_at(request, pk, access.can_run_plan)
    year_or_404(year)
    form = WorkItemForm(posted(request), items=plans.items_of(body, year))

    def save(cleaned):
        since = dt.date(year, 1, 1)
        work_item = actions.add_item(body=body, since=since, by=request.user, **cleaned)
        return done(
            request, _("%s sekarang ada di daftar program.") % work_item, "secretariat:add-line", pk, year
        )

    return _form_page(request, form, save, body, year=year, title=_("Tambah program daerah"))
