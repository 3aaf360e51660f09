"""The children of a posyandu and the page of one child."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from anyelir.core.clock import today_anywhere, today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.screens import methods, render_part
from anyelir.core.submissions import searched
from anyelir.families.models import Person
from anyelir.membership.access import has_anywhere
from anyelir.posyandu.care import access, uncertainties
from anyelir.posyandu.care.growth_chart import growth_charts
from anyelir.posyandu.care.queries.child import growth_history, posyandu_of
from anyelir.posyandu.care.queries.children import care_list, history_rows
from anyelir.posyandu.day.queries.day import running_session
from anyelir.posyandu.register import access as register_access
from anyelir.posyandu.register.views.finding import child_in_sight, note_reading
from anyelir.posyandu.register.views.transfer import other_posyandu

PAGE_SIZE = 50


@methods("GET")
def children(request):
    """Sasaran: the under-fives of the user's posyandu, by name."""
    if not has_anywhere(request.user, P.CHILD_VIEW):
        raise PermissionDenied
    text, today = searched(request, "cari"), today_anywhere()
    listed = care_list(register_access.caring_children(request.user), today, text)
    page = paginate(listed, order=("name_key", "id"), cursor=request.GET.get("kursor", ""), size=PAGE_SIZE)
    context = {"page": page, "cari": text, "today": today}
    context["can_ask"] = has_anywhere(request.user, P.SESSION_RUN)
    return render_part(request, "posyandu/care/children.html", "posyandu/care/_children_list.html", context)


@methods("GET")
def child(request, pk):
    """History, curves and referrals; every reading leaves a line in the audit."""
    person, sight = child_in_sight(request, pk)
    note_reading(request, person, "child")
    return render(request, "posyandu/care/child.html", _child_context(request.user, person, sight))


def _child_context(user, person: Person, sight: register_access.Sight) -> dict:
    """Of a child that left: what its former posyandu wrote, on a page without any button."""
    history, posyandu, today = (
        growth_history(person, sight),
        posyandu_of(person, sight),
        today_at(person.region_id),
    )
    present = posyandu if sight.is_whole else None
    return {
        "child": person,
        "has_left": not sight.is_whole,
        "posyandu": posyandu,
        "region": posyandu.region if posyandu else person.region,
        "today": today,
        "rows": history_rows(history),
        "newest": next(reversed(history.chosen), None),
        "has_marked": any(not month.status.is_confirmed for month in history.months),
        "uncertain": uncertainties.notes(person, today, None, ()),
        "charts": [growth_charts(person, index, history.chosen, today) for index in ("waz", "haz", "whz")],
        "enrolments": sight.enrolments(person.enrolments.all())
        .select_related("posyandu__region")
        .order_by("since"),
        "referrals": access.referrals_in(sight, person.referrals.all()).select_related(
            "puskesmas", "posyandu"
        ),
        "can_run": present is not None and register_access.can_run_session(user, present),
        "can_transfer": sight.is_whole and other_posyandu(user, present).exists(),
        "can_refer": present is not None and access.can_create_referral(user, present),
        "session": running_session(present, today) if present else None,
    }
