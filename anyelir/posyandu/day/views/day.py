"""The open day: today, the board, who came, the steps, closing."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.action import OperationDiffers
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, anybody, done, is_part, load_or_refuse, methods, render_part, tell
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted, searched
from anyelir.membership.access import has_anywhere
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.asking import perhaps_known, recognised
from anyelir.posyandu.day.forms.day import CloseDayForm, NewChildForm, OpenDayForm
from anyelir.posyandu.day.models import Visit
from anyelir.posyandu.day.queries.day import day_board, matching
from anyelir.posyandu.day.views.finding import session_at
from anyelir.posyandu.day.views.resending import of_another_child, stored_child
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
    runnable = list(mine[: MOST_TO_CHOOSE + 1])
    if len(runnable) == 1:
        return redirect("posyandu:day", pk=runnable[0].pk)
    context = {"posyandu": runnable[:MOST_TO_CHOOSE], "is_cut": len(runnable) > MOST_TO_CHOOSE}
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

    def save(cleaned):
        opened = actions.open_session(posyandu=posyandu, by=request.user, **cleaned)
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


def _board(request, session, text: str):
    board = day_board(session)
    context = {"session": session, "posyandu": session.posyandu, "board": board, "cari": text}
    context["shown"] = matching(board, text)
    if not is_part(request):
        context["awaited"] = waiting_requests(request.user).count()
    return render_part(request, "posyandu/day/session.html", "posyandu/day/_board.html", context)


def _after_a_button(request, session):
    """The board again, filtered as before; without JavaScript a fresh page at the list."""
    if is_part(request):
        return _board(request, session, searched(request, "cari", method="POST"))
    return redirect(f"{_address(session)}#daftar")


@methods("GET")
def next_child(request, pk):
    """The child who waits longest; without anybody waiting, the list to choose from."""
    session = session_at(request, pk)
    waiting = day_board(session).next_child
    if waiting is None:
        return redirect(f"{_address(session)}#daftar")
    return redirect("posyandu:measure", pk=session.pk, child_pk=waiting.child.pk)


def _address(session) -> str:
    return reverse("posyandu:session", args=[session.pk])


@methods("POST")
def arrive(request, pk, child_pk):
    session = session_at(request, pk)
    child, _sight = child_in_sight(request, child_pk)
    actions.register_visit(session=session, child=child, by=request.user, op_id=posted_op_id(request))
    return _after_a_button(request, session)


@methods("POST")
def step(request, pk, visit_pk):
    """Step 4 or 5 of a visit is done."""
    session = session_at(request, pk)
    visits = Visit.objects.select_related("session__posyandu").filter(session=session)
    visit = load_or_refuse(visits, anybody, pk=visit_pk)
    wanted = request.POST.get("step", "")
    if wanted not in ("served", "counselled"):
        raise Refused("step_unknown", _("Pilih langkah layanan."), status=422)
    actions.mark_step(visit=visit, step=wanted, by=request.user, op_id=posted_op_id(request))
    return _after_a_button(request, session)


@methods("GET", "POST")
def close_day(request, pk):
    session = session_at(request, pk)
    serving = serving_on(session.posyandu, session.held_on)
    form = CloseDayForm(posted(request), initial={"kader_on_duty": len(serving) or None})

    def save(cleaned):
        actions.close_session(session=session, by=request.user, **cleaned)
        return done(request, _("Hari buka sudah ditutup. Terima kasih."), "posyandu:session", pk=session.pk)

    def context():
        board = day_board(session)
        return {"session": session, "posyandu": session.posyandu, "serving": serving, "board": board}

    return answer(request, form, save, "posyandu/day/close_day.html", context)


@methods("POST")
def reopen_day(request, pk):
    session = session_at(request, pk)
    actions.reopen_session(session=session, by=request.user, op_id=posted_op_id(request))
    return done(request, _("Hari buka dibuka lagi."), "posyandu:session", pk=session.pk)


@methods("GET", "POST")
def new_child(request, pk):
    """A child who is not on the list: found again or registered, enrolled, and on to the scale."""
    session = session_at(request, pk)
    cleaned = of_another_child(request.POST) if request.method == "POST" else None
    form = NewChildForm(cleaned, place=session.posyandu.region_id)

    def save(cleaned):
        return _after_welcome(request, session, dict(cleaned))

    def refused(refusal):
        """A page that asks: who it may be, where the child is held, or what is stored from this form."""
        if isinstance(refusal, OperationDiffers):
            more = stored_child(request, refusal.record)
        else:
            tell(form, refusal)
            more = perhaps_known(request.user, refusal)
        context = {**_of_new_child(session, form), **more, "form": form}
        return render(request, "posyandu/day/new_child.html", context, status=refusal.status)

    return answer(
        request,
        form,
        save,
        "posyandu/day/new_child.html",
        lambda: _of_new_child(session, form),
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
