"""Points handed down: the press, who has answered and who is silent, the answer of a body below."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.agendas import access, actions, queries
from anyelir.agendas.forms import PassForm, PassingAnswerForm
from anyelir.agendas.models import PassingReport
from anyelir.agendas.showing import opened_counts, place_asked, reminder_text
from anyelir.agendas.views.finding import asked_at, passing_at, reading_body
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.membership.finding import body_at
from anyelir.regions.models import Region

FORM = "agendas/form.html"
MOST_SILENT = 60


@methods("GET", "POST")
def pass_points(request, pk):
    body = body_at(request, pk, access.can_run_agenda)
    form = PassForm(posted(request), body=body, initial={"points": request.GET.getlist("poin")})

    def save(cleaned):
        passings = actions.pass_points(body=body, by=request.user, **cleaned)
        text = _("%s pokok bahasan sudah diturunkan.") % len(passings)
        return done(request, text, "agendas:agenda", pk)

    context = {"body": body, "region": body.region, "title": _("Turunkan pokok bahasan")}
    return answer(request, form, save, "agendas/pass.html", context | {"menu_page": "agendas"})


@methods("GET")
def passing(request, pk):
    """Counts that open downwards to the silent ones, and what was answered there."""
    current = passing_at(request, pk)
    body = reading_body(request, current)
    code = place_asked(current, body, request.GET.get("di", ""))
    place = Region.objects.get(pk=code)
    page = paginate(
        queries.answers_within(current, code),
        order=("-answered_at", "-id"),
        cursor=request.GET.get("kursor", ""),
    )
    opened = opened_counts(current, code, MOST_SILENT)
    context = {
        "passing": current,
        "text": current.point.text_below,
        "body": body,
        "region": body.region,
        "place": place,
        "is_inside": code != place_asked(current, body, ""),
        "above": place.parent_id,
        "opened": opened,
        "reminder": reminder_text(current, opened, place),
        "page": page,
        "may_end": current.ended_at is None and access.can_end_passing(request.user, current),
        "menu_page": "agendas",
    }
    return render(request, "agendas/passing.html", context)


@methods("GET", "POST")
def answer_passing(request, pk, passing_pk):
    body = body_at(request, pk, access.can_run_agenda)
    current = asked_at(request, body, passing_pk)
    before = PassingReport.objects.filter(passing=current, region=body.region_id).first()
    initial = {"outcome": PassingReport.Outcome.DISCUSSED}
    if before is not None:
        initial = {name: getattr(before, name) for name in ("outcome", "words", "activity")}
    form = PassingAnswerForm(posted(request), body=body, initial=initial)

    def save(cleaned):
        actions.answer_passing(passing=current, body=body, by=request.user, **cleaned)
        text = _("Jawaban terkirim ke %s.") % current.from_body
        return done(request, text, "agendas:agenda", pk)

    context = {
        "body": body,
        "region": body.region,
        "title": _("Jawab titipan"),
        "lead": current.point.title,
        "text": current.point.text_below,
        "menu_page": "agendas",
    }
    return answer(request, form, save, FORM, context)


@methods("POST")
def end_passing(request, pk):
    current = passing_at(request, pk, access.can_end_passing)

    def act() -> str:
        actions.end_passing(passing=current, by=request.user, op_id=posted_op_id(request))
        return _("Titipan diakhiri. Jawaban yang sudah masuk tetap ada.")

    return press(request, act, "agendas:passing", pk=pk)
