"""What is prepared: whom to invite, the draft of the letter, the order of events."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.meetings import actions
from anyelir.meetings.forms.attendance import InviteForm
from anyelir.meetings.forms.contents import RundownForm
from anyelir.meetings.models import RundownItem
from anyelir.meetings.queries.attendance import invited_to
from anyelir.meetings.showing import note_of
from anyelir.secretariat.access import can_run_plan, can_write_letters
from anyelir.secretariat.views.finding import activity_at

FIELDS = ("starts_at", "title", "speaker", "place", "post")


def of_activity(activity, **context):
    """What every page below an activity shows."""
    shown = {"activity": activity, "body": activity.body, "region": activity.body.region}
    return {**shown, "menu_page": "activities", "back": "secretariat:activity", **context}


@methods("GET", "POST")
def invitation(request, pk):
    current = activity_at(request, pk, can_run_plan)
    form = InviteForm(posted(request), activity=current)

    def save(cleaned):
        given = {"rule": form.chosen(), "op_id": cleaned["op_id"], "by": request.user}
        actions.invite_people(activity=current, **given)
        text = _("Undangan ditambah. Sekarang %s orang diundang.") % len(invited_to(current))
        return done(request, text, "meetings:invitation", pk)

    def context():
        invited = [(each, note_of(each)) for each in invited_to(current)]
        may_write = can_write_letters(request.user, current.body)
        return of_activity(current, title=_("Undangan"), invited=invited, may_write_letter=may_write)

    return answer(request, form, save, "meetings/invitation.html", context)


@methods("POST")
def uninvite(request, pk, attendance_pk):
    current = activity_at(request, pk, can_run_plan)
    attendance = load_or_refuse(current.attendances.all(), anybody, pk=attendance_pk)

    def act() -> str:
        actions.uninvite_person(attendance=attendance, by=request.user)
        return _("Undangannya dihapus.")

    return press(request, act, "meetings:invitation", pk=pk)


@methods("POST")
def draft_letter(request, pk):
    """The draft opens in the letters of the body, where it is changed, initialled and signed."""
    current = activity_at(request, pk, can_run_plan)
    if not can_write_letters(request.user, current.body):
        raise PermissionDenied
    letter = actions.draft_invitation(activity=current, by=request.user, op_id=posted_op_id(request))
    return redirect("secretariat:edit-letter", letter.pk)


@methods("GET", "POST")
def rundown(request, pk):
    current = activity_at(request, pk, can_run_plan)
    form = RundownForm(posted(request), activity=current, initial={"starts_at": current.starts_at})

    def save(cleaned):
        actions.add_rundown(activity=current, by=request.user, **cleaned)
        return done(request, _("Acara ditambah."), "meetings:rundown", pk)

    lines = current.rundown.select_related("post__member")
    context = of_activity(current, title=_("Susunan acara"), lines=lines)
    return answer(request, form, save, "meetings/rundown.html", context)


@methods("GET", "POST")
def edit_rundown(request, pk, line_pk):
    current = activity_at(request, pk, can_run_plan)
    line = _line_at(current, line_pk)
    initial = {name: getattr(line, name) for name in FIELDS}
    form = RundownForm(posted(request), activity=current, initial=initial)

    def save(cleaned):
        actions.change_rundown(line=line, by=request.user, **cleaned)
        return done(request, _("Acara diubah."), "meetings:rundown", pk)

    context = of_activity(current, title=_("Ubah acara"), back="meetings:rundown")
    return answer(request, form, save, "meetings/activity_form.html", context)


@methods("POST")
def drop_rundown(request, pk, line_pk):
    current = activity_at(request, pk, can_run_plan)
    line = _line_at(current, line_pk)

    def act() -> str:
        actions.drop_rundown(line=line, by=request.user)
        return _("Acara dihapus.")

    return press(request, act, "meetings:rundown", pk=pk)


def _line_at(activity, line_pk) -> RundownItem:
    return load_or_refuse(activity.rundown.all(), anybody, pk=line_pk)
