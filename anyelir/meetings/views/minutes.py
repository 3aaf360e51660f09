"""Minutes: the draft, the signature, the paper, addenda."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.downloads import PDF, file_to_open
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.meetings import access, actions
from anyelir.meetings.forms.contents import AddendumForm, MinutesForm
from anyelir.meetings.minutes_papers import issued_addendum, minutes_of, minutes_pdf
from anyelir.meetings.views.preparing import of_activity
from anyelir.secretariat.access import can_run_plan
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.views.finding import activity_at

WRITTEN = ("led_by", "course", "closing")


@methods("GET", "POST")
def write_minutes(request, pk):
    current = activity_at(request, pk, can_run_plan)
    minutes = minutes_of(current)
    initial = {name: getattr(minutes, name) for name in WRITTEN} if minutes is not None else {}
    initial |= {"conclusions": current.conclusions, "seen": mark_of(minutes) if minutes is not None else ""}
    form = MinutesForm(posted(request), initial=initial)

    def save(cleaned):
        actions.write_minutes(activity=current, by=request.user, **cleaned)
        text = _("Konsep notulen tersimpan. Sesudah lengkap, ketua menandatanganinya.")
        return done(request, text, "secretariat:activity", pk)

    context = of_activity(current, title=_("Notulen"))
    return answer(request, form, save, "meetings/activity_form.html", context)


@methods("POST")
def sign_minutes(request, pk):
    current = activity_at(request, pk, access.can_sign_minutes)

    def act() -> str:
        given = {"check_url": _check_url(request), "by": request.user, "op_id": posted_op_id(request)}
        actions.sign_minutes(activity=current, **given)
        return _("Notulen ditandatangani dan bernomor. Daftar hadirnya ikut terkunci.")

    return press(request, act, "secretariat:activity", pk=pk)


def _check_url(request) -> str:
    return str(request.build_absolute_uri(reverse("documents:ask")))


@methods("GET")
def minutes_paper(request, pk):
    """The bytes that were signed, or a preview that says so; its name says nothing of the meeting."""
    minutes = minutes_of(activity_at(request, pk))
    if minutes is None:
        raise Http404
    return file_to_open(minutes_pdf(minutes), PDF, "notulen.pdf")


@methods("GET", "POST")
def add_addendum(request, pk):
    current = activity_at(request, pk, access.can_sign_minutes)
    minutes = minutes_of(current)
    if minutes is None:
        raise Http404
    form = AddendumForm(posted(request))

    def save(cleaned):
        given = {"check_url": _check_url(request), "by": request.user}
        actions.add_addendum(minutes=minutes, **given, **cleaned)
        text = _("Tambahan notulen ditandatangani. Notulennya sendiri tetap seperti semula.")
        return done(request, text, "secretariat:activity", pk)

    context = of_activity(current, title=_("Tambahan notulen"))
    return answer(request, form, save, "meetings/activity_form.html", context)


@methods("GET")
def addendum_paper(request, pk, addendum_pk):
    minutes = minutes_of(activity_at(request, pk))
    addendum = minutes.addenda.filter(pk=addendum_pk).first() if minutes is not None else None
    paper = issued_addendum(addendum) if addendum is not None else None
    if paper is None:
        raise Http404
    return file_to_open(bytes(paper.content), PDF, "tambahan-notulen.pdf")
