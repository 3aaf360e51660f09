"""Help for businesses and groups: written down, shown before and after, looked at later, and counted with its use."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, done, load_or_refuse, methods, render_part
from anyelir.core.submissions import posted, posted_files, searched
from anyelir.enterprise.assistance import access, actions
from anyelir.enterprise.assistance.deadlines import helped_in_reach
from anyelir.enterprise.assistance.due_dates import due_on, next_month
from anyelir.enterprise.assistance.forms import AssistanceForm, FollowUpForm, HelpPhotoForm, TrainingForm
from anyelir.enterprise.assistance.models import Assistance
from anyelir.enterprise.assistance.queries import AFTER, BEFORE, PHOTO_OWNERS, owed, photo_of, trainees_of
from anyelir.enterprise.assistance.uses import use_counts
from anyelir.enterprise.trade.views.finding import business_at
from anyelir.membership.access import has_anywhere
from anyelir.regions.finding import region_at
from anyelir.secretariat.access import can_run_plan, known_activities

TITLES = {BEFORE: gettext_lazy("Foto sebelum"), AFTER: gettext_lazy("Foto sesudah")}


@methods("GET")
def place(request, code):
    """Each kind of help with the share that is used; no number of its own."""
    region = region_at(request.user, code, access.can_view_help_at)
    counts = use_counts(access.visible_assistances(request.user), region.code)
    works = any(has_anywhere(request.user, right) for right in access.HELPING)
    context = {"region": region, "counts": counts, "works": works, "menu_page": "assistance"}
    return render(request, "assistance/place.html", context)


@methods("GET")
def waiting(request):
    """Help at which somebody looks now: not her own."""
    user = request.user
    if not any(has_anywhere(user, right) for right in access.HELPING):
        raise PermissionDenied
    text = searched(request)
    rows = owed(helped_in_reach(user), text=text)
    page = paginate(rows, order=("on", "id"), cursor=request.GET.get("kursor", ""))
    context = {"page": page, "text": text, "menu_page": "assistance"}
    return render_part(request, "assistance/waiting.html", "assistance/_waiting.html", context)


@methods("GET", "POST")
def record(request, pk):
    business = business_at(request, pk, access.can_help)
    form = AssistanceForm(posted(request), place=business.region_id)

    def save(cleaned):
        assistance = actions.record_assistance(business=business, by=request.user, **cleaned)
        text = _("Dicatat. Hasilnya dilihat orang lain setelah 3 dan 6 bulan.")
        return done(request, text, "assistance:show", assistance.pk)

    context = {"business": business, "region": business.region, "title": _("Catat pendampingan")}
    return answer(request, form, save, "assistance/form.html", context | {"menu_page": "assistance"})


@methods("GET", "POST")
def train(request, pk):
    """The scores of those who came to the training of a group, by its own officers."""
    known = known_activities(request.user).select_related("body__region")
    activity = load_or_refuse(known, lambda row: can_run_plan(request.user, row.body), pk=pk)
    trainees = trainees_of(activity)
    form = TrainingForm(posted(request), trainees=trainees)

    def save(cleaned):
        actions.record_training(activity=activity, by=request.user, **cleaned)
        text = _("Peserta dicatat. Yang dihitung nanti: berapa yang memakainya.")
        return done(request, text, "secretariat:activity", activity.pk)

    context = {"activity": activity, "region": activity.body.region, "is_empty": not trainees}
    return answer(request, form, save, "assistance/train.html", context)


@methods("GET")
def show(request, pk):
    assistance = _assistance_at(request, pk, access.can_view_assistance)
    today = today_at(assistance.region_id)
    month = next_month(assistance, today)
    context = _around(assistance) | {
        "follow_ups": assistance.follow_ups.all(),
        "photos": [(which, TITLES[which], photo_of(assistance, which)) for which in PHOTO_OWNERS],
        "next_on": due_on(assistance, month) if month is not None else None,
        "may_work": access.can_work_on(request.user, assistance),
        "may_observe": access.can_observe(request.user, assistance),
    }
    return render(request, "assistance/assistance.html", context)


@methods("GET", "POST")
def photo(request, pk, which):
    if which not in PHOTO_OWNERS:
        raise Http404
    assistance = _assistance_at(request, pk, access.can_work_on)
    form = HelpPhotoForm(*posted_files(request))

    def save(cleaned):
        actions.keep_photo(assistance=assistance, which=which, by=request.user, **cleaned)
        return done(request, _("Foto disimpan."), "assistance:show", pk)

    return answer(request, form, save, "assistance/form.html", _around(assistance) | {"title": TITLES[which]})


@methods("GET", "POST")
def observe(request, pk):
    """The look of somebody else: whoever helped is refused by the action, in words."""
    assistance = _assistance_at(request, pk, access.can_work_on)
    form = FollowUpForm(posted(request))

    def save(cleaned):
        actions.record_follow_up(assistance=assistance, by=request.user, **cleaned)
        return done(request, _("Dicatat. Terima kasih sudah melihat sendiri."), "assistance:show", pk)

    context = _around(assistance) | {"title": _("Apakah hasilnya dipakai?")}
    return answer(request, form, save, "assistance/form.html", context)


def _assistance_at(request, pk, allowed) -> Assistance:
    known = access.known_assistances(request.user).select_related("business", "body_member__body", "region")
    return load_or_refuse(known, lambda assistance: allowed(request.user, assistance), pk=pk)


def _around(assistance: Assistance) -> dict:
    return {
        "assistance": assistance,
        "business": assistance.business,
        "region": assistance.region,
        "menu_page": "assistance",
    }
