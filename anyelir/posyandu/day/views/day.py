"""The open day: today, the board, who came, the steps, closing."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.action import OperationDiffers
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.posted import posted, searched
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, anybody, done, is_part, load_or_refuse, methods, render_part, tell
from anyelir.core.sending import posted_op_id
from anyelir.membership.access import has_anywhere
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.asking import perhaps_known, recognised
from anyelir.posyandu.day.forms.day import CloseDayForm, NewChildForm, OpenDayForm
from anyelir.posyandu.day.models import Visit
from anyelir.posyandu.day.queries.day import day_board, matching
from anyelir.posyandu.day.views.again import of_another_child, stored_child
from anyelir.posyandu.day.views.finding import session_at
from anyelir.posyandu.day.welcoming import welcome_or_ask
from anyelir.posyandu.register import access
from anyelir.posyandu.register.queries.register import serving_on
from anyelir.posyandu.register.queries.requests import waiting_requests
from anyelir.posyandu.register.schedule import coming_open_day
from anyelir.posyandu.register.views.finding import child_in_sight, posyandu_at
from anyelir.posyandu.register.views.requests import told_sent

MOST_TO_CHOOSE = 60
HELD_ELSEWHERE = ("needs_answer", "number_elsewhere")


@methods("GET")
def today(request):
    """The day of the user's posyandu; whoever serves several chooses."""
    if not has_anywhere(request.user, P.SESSION_RUN):
        raise PermissionDenied
    mine = access.runnable_posyandu(request.user).filter(closed_on=None).select_related("region")
    found = list(mine[: MOST_TO_CHOOSE + 1])
    if len(found) == 1:
        return redirect("posyandu:day", pk=found[0].pk)
    context = {"posyandu": found[:MOST_TO_CHOOSE], "is_cut": len(found) > MOST_TO_CHOOSE}
    return render(request, "posyandu/day/choose.html", context)


@methods("GET")
def day(request, pk):
    """The board of today's open day, or the button that opens it."""
    posyandu = posyandu_at(request, pk, access.can_run_session)
    now = today_at(posyandu.region_id)
    session = posyandu.sessions.filter(held_on=now).first()
    if session is not None:
        return redirect("posyandu:session", pk=session.pk)
    context = {**_before_opening(request, posyandu), "form": OpenDayForm(place=posyandu.region_id)}
    return render(request, "posyandu/day/before_opening.html", context)


@methods("POST")
def open_day(request, pk):
    posyandu = posyandu_at(request, pk, access.can_run_session)
    form = OpenDayForm(request.POST, place=posyandu.region_id)

    def save(data):
        opened = actions.open_session(posyandu=posyandu, by=request.user, **data)
        return redirect("posyandu:session", pk=opened.pk)

    def context():
        return _before_opening(request, posyandu)

    return answer(request, form, save, "posyandu/day/before_opening.html", context)


def _before_opening(request, posyandu) -> dict:
    return {
        "posyandu": posyandu,
        "coming": coming_open_day(posyandu, today_at(posyandu.region_id)),
        "running": posyandu.sessions.filter(closed_at=None).order_by("-held_on")[:5],
        "latest": posyandu.sessions.exclude(closed_at=None).first(),
        "serving": serving_on(posyandu, today_at(posyandu.region_id)),
        "awaited": waiting_requests(request.user).count(),
    }


@methods("GET")
def session(request, pk):
    """The board: htmx asks for the lists alone."""
    return _board(request, session_at(request, pk), searched(request, "cari"))


def _board(request, found, words: str):
    board = day_board(found)
    context = {"session": found, "posyandu": found.posyandu, "board": board, "cari": words}
    context["shown"] = matching(board, words)
    if not is_part(request):
        context["awaited"] = waiting_requests(request.user).count()
    return render_part(request, "posyandu/day/session.html", "posyandu/day/_board.html", context)


def _after_a_button(request, found):
    """The board again, filtered as before; without JavaScript a fresh page at the list."""
    if is_part(request):
        return _board(request, found, searched(request, "cari", method="POST"))
    return redirect(f"{_address(found)}#daftar")


