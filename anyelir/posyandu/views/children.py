"""The children of a posyandu and the page of one child."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.posted import searched
from anyelir.core.refusal import Refused
from anyelir.membership.access import has_anywhere
from anyelir.posyandu import access, actions, uncertain
from anyelir.posyandu.forms.register import TransferForm
from anyelir.posyandu.growth_chart import growth_charts
from anyelir.posyandu.models import Referral
from anyelir.posyandu.queries.belonging import open_enrolment
from anyelir.posyandu.queries.child import growth_history, posyandu_of
from anyelir.posyandu.queries.children import care_list, history_rows
from anyelir.posyandu.queries.day import running_session
from anyelir.posyandu.views.finding import child_at, note_reading
from anyelir.posyandu.views.refusing import add_refusal

PAGE_SIZE = 50


def children(request):
    """Sasaran: the under-fives of the user's posyandu, by name."""
    if not has_anywhere(request.user, P.CHILD_VIEW):
        raise PermissionDenied
    words = searched(request, "cari")
    found = care_list(access.visible_children(request.user), timezone.localdate(), words)
    page = paginate(found, order=("name_key", "id"), cursor=request.GET.get("kursor", ""), size=PAGE_SIZE)
    context = {"page": page, "cari": words, "today": timezone.localdate()}
    is_part = request.htmx and not request.htmx.boosted
    template = "posyandu/_children_list.html" if is_part else "posyandu/children.html"
    return render(request, template, context)


def child(request, pk):
    """History, curves and referrals; every reading leaves a line in the audit."""
    found = child_at(request, pk)
    history, posyandu, today = growth_history(found), posyandu_of(found), timezone.localdate()
    note_reading(request, found, "child")
    context = {
        "child": found,
        "posyandu": posyandu,
        "region": posyandu.region if posyandu else found.region,
        "today": today,
        "rows": history_rows(history),
        "has_marked": any(not month.status.is_confirmed for month in history.months),
        "uncertain": uncertain.notes(found, today, None, ()),
        "charts": [growth_charts(found, index, history.chosen, today) for index in ("waz", "haz", "whz")],
        "enrolments": found.enrolments.select_related("posyandu__region").order_by("since"),
        "referrals": Referral.objects.filter(child=found).select_related("puskesmas", "posyandu"),
        "can_run": posyandu is not None and access.can_run_session(request.user, posyandu),
        "can_transfer": _other_posyandu(request.user, posyandu).exists(),
        "can_refer": posyandu is not None and access.can_create_referral(request.user, posyandu),
        "session": running_session(posyandu, today) if posyandu else None,
    }
    return render(request, "posyandu/child.html", context)


def transfer(request, pk):
    """Move the child to another posyandu that the user works for."""
    found = child_at(request, pk)
    targets = access.runnable_posyandu(request.user).filter(closed_on=None)
    if not targets.exists():
        raise PermissionDenied
    initial = {"to": request.GET.get("ke", "")}
    data = request.POST if request.method == "POST" else None
    form = TransferForm(data, targets=targets, initial=initial, place=found.region_id)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                moved = actions.transfer_child(child=found, by=request.user, **form.cleaned_data)
                messages.success(request, _("%s sekarang terdaftar di posyandu ini.") % found.name)
                return redirect("posyandu:day", pk=moved.posyandu_id)
            except Refused as refused:
                status = add_refusal(form, refused)
    current = open_enrolment(found)
    has_others = _other_posyandu(request.user, current.posyandu if current else None).exists()
    context = {"child": found, "form": form, "current": current, "has_others": has_others}
    return render(request, "posyandu/transfer.html", context, status=status)


def _other_posyandu(user, current):
    """Posyandu of the user to which a child of ``current`` could move."""
    found = access.runnable_posyandu(user).filter(closed_on=None)
    return found if current is None else found.exclude(pk=current.pk)
