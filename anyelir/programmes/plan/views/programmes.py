"""The list of programmes, the page of one, and its way from draft to end."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_anywhere
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.screens import answer, done, methods, render_part
from anyelir.core.submissions import posted, searched
from anyelir.membership.access import has_anywhere
from anyelir.membership.finding import body_at, choose_body
from anyelir.programmes.plan import access, actions
from anyelir.programmes.plan.actions.programmes import FACTS
from anyelir.programmes.plan.forms import LaunchForm, ProgrammeCloseForm, ProgrammeForm
from anyelir.programmes.plan.models import Programme
from anyelir.programmes.plan.queries.numbers import current_targets, place_lines, view_of
from anyelir.programmes.plan.queries.programmes import programmes
from anyelir.programmes.plan.views.finding import programme_at
from anyelir.rules.programmes import countable_units

FORM = "programmes/form.html"


@methods("GET")
def programme_list(request):
    """Own programmes, and launched ones of places above and below; the newest first."""
    user = request.user
    if not has_anywhere(user, P.ACTIVITY_VIEW):
        raise PermissionDenied
    text, state = searched(request), request.GET.get("keadaan", "")
    rows = programmes(access.visible_programmes(user), text=text, state=state)
    context = {
        "page": paginate(rows, order=("-starts_on", "-id"), cursor=request.GET.get("kursor", "")),
        "text": text,
        "state": state,
        "states": Programme.State.choices,
        "may_run": access.running_bodies(user).exists(),
    }
    return render_part(request, "programmes/list.html", "programmes/_list.html", context)


@methods("GET")
def choose_team(request):
    """For which of the own teams a programme is drafted."""
    bodies = access.running_bodies(request.user)
    if not bodies.exists():
        raise PermissionDenied
    return choose_body(
        request,
        bodies,
        lambda body: reverse("programmes:new", args=[body.pk]),
        rights=(P.ACTIVITY_RUN,),
        title=_("Rancang program"),
        lead=_("Program milik satu lembaga; yang lain ikut mengerjakan bagiannya."),
    )


@methods("GET", "POST")
def new(request, pk):
    body = body_at(request, pk, access.can_run_programmes)
    form = ProgrammeForm(posted(request), place=body.region_id)

    def save(cleaned):
        made = actions.draft_programme(body=body, by=request.user, **cleaned)
        return done(
            request, _("Rancangan tersimpan. Tetapkan jumlah yang dijanjikan."), "programmes:target", made.pk
        )

    context = {"region": body.region, "title": _("Rancang program"), "lead": str(body)}
    return answer(request, form, save, FORM, context | {"back": reverse("programmes:list")})


@methods("GET")
def show(request, pk):
    """The promise and what is left of it in one sentence, then the places below in the order of their codes."""
    programme = programme_at(request, pk)
    units = countable_units(today_anywhere())
    views = [view_of(target, units.get(target.counts, "")) for target in current_targets(programme)]
    region = programme.body.region
    first = views[0] if views else None
    context = {
        "programme": programme,
        "region": region,
        "views": views,
        "first": first,
        "lines": place_lines(first.target, region.pk, first.standing) if first is not None else [],
        "earlier": programme.targets.filter(replaced_at__isnull=False),
        "may_run": access.can_run_programme(request.user, programme) and programme.closed_on is None,
        "may_launch": access.can_launch_programme(request.user, programme) and programme.launched_on is None,
        "units": units,
    }
    return render(request, "programmes/programme.html", context)


def _around(programme: Programme, title: str) -> dict:
    return {
        "region": programme.body.region,
        "title": title,
        "lead": programme.title,
        "back": reverse("programmes:show", args=[programme.pk]),
    }


@methods("GET", "POST")
def edit(request, pk):
    programme = programme_at(request, pk, access.can_run_programme)
    initial = {name: getattr(programme, name) for name in FACTS}
    form = ProgrammeForm(
        posted(request), initial=initial, place=programme.body.region_id, programme=programme
    )

    def save(cleaned):
        actions.change_programme(programme=programme, by=request.user, **cleaned)
        return done(request, _("Keterangan program tersimpan."), "programmes:show", pk)

    return answer(request, form, save, FORM, _around(programme, _("Ubah keterangan program")))


@methods("GET", "POST")
def launch(request, pk):
    programme = programme_at(request, pk, access.can_launch_programme)
    form = LaunchForm(posted(request), place=programme.body.region_id, programme=programme)

    def save(cleaned):
        actions.launch_programme(programme=programme, by=request.user, **cleaned)
        return done(request, _("Program diluncurkan."), "programmes:show", pk)

    return answer(request, form, save, FORM, _around(programme, _("Luncurkan program")))


@methods("GET", "POST")
def close(request, pk):
    programme = programme_at(request, pk, access.can_run_programme)
    form = ProgrammeCloseForm(posted(request), place=programme.body.region_id)

    def save(cleaned):
        actions.close_programme(programme=programme, by=request.user, **cleaned)
        return done(request, _("Program ditutup."), "programmes:show", pk)

    return answer(request, form, save, FORM, _around(programme, _("Tutup program")))
