"""The agenda of a body, and its points: written, put in order, decided."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.agendas import access, actions, queries
from anyelir.agendas.forms import DecideForm, PointForm, levels_offered
from anyelir.agendas.models import Passing
from anyelir.agendas.showing import asked_lines, handed_lines
from anyelir.agendas.views.finding import asked_at, point_at
from anyelir.core.permission import Permission
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.membership.finding import body_at, choose_body
from anyelir.secretariat.marks import mark_of

FORM = "agendas/form.html"
SHOWN = 20


@methods("GET")
def home(request):
    return choose_body(
        request,
        access.agenda_bodies(request.user),
        lambda body: reverse("agendas:agenda", args=[body.pk]),
        rights=(Permission.ACTIVITY_VIEW,),
        title=_("Agenda"),
        lead=_("Setiap lembaga punya agendanya sendiri."),
    )


@methods("GET")
def agenda(request, pk):
    """From above, the own points, what was handed down and who has not answered."""
    body = body_at(request, pk, access.can_view_agenda)
    context = {
        "body": body,
        "region": body.region,
        "asked": asked_lines(body),
        "points": [*queries.agenda_of(body)],
        "handed": handed_lines(body, SHOWN),
        "settled": queries.settled_points(body)[:SHOWN],
        "may_run": access.can_run_agenda(request.user, body),
        "may_pass": bool(levels_offered(body)),
        "menu_page": "agendas",
    }
    return render(request, "agendas/agenda.html", context)


def _around(body, title, **more) -> dict:
    return {"body": body, "region": body.region, "title": title, "menu_page": "agendas", **more}


@methods("GET", "POST")
def new_point(request, pk):
    body = body_at(request, pk, access.can_run_agenda)
    form = PointForm(posted(request))

    def save(cleaned):
        cleaned.pop("seen")
        actions.add_point(body=body, by=request.user, **cleaned)
        return done(request, _("Pokok bahasan masuk agenda rapat berikutnya."), "agendas:agenda", pk)

    return answer(request, form, save, FORM, _around(body, _("Tambah pokok bahasan")))


@methods("GET", "POST")
def edit_point(request, pk):
    point = point_at(request, pk)
    initial = {"title": point.title, "text": point.words, "seen": mark_of(point)}
    form = PointForm(posted(request), initial=initial)

    def save(cleaned):
        actions.change_point(point=point, by=request.user, **cleaned)
        return done(request, _("Pokok bahasan sudah diubah."), "agendas:agenda", point.body_id)

    return answer(request, form, save, FORM, _around(point.body, _("Ubah pokok bahasan")))


def _move(request, pk, *, up: bool):
    point = point_at(request, pk)

    def act() -> str:
        actions.move_point(point=point, up=up, by=request.user, op_id=posted_op_id(request))
        return _("Urutan agenda sudah diubah.")

    return press(request, act, "agendas:agenda", pk=point.body_id)


@methods("POST")
def move_up(request, pk):
    return _move(request, pk, up=True)


@methods("POST")
def move_down(request, pk):
    return _move(request, pk, up=False)


@methods("GET", "POST")
def decide_point(request, pk):
    point = point_at(request, pk)
    form = DecideForm(posted(request), body=point.body, initial={"outcome": "decided"})

    def save(cleaned):
        decided = actions.decide_point(point=point, by=request.user, **cleaned)
        text = _("Hasilnya dicatat: %s.") % str(decided.get_outcome_display()).lower()
        return done(request, text, "agendas:agenda", point.body_id)

    return answer(request, form, save, FORM, _around(point.body, _("Hasil pembahasan"), lead=point.title))


@methods("POST")
def adopt(request, pk, passing_pk):
    body = body_at(request, pk, access.can_run_agenda)
    passing: Passing = asked_at(request, body, passing_pk)

    def act() -> str:
        actions.adopt_point(passing=passing, body=body, by=request.user, op_id=posted_op_id(request))
        return _("Titipan masuk agenda rapat berikutnya.")

    return press(request, act, "agendas:agenda", pk=pk)
