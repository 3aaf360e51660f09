"""The open day: today, the board, who came, the steps, closing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anyelir.core.action import OperationDiffers
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.posted import searched
from anyelir.core.refusal import Refused
from anyelir.core.sending import posted_op_id
from anyelir.families.access import can_edit_person
from anyelir.families.actions import PerhapsKnown
from anyelir.families.looking import NumberElsewhere
from anyelir.families.models import Person
from anyelir.membership.access import has_anywhere
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.forms.day import CloseDayForm, NewChildForm, OpenDayForm
from anyelir.posyandu.day.models import Visit
from anyelir.posyandu.day.queries.day import day_board, matching
from anyelir.posyandu.day.views.again import of_another_child, stored_child
from anyelir.posyandu.day.views.asking import met, perhaps_known, recognised
from anyelir.posyandu.day.views.finding import session_at
from anyelir.posyandu.register import access
from anyelir.posyandu.register import actions as register_actions
from anyelir.posyandu.register.queries.register import serving_on
from anyelir.posyandu.register.queries.requests import waiting_requests
from anyelir.posyandu.register.schedule import coming_open_day
from anyelir.posyandu.register.views.finding import child_in_sight, posyandu_at
from anyelir.posyandu.register.views.refusing import add_refusal
from anyelir.posyandu.register.views.requests import told_sent

MOST_TO_CHOOSE = 60
HELD_ELSEWHERE = ("needs_answer", "number_elsewhere")


@require_safe
def today(request):
    """The day of the user's posyandu; whoever serves several chooses."""
    if not has_anywhere(request.user, P.SESSION_RUN):
        raise PermissionDenied
    mine = access.runnable_posyandu(request.user).filter(closed_on=None).select_related("region")
    found = list(mine[: MOST_TO_CHOOSE + 1])
    if len(found) == 1:
        return redirect("posyandu:day", pk=found[0].pk)
    context = {"posyandu": found[:MOST_TO_CHOOSE], "is_cut": len(found) > MOST_TO_CHOOSE}
    return render(request, "posyandu/choose.html", context)


@require_safe
def day(request, pk):
    """The board of today's open day, or the button that opens it."""
    posyandu = posyandu_at(request, pk, access.can_run_session)
    now = today_at(posyandu.region_id)
    session = posyandu.sessions.filter(held_on=now).first()
    if session is not None:
        return redirect("posyandu:session", pk=session.pk)
    return _before_opening(request, posyandu, OpenDayForm(place=posyandu.region_id))


@require_POST
def open_day(request, pk):
    posyandu = posyandu_at(request, pk, access.can_run_session)
    form = OpenDayForm(request.POST, place=posyandu.region_id)
    if form.is_valid():
        try:
            opened = actions.open_session(posyandu=posyandu, by=request.user, **form.cleaned_data)
            return redirect("posyandu:session", pk=opened.pk)
        except Refused as refused:
            return _before_opening(request, posyandu, form, add_refusal(form, refused))
    return _before_opening(request, posyandu, form, 422)


def _before_opening(request, posyandu, form, status=200):
    context = {
        "posyandu": posyandu,
        "form": form,
        "coming": coming_open_day(posyandu, today_at(posyandu.region_id)),
        "running": posyandu.sessions.filter(closed_at=None).order_by("-held_on")[:5],
        "latest": posyandu.sessions.exclude(closed_at=None).first(),
        "serving": serving_on(posyandu, today_at(posyandu.region_id)),
        "awaited": waiting_requests(request.user).count(),
    }
    return render(request, "posyandu/before_opening.html", context, status=status)


@require_safe
def session(request, pk):
    """The board: htmx asks for the lists alone."""
    return _board(request, session_at(request, pk), searched(request, "cari"))


def _board(request, found, words: str):
    board = day_board(found)
    context = {"session": found, "posyandu": found.posyandu, "board": board, "cari": words}
    context["shown"] = matching(board, words)
    if request.htmx and not request.htmx.boosted:
        return render(request, "posyandu/_board.html", context)
    context["awaited"] = waiting_requests(request.user).count()
    return render(request, "posyandu/session.html", context)


def _after_a_button(request, found):
    """The board again, filtered as before; without JavaScript a fresh page at the list."""
    if request.htmx:
        return _board(request, found, searched(request, "cari", method="POST"))
    return redirect(f"{_address(found)}#daftar")


