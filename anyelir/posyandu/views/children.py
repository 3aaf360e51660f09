"""The children of a posyandu and the page of one child."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anyelir.core.clock import today_anywhere, today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.posted import posted, searched
from anyelir.core.refusal import Refused
from anyelir.families.models import Person
from anyelir.membership.access import has_anywhere
from anyelir.posyandu import access, actions, uncertain
from anyelir.posyandu.forms.register import TransferForm
from anyelir.posyandu.forms.requests import AskForKnownForm
from anyelir.posyandu.growth_chart import growth_charts
from anyelir.posyandu.queries.belonging import open_enrolment
from anyelir.posyandu.queries.child import growth_history, posyandu_of
from anyelir.posyandu.queries.children import care_list, history_rows
from anyelir.posyandu.queries.day import running_session
from anyelir.posyandu.views.finding import child_in_sight, note_reading
from anyelir.posyandu.views.refusing import add_refusal
from anyelir.posyandu.views.requests import told_sent

PAGE_SIZE = 50


@require_safe
def children(request):
    """Sasaran: the under-fives of the user's posyandu, by name."""
    if not has_anywhere(request.user, P.CHILD_VIEW):
        raise PermissionDenied
    words, today = searched(request, "cari"), today_anywhere()
    found = care_list(access.caring_children(request.user), today, words)
    page = paginate(found, order=("name_key", "id"), cursor=request.GET.get("kursor", ""), size=PAGE_SIZE)
    context = {"page": page, "cari": words, "today": today}
    context["can_ask"] = has_anywhere(request.user, P.SESSION_RUN)
    is_part = request.htmx and not request.htmx.boosted
    template = "posyandu/_children_list.html" if is_part else "posyandu/children.html"
    return render(request, template, context)


@require_safe
def child(request, pk):
    """History, curves and referrals; every reading leaves a line in the audit."""
    found, sight = child_in_sight(request, pk)
    note_reading(request, found, "child")
    return render(request, "posyandu/child.html", _child_context(request.user, found, sight))


def _child_context(user, found: Person, sight: access.Sight) -> dict:
    """Of a child that left: what its former posyandu wrote, on a page without any button."""
    history, posyandu, today = (
        growth_history(found, sight),
        posyandu_of(found, sight),
        today_at(found.region_id),
    )
    present = posyandu if sight.is_whole else None
    return {
        "child": found,
        "has_left": not sight.is_whole,
        "posyandu": posyandu,
        "region": posyandu.region if posyandu else found.region,
        "today": today,
        "rows": history_rows(history),
        "has_marked": any(not month.status.is_confirmed for month in history.months),
        "uncertain": uncertain.notes(found, today, None, ()),
        "charts": [growth_charts(found, index, history.chosen, today) for index in ("waz", "haz", "whz")],
        "enrolments": sight.enrolments(found.enrolments.all())
        .select_related("posyandu__region")
        .order_by("since"),
        "referrals": sight.referrals(found.referrals.all()).select_related("puskesmas", "posyandu"),
        "can_run": present is not None and access.can_run_session(user, present),
        "can_transfer": sight.is_whole and _other_posyandu(user, present).exists(),
        "can_refer": present is not None and access.can_create_referral(user, present),
        "session": running_session(present, today) if present else None,
    }


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
    has_others = _other_posyandu(request.user, current.posyandu if current else None).exists()
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


def _other_posyandu(user, current):
    """Posyandu of the user to which a child of ``current`` could move."""
    found = access.runnable_posyandu(user).filter(closed_on=None)
    return found if current is None else found.exclude(pk=current.pk)
