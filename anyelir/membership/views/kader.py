"""The register of kader."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anyelir.core.audit import note
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission
from anyelir.core.posted import searched
from anyelir.membership import actions, queries
from anyelir.membership.access import can
from anyelir.membership.forms import ChangeKaderForm, EndForm, KaderForm
from anyelir.membership.kinds import grouped_choices
from anyelir.membership.models import Kader
from anyelir.membership.views.finding import form_page, posted, region_at
from anyelir.regions.scope import within

FIELDS = ("name", "sex", "kind", "special_kind", "registration_no", "since")
KINDS = {*Kader.Kind.values, *dict(Kader._meta.get_field("special_kind").choices)}


@require_safe
def kader_list(request, code):
    """Kader of a place and below, by name and kind."""
    region = region_at(request, code, Permission.TEAM_VIEW)
    text = searched(request)
    kind = request.GET.get("jenis", "") if request.GET.get("jenis", "") in KINDS else ""
    former = request.GET.get("berhenti") == "1"
    scope = within(queries.visible_kader(request.user), code)
    found = queries.matching_kader(scope, text=text, kind=kind, former=former)
    context = {
        "region": region,
        "page": paginate(found, order=["name", "id"], cursor=request.GET.get("kursor", "")),
        "text": text,
        "kind": kind,
        "former": former,
        "kinds": Kader.Kind.choices,
        "special_kinds": grouped_choices(),
        "counts": queries.kader_counts(scope, code),
        "can_edit": can(request.user, Permission.TEAM_EDIT, code),
        "menu_page": "kader",
    }
    is_part = request.htmx and not request.htmx.boosted
    return render(request, "membership/_kader.html" if is_part else "membership/kader_list.html", context)


def add_kader(request, code):
    """A new kader of the region."""
    region = region_at(request, code, Permission.TEAM_EDIT)
    form = KaderForm(posted(request), place=region.code)

    def save(data):
        made = actions.register_kader(region=region, by=request.user, **data)
        messages.success(request, _("Kader sudah dicatat."))
        return redirect("membership:kader", made.pk)

    return form_page(request, form, save, title=_("Tambah kader"), region=region, back="kader")


def kader(request, pk):
    """One kader: what is known, and mending it."""
    found = get_object_or_404(Kader.objects.select_related("region", "user"), pk=pk)
    region = region_at(request, found.region_id, Permission.TEAM_VIEW)
    may_edit = can(request.user, Permission.TEAM_EDIT, region.code)
    if request.method == "POST":
        region_at(request, region.code, Permission.TEAM_EDIT)
    else:
        note(by=request.user, verb="kader.read", what=found, region=region.code)
    initial = {name: getattr(found, name) for name in FIELDS}
    form = ChangeKaderForm(posted(request), initial=initial, place=found.region_id)

    def save(data):
        actions.change_kader(kader=found, by=request.user, **data)
        messages.success(request, _("Data kader tersimpan."))
        return redirect("membership:kader", pk)

    context = {
        "template": "membership/kader.html",
        "person": found,
        "region": region,
        "can_edit": may_edit,
        "can_make_user": can(request.user, Permission.USER_MANAGE, region.code),
        "menu_page": "kader",
    }
    return form_page(request, form, save, **context)


def end_kader(request, pk):
    """The last day of service."""
    found = get_object_or_404(Kader.objects.select_related("region"), pk=pk)
    region = region_at(request, found.region_id, Permission.TEAM_EDIT)
    form = EndForm(posted(request), place=found.region_id)

    def save(data):
        actions.end_kader(kader=found, by=request.user, **data)
        messages.success(request, _("Terima kasih untuk pengabdiannya. Hari terakhir sudah dicatat."))
        return redirect("membership:kader-list", region.code)

    return form_page(
        request, form, save, title=_("%s berhenti sebagai kader") % found.name, region=region, back="kader"
    )
