"""The tree of places: one's own part of it, changes below desa, and the type-ahead."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from anyelir.core.posted import searched
from anyelir.core.refusal import Refused
from anyelir.regions import access, actions, queries, tree
from anyelir.regions.forms import AddForm, EndForm, RenameForm
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import NATION, at_level, is_code


@require_safe
def home(request):
    """The places under which the person works; a single one is opened at once."""
    tops = access.visible_codes(request.user)
    if not tops:
        raise PermissionDenied
    if tops != [NATION] and len(tops) == 1:
        return redirect("regions:detail", tops[0])
    places = queries.children(NATION) if NATION in tops else Region.objects.filter(code__in=tops)
    return render(request, "regions/home.html", {"rows": tree.rows(places), "is_nation": NATION in tops})


@require_safe
def detail(request, code):
    """One place: what it is, what lies in it, and from desa down the whole tree."""
    region = _region_or_404(request.user, code)
    if region.valid_to and region.successor_id:
        messages.info(request, _("%s sudah diganti. Ini penggantinya.") % region.label)
        return redirect("regions:detail", region.successor_id)
    context = {
        "region": region,
        "kind": tree.Kinds()(region),
        "can_edit": access.can_edit_region(request.user, code),
        "is_local": region.level not in tree.LISTED_LEVELS,
    }
    context |= tree.below(region) if context["is_local"] else {"rows": tree.rows(queries.children(code))}
    return render(request, "regions/detail.html", context)


def add(request, code):
    """A place, or a row of them, directly in this one."""
    region = _region_or_404(request.user, code, to_edit=True)
    form = AddForm(_sent(request), above=region)
    if request.method == "POST" and form.is_valid():
        try:
            made = _add(region, form.cleaned_data, request.user)
            text = ngettext("%(n)s wilayah sudah ditambah.", "%(n)s wilayah sudah ditambah.", len(made))
            messages.success(request, text % {"n": len(made)})
            return redirect("regions:detail", at_level(code, Level.DESAKEL))
        except Refused as refused:
            _tell(form, refused)
    return _form_page(request, form, region, _("Tambah wilayah di %s") % region.name)


def _add(region: Region, data: dict, user) -> list[Region]:
    level = Level(data["level"])
    if data["last"]:
        return actions.add_row(parent=region, level=level, first=data["number"], last=data["last"], by=user)
    return [
        actions.add_below(
            parent=region, level=level, number=data["number"], name=data["name"], by=user, op_id=data["op_id"]
        )
    ]


def rename(request, code):
    """Another name for a place below desa."""
    region = _region_or_404(request.user, code, to_edit=True)
    form = RenameForm(_sent(request), initial={"name": region.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_region(region=region, by=request.user, **form.cleaned_data)
            messages.success(request, _("Nama sudah diganti."))
            return redirect("regions:detail", at_level(code, Level.DESAKEL))
        except Refused as refused:
            _tell(form, refused)
    return _form_page(request, form, region, _("Ganti nama %s") % region.name)


def end(request, code):
    """A place below desa stops existing."""
    region = _region_or_404(request.user, code, to_edit=True)
    desa_code = at_level(code, Level.DESAKEL) or code
    form = EndForm(_sent(request), region=region, desa_code=desa_code)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_region(region=region, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s tidak berlaku lagi. Catatan lamanya tetap ada.") % region.name)
            return redirect("regions:detail", desa_code)
        except Refused as refused:
            _tell(form, refused)
    return _form_page(request, form, region, _("Akhiri %s") % region.label)


@require_safe
def search(request):
    """Places by name, as a page or as the part of it that type-ahead exchanges; names of places are open."""
    text = searched(request, "q") or searched(request, f"{request.GET.get('nama', '')}_teks")
    level = request.GET.get("tingkat", "")
    inside = request.GET.get("dalam", NATION)
    if not is_code(inside):
        inside = NATION
    found = queries.search(text, codes=[inside], level=Level(level) if level in Level.values else None)
    own = {place.code for place in found if access.can_view_region(request.user, place.code)}
    context = {"text": text, "rows": tree.plain_rows(found), "own": own, "name": request.GET.get("nama", "")}
    return render(request, "regions/_found.html" if request.htmx else "regions/search.html", context)


def _region_or_404(user, code: str, *, to_edit: bool = False) -> Region:
    """Outside the person's places 404; inside without the right 403."""
    region = get_object_or_404(Region.objects.select_related("parent", "successor"), pk=code)
    allowed = access.can_edit_region if to_edit else access.can_view_region
    if allowed(user, code):
        return region
    if to_edit and (access.can_view_region(user, code) or access.is_inside(user, code)):
        raise PermissionDenied
    raise Http404


def _form_page(request, form, region: Region, title: str):
    context = {"form": form, "region": region, "title": title}
    return render(request, "regions/form.html", context, status=422 if form.errors else 200)


def _tell(form, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, refused.text)


def _sent(request):
    """What a form was sent with: an empty POST is a form that is not filled, not one that was not sent."""
    return request.POST if request.method == "POST" else None
