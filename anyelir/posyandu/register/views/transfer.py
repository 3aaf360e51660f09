"""Moving a child to another posyandu."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyelir.core.posted import posted
from anyelir.core.refusal import Refused
from anyelir.families.models import Person
from anyelir.posyandu.register import access, actions
from anyelir.posyandu.register.forms.register import TransferForm
from anyelir.posyandu.register.forms.requests import AskForKnownForm
from anyelir.posyandu.register.queries.belonging import open_enrolment
from anyelir.posyandu.register.views.finding import child_in_sight
from anyelir.posyandu.register.views.refusing import add_refusal
from anyelir.posyandu.register.views.requests import told_sent


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request, pk):
    """Move the child to another posyandu that the user works for; without a right where it is now, ask for it."""
    found, sight = child_in_sight(request, pk)
    targets = access.runnable_posyandu(request.user).filter(closed_on=None)
    if not targets.exists():
        raise PermissionDenied
    current = open_enrolment(found)
    may_move = sight.is_whole and (current is None or access.can_release(request.user, current.posyandu))
    if not may_move:
        return _ask_for(request, found, targets)
    initial = {"to": request.GET.get("ke", "")}
    form = TransferForm(posted(request), targets=targets, initial=initial, place=found.region_id)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.transfer_child(child=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s sekarang terdaftar di posyandu ini.") % found.name)
            return redirect("posyandu:day", pk=moved.posyandu_id)
        except Refused as refused:
            status = add_refusal(form, refused)
    has_others = other_posyandu(request.user, current.posyandu if current else None).exists()
    context = {"child": found, "form": form, "current": current, "has_others": has_others}
    return render(request, "posyandu/transfer.html", context, status=status)


def _ask_for(request, found: Person, targets):
    """A child that the user knows from before: its present place is asked, and is not named."""
    form = AskForKnownForm(posted(request), targets=targets)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_transfer(child=found, child_name=found.name, by=request.user, **form.cleaned_data)
            return told_sent(request)
        except Refused as refused:
            status = add_refusal(form, refused)
    return render(request, "posyandu/ask.html", {"form": form, "child": found}, status=status)


def other_posyandu(user, current):
    """Posyandu of the user to which a child of ``current`` could move."""
    found = access.runnable_posyandu(user).filter(closed_on=None)
    return found if current is None else found.exclude(pk=current.pk)
