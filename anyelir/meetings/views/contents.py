"""Photos and cost of an activity."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.permission import Permission as P
from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods, press
from anyelir.core.submissions import posted, posted_files
from anyelir.meetings import actions
from anyelir.meetings.forms.contents import CostForm, PhotoForm
from anyelir.meetings.queries.costs import costs_of, sum_of
from anyelir.meetings.views.preparing import of_activity
from anyelir.membership.access import holds_body
from anyelir.secretariat.access import can_run_plan
from anyelir.secretariat.views.finding import activity_at


@methods("GET", "POST")
def photos(request, pk):
    current = activity_at(request, pk, can_run_plan)
    form = PhotoForm(*posted_files(request))

    def save(cleaned):
        actions.add_photo(activity=current, by=request.user, **cleaned)
        return done(request, _("Foto tersimpan."), "meetings:photos", pk)

    def context():
        return of_activity(current, title=_("Foto kegiatan"), photos=current.photos.select_related("file"))

    return answer(request, form, save, "meetings/photos.html", context)


@methods("POST")
def remove_photo(request, pk, photo_pk):
    current = activity_at(request, pk, can_run_plan)
    photo = load_or_refuse(current.photos.select_related("activity__body"), anybody, pk=photo_pk)

    def act() -> str:
        actions.remove_photo(photo=photo, by=request.user)
        return _("Foto sudah dihapus.")

    return press(request, act, "meetings:photos", pk=pk)


@methods("GET", "POST")
def costs(request, pk):
    current = activity_at(request, pk, can_run_plan)
    sees_money = holds_body(request.user, current.body, P.MONEY_VIEW)
    form = CostForm(posted(request), activity=current, sees_money=sees_money)

    def save(cleaned):
        actions.add_cost(activity=current, by=request.user, **cleaned)
        return done(request, _("Biaya tercatat."), "meetings:costs", pk)

    def context():
        lines = {"costs": costs_of(current), "sum_idr": sum_of(current)}
        return of_activity(current, title=_("Biaya kegiatan"), **lines)

    return answer(request, form, save, "meetings/costs.html", context)


@methods("POST")
def drop_cost(request, pk, cost_pk):
    current = activity_at(request, pk, can_run_plan)
    cost = load_or_refuse(current.costs.all(), anybody, pk=cost_pk)

    def act() -> str:
        actions.drop_cost(cost=cost, by=request.user)
        return _("Baris biaya dihapus.")

    return press(request, act, "meetings:costs", pk=pk)
