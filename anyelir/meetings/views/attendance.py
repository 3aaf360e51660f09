"""The page at which people are marked, by a camera, a number, the list or as guests; the list; a withdrawal."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.meetings import actions
from anyelir.meetings.forms.attendance import GuestForm, MarkForm, PersonMarkForm, WithdrawForm
from anyelir.meetings.models import Attendance
from anyelir.meetings.printouts import attendance_booklet
from anyelir.meetings.queries.attendance import expected_at, present_at
from anyelir.meetings.queries.people import people_of
from anyelir.meetings.recognising import recognise
from anyelir.meetings.scanning import mark_answered
from anyelir.meetings.showing import counts_shown, heading_of, note_of, time_of
from anyelir.membership.models import BodyMember, Member
from anyelir.secretariat.access import can_run_plan
from anyelir.secretariat.downloads import as_file
from anyelir.secretariat.views.finding import activity_at

# The camera of this page alone, and of no other site shown in it.
CAMERA = "camera=(self)"


@methods("GET")
def attend(request, pk):
    current = activity_at(request, pk, can_run_plan)
    response = render(request, "meetings/attend.html", _attend_context(current))
    response["Permissions-Policy"] = CAMERA
    return response


def _attend_context(activity):
    counts = counts_shown(activity)
    here = {each.body_member_id for each in present_at(activity)}
    expected = expected_at(activity)
    awaited = {each.body_member_id for each in expected}
    others = [each for each in people_of(activity.body, activity) if each.pk not in here | awaited]
    return {
        "activity": activity,
        "body": activity.body,
        "heading": heading_of(counts),
        "expected": [(each, note_of(each)) for each in expected],
        "others": others,
        "number_form": MarkForm(initial={"way": Attendance.Way.NUMBER}),
        "guest_form": GuestForm(auto_id="tamu_%s"),
        "is_open": activity.state not in (activity.State.CANCELLED, activity.State.MINUTED),
        **counts,
    }


@methods("POST")
def mark_entry(request, pk):
    """A card that was read, or a number that was typed."""
    current = activity_at(request, pk, can_run_plan)

    def act(cleaned):
        who = recognise(current, cleaned["entry"])
        return actions.mark_present(
            activity=current,
            member=who.member,
            body_member=who.body_member,
            way=cleaned["way"],
            at=cleaned["at"],
            by=request.user,
            op_id=cleaned["op_id"],
        )

    return mark_answered(request, pk, MarkForm(request.POST), act)


@methods("POST")
def mark_person(request, pk):
    """Somebody tapped on the list."""
    current = activity_at(request, pk, can_run_plan)

    def act(cleaned):
        belongs, members = BodyMember.objects.select_related("body", "member"), Member.objects.all()
        return actions.mark_present(
            activity=current,
            body_member=belongs.filter(pk=cleaned["body_member"]).first(),
            member=members.filter(pk=cleaned["member"]).first(),
            way=Attendance.Way.LIST,
            at=cleaned["at"],
            by=request.user,
            op_id=cleaned["op_id"],
        )

    return mark_answered(request, pk, PersonMarkForm(request.POST), act)


@methods("POST")
def mark_guest(request, pk):
    current = activity_at(request, pk, can_run_plan)
    return mark_answered(
        request,
        pk,
        GuestForm(request.POST),
        lambda cleaned: actions.mark_guest(activity=current, by=request.user, **cleaned),
    )


@methods("GET")
def attendance_list(request, pk):
    current = activity_at(request, pk)
    context = {
        "activity": current,
        "body": current.body,
        "region": current.body.region,
        "present": [(each, note_of(each), time_of(each)) for each in present_at(current)],
        "expected": [(each, note_of(each)) for each in expected_at(current)],
        "may_mark": can_run_plan(request.user, current.body) and current.state not in _LOCKED,
        "menu_page": "activities",
    }
    return render(request, "meetings/attendance_list.html", context)


_LOCKED = ("cancelled", "minuted")


@methods("GET")
def attendance_file(request, pk, suffix):
    current = activity_at(request, pk)
    return as_file(attendance_booklet(current), current.body, suffix)


@methods("GET", "POST")
def withdraw(request, pk, attendance_pk):
    current = activity_at(request, pk, can_run_plan)
    attendance = load_or_refuse(current.attendances.all(), anybody, pk=attendance_pk)
    form = WithdrawForm(posted(request))

    def save(cleaned):
        actions.withdraw_attendance(attendance=attendance, by=request.user, **cleaned)
        return done(request, _("Kehadiran %s dibatalkan.") % attendance, "meetings:attendance-list", pk)

    context = {
        "title": _("Batalkan kehadiran %s") % attendance,
        "activity": current,
        "body": current.body,
        "region": current.body.region,
        "back": "meetings:attendance-list",
        "menu_page": "activities",
    }
    return answer(request, form, save, "meetings/activity_form.html", context)