@methods("GET")
def next_child(request, pk):
    """The child who waits longest; without anybody waiting, the list to choose from."""
    found = session_at(request, pk)
    waiting = day_board(found).next_child
    if waiting is None:
        return redirect(f"{_address(found)}#daftar")
    return redirect("posyandu:measure", pk=found.pk, child_pk=waiting.child.pk)


def _address(found) -> str:
    return reverse("posyandu:session", args=[found.pk])


@methods("POST")
def arrive(request, pk, child_pk):
    found = session_at(request, pk)
    child, _sight = child_in_sight(request, child_pk)
    actions.register_visit(session=found, child=child, by=request.user, op_id=posted_op_id(request))
    return _after_a_button(request, found)


@methods("POST")
def step(request, pk, visit_pk):
    """Step 4 or 5 of a visit is done."""
    found = session_at(request, pk)
    visits = Visit.objects.select_related("session__posyandu").filter(session=found)
    visit = load_or_refuse(visits, anybody, pk=visit_pk)
    wanted = request.POST.get("step", "")
    if wanted not in ("served", "counselled"):
        raise Refused("step_unknown", _("Pilih langkah layanan."), status=422)
    actions.mark_step(visit=visit, step=wanted, by=request.user, op_id=posted_op_id(request))
    return _after_a_button(request, found)


@methods("GET", "POST")
def close_day(request, pk):
    found = session_at(request, pk)
    serving = serving_on(found.posyandu, found.held_on)
    form = CloseDayForm(posted(request), initial={"kader_on_duty": len(serving) or None})

    def save(data):
        actions.close_session(session=found, by=request.user, **data)
        return done(request, _("Hari buka sudah ditutup. Terima kasih."), "posyandu:session", pk=found.pk)

    def context():
        board = day_board(found)
        return {"session": found, "posyandu": found.posyandu, "serving": serving, "board": board}

    return answer(request, form, save, "posyandu/day/close_day.html", context)


@methods("POST")
def reopen_day(request, pk):
    found = session_at(request, pk)
    actions.reopen_session(session=found, by=request.user, op_id=posted_op_id(request))
    return done(request, _("Hari buka dibuka lagi."), "posyandu:session", pk=found.pk)


@methods("GET", "POST")
def new_child(request, pk):
    """A child who is not on the list: found again or registered, enrolled, and on to the scale."""
    found = session_at(request, pk)
    data = of_another_child(request.POST) if request.method == "POST" else None
    form = NewChildForm(data, place=found.posyandu.region_id)

    def save(data):
        return _after_welcome(request, found, dict(data))

    def refused(refusal):
        """A page that asks: who it may be, where the child is held, or what is stored from this form."""
        if isinstance(refusal, OperationDiffers):
            more = stored_child(request, refusal.record)
        else:
            tell(form, refusal)
            more = perhaps_known(request.user, refusal)
        context = {**_of_new_child(found, form), **more, "form": form}
        return render(request, "posyandu/day/new_child.html", context, status=refusal.status)

    return answer(
        request,
        form,
        save,
        "posyandu/day/new_child.html",
        lambda: _of_new_child(found, form),
        refused=refused,
    )


def _of_new_child(session, form) -> dict:
    code = getattr(form, "refused_code", "")
    return {
        "session": session,
        "posyandu": session.posyandu,
        "asks_move": code == "enrolled_elsewhere",
        "asks_request": code if code in HELD_ELSEWHERE else "",
    }


def _after_welcome(request, session, said: dict):
    """On to the scale; or, for a child that is held elsewhere and was asked for, to the requests."""
    if said["same_as"] is not None:
        said["same_as"] = recognised(request.user, said["same_as"]).pk
    child = welcome_or_ask(session, said, by=request.user, is_same="sama" in request.POST)
    if child is None:
        return told_sent(request)
    return redirect("posyandu:measure", pk=session.pk, child_pk=child.pk)
