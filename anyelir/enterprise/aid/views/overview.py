"""The list of aid with its funnel, and the page of one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.screens import methods, render_part
from anyelir.core.submissions import searched
from anyelir.enterprise.aid import access
from anyelir.enterprise.aid.models import Aid
from anyelir.enterprise.aid.models.item import HAND_OVER_PHOTO
from anyelir.enterprise.aid.queries.aids import aids, funnel, item_views, year_of_use
from anyelir.enterprise.aid.timeline import next_door, timeline
from anyelir.enterprise.aid.views.finding import aid_at
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.membership.access import has_anywhere


@methods("GET")
def aid_list(request):
    """What was asked for and how far it is, the newest first."""
    user = request.user
    if not has_anywhere(user, P.AID_VIEW):
        raise PermissionDenied
    visible = access.visible_aids(user)
    text, step = searched(request), request.GET.get("langkah", "")
    rows = aids(visible, text=text, step=step)
    context = {
        "page": paginate(rows, order=("-proposed_on", "-id"), cursor=request.GET.get("kursor", "")),
        "text": text,
        "step": step,
        "funnel": funnel(visible),
        "use": year_of_use(visible),
        "may_propose": any(has_anywhere(user, right) for right in access.OF_THE_RECEIVER),
        "may_see_rounds": any(has_anywhere(user, right) for right in access.OF_THE_GIVER),
    }
    return render_part(request, "aid/list.html", "aid/_list.html", context)


@methods("GET")
def show(request, pk):
    """One aid with its steps; items, visits and signers for whoever works on it."""
    aid = aid_at(request, pk, access.can_view_aid)
    user = request.user
    may_work = access.can_work_on_aid(user, aid)
    context = {
        "aid": aid,
        "region": aid.receiver.region,
        "steps": timeline(aid),
        "door": next_door(user, aid),
        "may_work": may_work,
        "may_close": aid.handed_over_on and not aid.closed_on and access.can_decide_aid(user, aid),
        "items": item_views(aid),
        "may_visit": may_work and any(access.can_visit_item(user, asset) for asset in aid.items.all()[:1]),
        "photo": next(iter(files_of(StoredFile, HAND_OVER_PHOTO, aid.pk)), None) if may_work else None,
        "has_agreement": aid.decided_on is not None,
        "has_items": aid.procured_on is not None,
        "rejected": aid.step == Aid.Step.REJECTED,
    }
    return render(request, "aid/aid.html", context)