@require_safe
def next_child(request, pk):
    """The child who waits longest; without anybody waiting, the list to choose from."""
    found = session_at(request, pk)
    waiting = day_board(found).next_child
    if waiting is None:
        return redirect(f"{_address(found)}#daftar")
    return redirect("posyandu:measure", pk=found.pk, child_pk=waiting.child.pk)


def _address(found) -> str:
    return reverse("posyandu:session", args=[found.pk])


@require_POST
def arrive(request, pk, child_pk):
    found = session_at(request, pk)
    child, _sight = child_in_sight(request, child_pk)
    actions.register_visit(session=found, child=child, by=request.user, op_id=posted_op_id(request))
    return _after_a_button(request, found)


@require_POST
def step(request, pk, visit_pk):
    """Step 4 or 5 of a visit is done."""
    found = session_at(request, pk)
    visit = get_object_or_404(Visit.objects.select_related("session__posyandu"), pk=visit_pk, session=found)
    wanted = request.POST.get("step", "")
    if wanted not in ("served", "counselled"):
        raise Refused("step_unknown", _("Pilih langkah layanan."), status=422)
    actions.mark_step(visit=visit, step=wanted, by=request.user, op_id=posted_op_id(request))
    return _after_a_button(request, found)


def close_day(request, pk):
    found = session_at(request, pk)
    serving = serving_on(found.posyandu, found.held_on)
    form = CloseDayForm(request.POST or None, initial={"kader_on_duty": len(serving) or None})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.close_session(session=found, by=request.user, **form.cleaned_data)
                messages.success(request, _("Hari buka sudah ditutup. Terima kasih."))
                return redirect("posyandu:session", pk=found.pk)
            except Refused as refused:
                status = add_refusal(form, refused)
    context = {"session": found, "posyandu": found.posyandu, "form": form, "serving": serving}
    return render(request, "posyandu/close_day.html", {**context, "board": day_board(found)}, status=status)


@require_POST
def reopen_day(request, pk):
    found = session_at(request, pk)
    actions.reopen_session(session=found, by=request.user, op_id=posted_op_id(request))
    messages.success(request, _("Hari buka dibuka lagi."))
    return redirect("posyandu:session", pk=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new_child(request, pk):
    """A child who is not on the list: found again or registered, enrolled, and on to the scale."""
    found = session_at(request, pk)
    data = of_another_child(request.POST) if request.method == "POST" else None
    form = NewChildForm(data, place=found.posyandu.region_id)
    status, stored = 200, {}
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _after_welcome(request, found, dict(form.cleaned_data))
            except OperationDiffers as differs:
                status, stored = 409, stored_child(request, differs.record)
            except Refused as refused:
                status, stored = add_refusal(form, refused), perhaps_known(request.user, refused)
    code = getattr(form, "refused_code", "") if form.is_bound else ""
    context = {"session": found, "posyandu": found.posyandu, "form": form}
    context |= {
        "asks_move": code == "enrolled_elsewhere",
        "asks_request": code if code in HELD_ELSEWHERE else "",
    }
    return render(request, "posyandu/new_child.html", context | stored, status=status)


def _after_welcome(request, session, said: dict):
    """On to the scale; or, for a child that is held elsewhere and was asked for, to the requests."""
    asks, reason = said.pop("ask"), said.pop("ask_reason")
    try:
        child = _welcomed(request, session, dict(said))
    except (register_actions.NeedsAnswer, NumberElsewhere, PerhapsKnown) as refused:
        child = met(request.user, refused)
        if not asks or (child is None and not isinstance(refused, NumberElsewhere)):
            raise
        _ask_for_held(request, session, said, reason, child)
        return told_sent(request)
    return redirect("posyandu:measure", pk=session.pk, child_pk=child.pk)


def _ask_for_held(request, session, said: dict, reason: str, child: Person | None) -> None:
    register_actions.ask_transfer(
        to=session.posyandu,
        child=child,
        child_name=said["name"],
        nik=said["nik"],
        reason=reason,
        by=request.user,
        op_id=said["op_id"],
    )


def _welcomed(request, session, said):
    """The child of the form; when the form came before with other words, the record mended, or another child."""
    by = request.user
    if said["same_as"] is not None:
        said["same_as"] = recognised(by, said["same_as"]).pk
    try:
        return actions.welcome_child(session=session, by=by, **said)
    except OperationDiffers as differs:
        stored = differs.record.survivor
        if "sama" not in request.POST or not can_edit_person(by, stored):
            raise
        del said["op_id"]
        return actions.mend_welcomed_child(child=stored, by=by, **said)
