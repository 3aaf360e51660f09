"""Permintaan pindah: what others ask of us, what we asked of others."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anyelir.core.audit import note
from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.posted import posted
from anyelir.core.refusal import Refused
from anyelir.membership.access import has_anywhere
from anyelir.posyandu.register import access, actions
from anyelir.posyandu.register.forms.requests import AskForm, RequestAnswerForm
from anyelir.posyandu.register.models import TransferRequest
from anyelir.posyandu.register.queries.requests import waiting_requests
from anyelir.posyandu.register.views.refusing import add_refusal


@require_safe
def requests(request):
    """Those that wait for our answer first, then our own with what became of them."""
    if not has_anywhere(request.user, P.SESSION_RUN):
        raise PermissionDenied
    sent = access.sent_requests(request.user).select_related("to_posyandu")
    context = {
        "waiting": list(waiting_requests(request.user)),
        "page": paginate(sent, order=("-asked_on", "-id"), cursor=request.GET.get("kursor", "")),
    }
    return render(request, "posyandu/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """The same answer for every number, whoever holds it."""
    targets = access.runnable_posyandu(request.user).filter(closed_on=None)
    if not targets.exists():
        raise PermissionDenied
    form = AskForm(posted(request), targets=targets)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_transfer(by=request.user, **form.cleaned_data)
            return told_sent(request)
        except Refused as refused:
            status = add_refusal(form, refused)
    return render(request, "posyandu/ask.html", {"form": form}, status=status)


def told_sent(request):
    """To the list, with what happens next."""
    messages.success(request, _("Permintaan sudah dikirim. Jawabannya tampak di halaman ini."))
    return redirect("posyandu:requests")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """What those who hold the child need to decide; nobody else knows that the request came here."""
    found = get_object_or_404(
        TransferRequest.objects.select_related("child__mother", "to_posyandu__region"), pk=pk
    )
    if not access.can_answer_request(request.user, found):
        raise Http404
    place = access.place_of(found)
    form = RequestAnswerForm(posted(request), place=place)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _answered(request, found, form.cleaned_data))
            return redirect("posyandu:requests")
        except Refused as refused:
            status = add_refusal(form, refused)
    else:
        note(by=request.user, verb="child.read", what=found.child, region=place, page="request")
    context = {"asked": found, "child": found.child, "form": form, "today": today_at(place)}
    return render(request, "posyandu/request.html", context, status=status)


def _answered(request, found: TransferRequest, data: dict) -> str:
    common = {"request": found, "by": request.user, "op_id": data["op_id"]}
    if "pindahkan" in request.POST:
        actions.grant_transfer(on=data["on"] or today_at(access.place_of(found)), **common)
        return _("%s sekarang terdaftar di posyandu yang meminta.") % found.child.name
    actions.refuse_transfer(answer=data["answer"], **common)
    return _("Tercatat. %s tetap di sini.") % found.child.name
