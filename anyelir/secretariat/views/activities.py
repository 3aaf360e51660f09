"""Activities: the list of a year, one page each, what is planned, what came of it, the book 4.13."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, methods
from anyelir.core.submissions import posted
from anyelir.membership.finding import body_at
from anyelir.secretariat import access, actions, printouts
from anyelir.secretariat.downloads import as_pdf, as_xlsx
from anyelir.secretariat.forms.activities import ActivityForm, CancelForm, HeldForm
from anyelir.secretariat.hooks import ACTIVITY_PARTS, counted_at, reached_at
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.models import Activity, PlanLine
from anyelir.secretariat.queries import activities as queries
from anyelir.secretariat.views.finding import activity_at, home_of, year_or_404

State = Activity.State
PLANNED = (
    "title",
    "kind",
    "on",
    "starts_at",
    "ends_at",
    "place",
    "plan_line",
    "work_item",
    "organiser",
    "partners",
)
CAME_OF_IT = ("on", "place", "reached", "volume", "method", "partners", "conclusions")


@methods("GET")
def activity_home(request):
    return home_of(request, "secretariat:activities", _("Kegiatan"), "activities")


@methods("GET")
def activity_list(request, pk, year):
    body = body_at(request, pk, access.can_view_plan)
    rows = queries.activities_of(body, year_or_404(year))
    page = paginate(rows, order=("-on", "-id"), cursor=request.GET.get("kursor", ""))
    context = {
        "body": body,
        "region": body.region,
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "page": page,
        "may_run": access.can_run_plan(request.user, body),
        "menu_page": "activities",
    }
    return render(request, "secretariat/activity_list.html", context)


@methods("GET")
def activity_pdf(request, pk, year):
    body = body_at(request, pk, access.can_view_plan)
    rows = queries.numbered_activities(body, year_or_404(year))
    return as_pdf(printouts.activity_book(body, year, rows), body)


@methods("GET")
def activity_xlsx(request, pk, year):
    body = body_at(request, pk, access.can_view_plan)
    rows = queries.numbered_activities(body, year_or_404(year))
    return as_xlsx(printouts.activity_book(body, year, rows), body)


@methods("GET")
def activity(request, pk):
    current = activity_at(request, pk)
    context = {
        "activity": current,
        "reached": reached_at([current])[current.pk],
        "styles": sorted({part.style for part in ACTIVITY_PARTS if part.style}),
        "parts": [shown for part in ACTIVITY_PARTS if (shown := part.shown(request, current))],
        "body": current.body,
        "region": current.body.region,
        "may_run": access.can_run_plan(request.user, current.body) and current.state != State.MINUTED,
        "has_come": current.on <= today_at(current.body.region_id),
        "menu_page": "activities",
    }
    return render(request, "secretariat/activity.html", context)


def _form_page(request, form, save, body, **context):
    shown = {"body": body, "region": body.region, "menu_page": "activities", **context}
    return answer(request, form, save, "secretariat/activity_form.html", shown)


@methods("GET", "POST")
def plan_activity(request, pk):
    body = body_at(request, pk, access.can_run_plan)
    today = today_at(body.region_id)
    initial = {"kind": Activity.Kind.MEETING, "plan_line": _line_asked(request, body)}
    form = ActivityForm(posted(request), body=body, around=today, initial=initial)

    def save(cleaned):
        cleaned.pop("seen")
        made = actions.plan_activity(body=body, by=request.user, **cleaned)
        if made.on <= today:
            return done(request, _("Kegiatan tercatat. Tulis juga hasilnya."), "secretariat:hold", made.pk)
        return done(request, _("Kegiatan sudah direncanakan."), "secretariat:activity", made.pk)

    return _form_page(request, form, save, body, title=_("Buat kegiatan"), year=today.year)


def _line_asked(request, body) -> PlanLine | None:
    """The line of the plan from which somebody came."""
    asked = request.GET.get("baris", "")
    lines = PlanLine.objects.filter(body=body, dropped_on=None)
    return next((line for line in lines if str(line.pk) == asked), None)


@methods("GET", "POST")
def edit_activity(request, pk):
    current = activity_at(request, pk, access.can_run_plan)
    initial = {name: getattr(current, name) for name in PLANNED} | {"seen": mark_of(current)}
    form = ActivityForm(posted(request), body=current.body, around=current.on, initial=initial)

    def save(cleaned):
        actions.change_activity(activity=current, by=request.user, **cleaned)
        return done(request, _("Kegiatan sudah diubah."), "secretariat:activity", pk)

    context = {"title": _("Ubah kegiatan"), "activity": current}
    return _form_page(request, form, save, current.body, **context)


@methods("GET", "POST")
def hold(request, pk):
    """What came of it: first when it took place, later to mend what was written."""
    current = activity_at(request, pk, access.can_run_plan)
    initial = {name: getattr(current, name) for name in CAME_OF_IT} | {"seen": mark_of(current)}
    came = counted_at(current)
    form = HeldForm(posted(request), place=current.body.region_id, came=came, initial=initial)
    was_held = current.took_place

    def save(cleaned):
        act = actions.change_activity if was_held else actions.hold_activity
        written = act(activity=current, by=request.user, **cleaned)
        text = _("Tersimpan dengan nomor %s di buku kegiatan.") % written.book_no
        return done(request, text, "secretariat:activity", pk)

    title = _("Ubah hasil kegiatan") if was_held else _("Catat hasil kegiatan")
    return _form_page(request, form, save, current.body, title=title, activity=current)


@methods("GET", "POST")
def cancel(request, pk):
    current = activity_at(request, pk, access.can_run_plan)
    form = CancelForm(posted(request))

    def save(cleaned):
        actions.cancel_activity(activity=current, by=request.user, **cleaned)
        return done(request, _("Kegiatan dibatalkan."), "secretariat:activity", pk)

    return _form_page(request, form, save, current.body, title=_("Batalkan kegiatan"), activity=current)
