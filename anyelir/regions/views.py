"""The tree of places: one's own part of it, changes below desa, and the type-ahead."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.screens import answer, done, methods, render_part
from anyelir.core.submissions import posted, searched
from anyelir.regions import access, actions, queries, tree
from anyelir.regions.finding import region_at
from anyelir.regions.forms import AddForm, EndRegionForm, RenameForm
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import NATION, at_level, is_code

RELATED = ("parent", "successor")


@methods("GET")
def home(request):
    """The places under which the person works; a single one is opened at once."""
    tops = access.visible_codes(request.user)
    if not tops:
        raise PermissionDenied
    if tops != [NATION] and len(tops) == 1:
        return redirect("regions:detail", tops[0])
    places = queries.children(NATION) if NATION in tops else Region.objects.filter(code__in=tops)
    return render(request, "regions/home.html", {"rows": tree.rows(places), "is_nation": NATION in tops})


@methods("GET")
def detail(request, code):
    """One place: what it is, what lies in it, and from desa down the whole tree."""
    region = region_at(request.user, code, access.can_view_region, related=RELATED)
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


@methods("GET", "POST")
def add(request, code):
    """A place, or a row of them, directly in this one."""
    region = _region_to_edit(request.user, code)

    def save(cleaned):
        made = _add(region, cleaned, request.user)
        text = ngettext("%(n)s wilayah sudah ditambah.", "%(n)s wilayah sudah ditambah.", len(made))
        return done(request, text % {"n": len(made)}, "regions:detail", at_level(code, Level.DESAKEL))

    form = AddForm(posted(request), above=region)
    return _form_page(request, form, save, region, _("Tambah wilayah di %s") % region.name)


def _add(region: Region, cleaned: dict, user) -> list[Region]:
    level = Level(cleaned["level"])
    if cleaned["last"]:
        return actions.add_row(
            parent=region, level=level, first=cleaned["number"], last=cleaned["last"], by=user
        )
    return [
        actions.add_below(
            parent=region,
            level=level,
            number=cleaned["number"],
            name=cleaned["name"],
            by=user,
            op_id=cleaned["op_id"],
        )
    ]


@methods("GET", "POST")
def rename(request, code):
    """Another name for a place below desa."""
    region = _region_to_edit(request.user, code)

    def save(cleaned):
        actions.rename_region(region=region, by=request.user, **cleaned)
        return done(request, _("Nama sudah diganti."), "regions:detail", at_level(code, Level.DESAKEL))

    form = RenameForm(posted(request), initial={"name": region.name})
    return _form_page(request, form, save, region, _("Ganti nama %s") % region.name)


@methods("GET", "POST")
def end(request, code):
    """A place below desa stops existing."""
    region = _region_to_edit(request.user, code)
    desa_code = at_level(code, Level.DESAKEL) or code

    def save(cleaned):
        actions.end_region(region=region, by=request.user, **cleaned)
        text = _("%s tidak berlaku lagi. Catatan lamanya tetap ada.") % region.name
        return done(request, text, "regions:detail", desa_code)

    form = EndRegionForm(posted(request), region=region, desa_code=desa_code)
    return _form_page(request, form, save, region, _("Akhiri %s") % region.label)


@methods("GET")
def search(request):
    """Places by name, as a page or as the part of it that type-ahead exchanges; names of places are open."""
    text = searched(request, "q") or searched(request, f"{request.GET.get('nama', '')}_teks")
    level = request.GET.get("tingkat", "")
    inside = request.GET.get("dalam", NATION)
    if not is_code(inside):
        inside = NATION
    places = queries.search(text, codes=[inside], level=Level(level) if level in Level.values else None)
    viewable = {place.code for place in places if access.can_view_region(request.user, place.code)}
    context = {
        "text": text,
        "rows": tree.plain_rows(places),
        "viewable": viewable,
        "name": request.GET.get("nama", ""),
    }
    return render_part(request, "regions/search.html", "regions/_found.html", context)


def _region_to_edit(user, code: str) -> Region:
    return region_at(user, code, access.can_edit_region, known=access.is_known, related=RELATED)


def _form_page(request, form, save, region: Region, title: str):
    return answer(request, form, save, "regions/form.html", {"region": region, "title": title})
