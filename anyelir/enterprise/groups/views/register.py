"""The register of groups: lists by place, the page of one, its profile, founding, editing, grading and its end."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.paging import paginate
from anyelir.core.panels import shown_panels
from anyelir.core.permission import Permission as P
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, done, methods, render_part
from anyelir.core.submissions import posted, searched
from anyelir.enterprise.groups import access, actions
from anyelir.enterprise.groups.forms.group import CloseGroupForm, FoundForm, GradeForm, GroupFacts
from anyelir.enterprise.groups.models import Group, GroupStage
from anyelir.enterprise.groups.panels import GROUP_PANELS
from anyelir.enterprise.groups.queries.profile import book_states, complete_count
from anyelir.enterprise.groups.queries.register import (
    body_of,
    form_422,
    offered_parents,
    register,
    with_standing,
)
from anyelir.enterprise.groups.views.finding import group_at
from anyelir.membership.access import granted_regions, has_anywhere
from anyelir.membership.queries import posts_of
from anyelir.regions.finding import region_at
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within_any


@methods("GET")
def group_list(request, code=""):
    """Groups of a place (of all the person sees without one), by name."""
    user = request.user
    if not has_anywhere(user, P.GROUP_VIEW):
        raise PermissionDenied
    visible = access.visible_groups(user)
    region = region_at(user, code, access.has_groups_at) if code else None
    filters = _filters(request)
    rows = register(visible, region, **filters)
    context = {
        "region": region,
        "page": paginate(rows, order=("name", "id"), cursor=request.GET.get("kursor", "")),
        "text": filters["text"],
        "filters": filters,
        "stages": form_422(visible, region),
        "stage_choices": GroupStage.Stage.choices,
        "programmes": Group.Programme.choices,
        "can_found": bool(granted_regions(user, P.GROUP_EDIT)),
    }
    return render_part(request, "groups/list.html", "groups/_list.html", context)


def _filters(request) -> dict:
    return {
        "text": searched(request, "cari"),
        "stage": request.GET.get("strata", ""),
        "programme": request.GET.get("program", ""),
        "is_closed": request.GET.get("tampil", "") == "ditutup",
    }


@methods("GET")
def show(request, pk):
    """What a group is and how it stands; names of its officers only for who appoints or serves with them."""
    group = group_at(request, pk, access.can_view_group)
    user = request.user
    may_name = access.can_name_officers(user, group) or access.can_read_people(user, group)
    context = {
        "group": with_standing(Group.objects.filter(pk=group.pk)).select_related("region", "parent").get(),
        "region": group.region,
        "stages": group.stages.all(),
        "poklak": access.visible_groups(user).filter(parent=group, closed_on=None),
        "posts": posts_of(body_of(group)) if may_name else None,
        "panels": shown_panels(GROUP_PANELS, user, group),
        "may_edit": access.can_edit_group(user, group) and group.closed_on is None,
        "may_name": access.can_name_officers(user, group) and group.closed_on is None,
        "may_read_people": access.can_read_people(user, group),
    }
    return render(request, "groups/group.html", context)


@methods("GET")
def profile(request, pk):
    """One sheet for a contest: the facts, the stages, and what is missing in each book."""
    group = group_at(request, pk, access.can_view_group)
    books = book_states(group)
    context = {
        "group": with_standing(Group.objects.filter(pk=group.pk)).select_related("region", "parent").get(),
        "region": group.region,
        "stages": group.stages.all(),
        "books": books,
        "complete": complete_count(books),
    }
    return render(request, "groups/profile.html", context)


@methods("GET", "POST")
def founding(request):
    """Found a group in a place that the person keeps."""
    codes = granted_regions(request.user, P.GROUP_EDIT)
    if not codes:
        raise PermissionDenied
    places = Region.objects.current().filter(is_within_any(codes, "code"))
    form = FoundForm(posted(request), place=codes[0], places=places, parents=_parents(codes[0]))

    def save(cleaned):
        if not access.can_found_group(request.user, cleaned["region"].code):
            raise Refused("not_yours", _("Pilih wilayah Ibu/Bapak sendiri."), field="region", status=422)
        made = actions.found_group(by=request.user, **cleaned)
        return done(request, _("%s sudah berdiri.") % made, "groups:show", pk=made.pk)

    return answer(request, form, save, "groups/form.html", {"title": _("Dirikan kelompok")})


def _parents(code: str):
    return offered_parents(at_level(code, Level.DESAKEL) or code)


def _around(group: Group, title: str) -> dict:
    return {"title": title, "group": group, "region": group.region}


@methods("GET", "POST")
def edit(request, pk):
    group = group_at(request, pk, access.can_edit_group)
    initial = {name: getattr(group, name) for name in GroupFacts.base_fields}
    form = GroupFacts(
        posted(request), initial=initial, place=group.region_id, parents=_parents(group.region_id)
    )

    def save(cleaned):
        actions.edit_group(group=group, by=request.user, **cleaned)
        return done(request, _("Perubahan disimpan."), "groups:show", pk=pk)

    return answer(request, form, save, "groups/form.html", _around(group, _("Ubah data kelompok")))


@methods("GET", "POST")
def assess(request, pk):
    group = group_at(request, pk, access.can_edit_group)
    form = GradeForm(posted(request), initial={"assessor_name": request.user.name}, place=group.region_id)

    def save(cleaned):
        made = actions.assess_group(group=group, by=request.user, **cleaned)
        return done(request, _("Strata ditetapkan: %s.") % made.get_stage_display(), "groups:show", pk=pk)

    return answer(request, form, save, "groups/form.html", _around(group, _("Nilai strata")))


@methods("GET", "POST")
def close(request, pk):
    group = group_at(request, pk, access.can_edit_group)
    form = CloseGroupForm(posted(request), place=group.region_id)

    def save(cleaned):
        actions.close_group(group=group, by=request.user, **cleaned)
        return done(request, _("%s ditutup. Catatannya tetap ada.") % group, "groups:show", pk=pk)

    return answer(request, form, save, "groups/form.html", _around(group, _("Tutup kelompok")))
