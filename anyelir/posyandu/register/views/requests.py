"""Permintaan pindah: what others ask of us, what we asked of others."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core import screens
from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.screens import methods
from anyelir.core.sending import was_sent
from anyelir.core.submissions import posted
from anyelir.membership.access import has_anywhere
from anyelir.posyandu.register import access, actions
from anyelir.posyandu.register.forms.requests import AskForm, RequestAnswerForm
from anyelir.posyandu.register.models import TransferRequest
from anyelir.posyandu.register.queries.requests import waiting_requests


@methods("GET")
def requests(request):
    """Those that wait for our answer first, then our own with what became of them."""
    if not has_anywhere(request.user, P.SESSION_RUN):
        raise PermissionDenied
    sent = access.sent_requests(request.user).select_related("to_posyandu")
    context = {
        "waiting": list(waiting_requests(request.user)),
        "may_ask": _askers(request.user).exists(),
        "page": paginate(sent, order=("-asked_on", "-id"), cursor=request.GET.get("kursor", "")),
    }
    return render(request, "posyandu/register/requests.html", context)


def _askers(user):
    """The posyandu for which the person may ask."""
    return access.runnable_posyandu(user).filter(closed_on=None)


@methods("GET", "POST")
def ask(request):
    """The same answer for every number, whoever holds it."""
    targets = _askers(request.user)
    if not targets.exists():
        raise PermissionDenied

    def save(cleaned):
        actions.ask_transfer(by=request.user, **cleaned)
        return told_sent(request)

    return screens.answer(
        request, AskForm(posted(request), targets=targets), save, "posyandu/register/ask.html"
    )


def told_sent(request):
    """To the list, with what happens next."""
    text = _("Permintaan sudah dikirim. Jawabannya tampak di halaman ini.")
    return screens.done(request, text, "posyandu:requests")


@methods("GET", "POST")
def answer(request, pk):
    """What those who hold the child need to decide; nobody else knows that the request came here."""
    if request.method == "POST" and was_sent(request):
        # The child may be gone with the first sending, and its page with it.
        return screens.done(request, _("Jawaban ini sudah tercatat."), "posyandu:requests")
    waiting = access.answerable_requests(request.user).select_related("child__mother", "to_posyandu__region")
    transfer_request = screens.load_or_refuse(waiting, screens.anybody, pk=pk)
    place = access.place_of(transfer_request)
    form = RequestAnswerForm(posted(request), place=place)
    if request.method != "POST":
        note(by=request.user, verb="child.read", what=transfer_request.child, region=place, page="request")

    def save(cleaned):
        return screens.done(request, _answered(request, transfer_request, cleaned), "posyandu:requests")

    context = {"asked": transfer_request, "child": transfer_request.child, "today": today_at(place)}
    return screens.answer(request, form, save, "posyandu/register/request.html", context)


def _answered(request, transfer_request: TransferRequest, cleaned: dict) -> str:
    common = {"request": transfer_request, "by": request.user, "op_id": cleaned["op_id"]}
    if "pindahkan" in request.POST:
        actions.grant_transfer(on=cleaned["on"] or today_at(access.place_of(transfer_request)), **common)
        return _("%s sekarang terdaftar di posyandu yang meminta.") % transfer_request.child.name
    actions.refuse_transfer(answer=cleaned["answer"], **common)
    return _("Tercatat. %s tetap di sini.") % transfer_request.child.name
