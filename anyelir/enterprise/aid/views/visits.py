"""The page beside the machine: who may visit it writes what she sees, a stranger reads whom to call."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anyelir.core.screens import answer, done, methods
from anyelir.core.submissions import posted_files
from anyelir.enterprise.aid import access, actions
from anyelir.enterprise.aid.forms.visits import AidVisitForm
from anyelir.enterprise.aid.models import AidItem, AidVisit
from anyelir.enterprise.aid.queries.aids import next_month, waits_until
from anyelir.enterprise.aid.views.finding import item_at


@methods("GET", "POST")
def visit(request, pk):
    """The next visit of one item."""
    asset = item_at(request, pk)
    form = AidVisitForm(*posted_files(request), place=asset.aid.place)

    def save(cleaned):
        made = actions.record_aid_visit(asset=asset, by=request.user, **cleaned)
        return done(
            request, _("Kunjungan tercatat: %s.") % made.get_state_display(), "aid:show", asset.aid_id
        )

    def context():
        visits = list(asset.visits.all())
        month = next_month(visits)
        return {
            "asset": asset,
            "aid": asset.aid,
            "visits": visits,
            "month": AidVisit.Month(month).label if month else "",
            "opens_on": waits_until(asset, month),
        }

    return answer(request, form, save, "aid/visit.html", context)


@login_not_required
@never_cache
@methods("GET")
def asset(request, tag):
    """What the tag on the thing leads to. It names neither the receiver nor any person."""
    current = (
        AidItem.objects.filter(tag=tag[:16].upper()).select_related("aid__aid_round", "aid__business").first()
    )
    if current is None:
        raise Http404
    if access.can_visit_item(request.user, current):
        return redirect("aid:visit", current.pk)
    return render(request, "aid/asset.html", {"giver": current.aid.aid_round.giver})
