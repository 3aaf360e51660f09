"""A family: its page, a new one, members, moving."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anyelir.core.audit import note
from anyelir.core.posted import posted
from anyelir.core.refusal import Refused
from anyelir.families import access, actions
from anyelir.families.forms import FamilyForm, MoveForm, PersonForm
from anyelir.families.views.loading import family_or_404, region_or_404
from anyelir.regions.models import Region


def tell_refusal(form, refused: Refused) -> None:
    """A refusal as the message of its field, with everything typed kept."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.text)


@require_safe
def show(request, pk):
    """Everybody in the family; every look is written to the trail."""
    family = family_or_404(request.user, pk)
    note(by=request.user, verb="family.view", what=family, region=family.region_id)
    people = family.people.filter(merged_into=None).defer("nik", "phone").order_by("born_on")
    context = {
        "family": family,
        "region": family.region,
        "people": people,
        "moves": family.moves.select_related("from_region", "to_region").order_by("-moved_on"),
        "can_edit": access.can_edit_families(request.user, family.region_id),
    }
    return render(request, "families/family.html", context)


def register(request, code):
    """A new family in a region from desa down."""
    region = region_or_404(request.user, code, access.can_edit_families)
    form = FamilyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        head = dict(form.cleaned_data)
        own = {"card_no": head.pop("card_no"), "address": head.pop("address")}
        try:
            made = actions.register_family(region=region, head=head, by=request.user, **own)
            messages.success(request, _("Keluarga %s sudah terdaftar.") % made.person.name)
            return redirect("families:family", pk=made.person.family_id)
        except Refused as refused:
            tell_refusal(form, refused)
    context = {"form": form, "region": region, "title": _("Daftarkan keluarga")}
    return render(request, "families/form.html", context, status=422 if form.errors else 200)


def add_member(request, pk):
    """A new person in the family."""
    family = family_or_404(request.user, pk, to_edit=True)
    form = PersonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_member(family=family, by=request.user, **form.cleaned_data)
            _tell_added(request, made)
            return redirect("families:family", pk=family.pk)
        except Refused as refused:
            tell_refusal(form, refused)
    context = {"form": form, "region": family.region, "family": family, "title": _("Tambah anggota keluarga")}
    return render(request, "families/form.html", context, status=422 if form.errors else 200)


def _tell_added(request, made) -> None:
    messages.success(request, _("%s sudah dicatat.") % made.person.name)
    if made.proposals:
        text = _("Ada catatan yang mirip. Petugas yang berwenang akan memeriksanya.")
        messages.warning(request, text)


def move(request, pk):
    """The whole family moves."""
    family = family_or_404(request.user, pk, to_edit=True)
    form = MoveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_family(
                family=family,
                moved_on=form.cleaned_data["moved_on"],
                to_region=_destination(request.user, form.cleaned_data["to_code"]),
                to_text=form.cleaned_data["to_text"],
                by=request.user,
            )
            messages.success(request, _("Kepindahan sudah dicatat."))
            return redirect("families:list", family.region_id)
        except Refused as refused:
            tell_refusal(form, refused)
    context = {"form": form, "region": family.region, "family": family, "title": _("Catat kepindahan")}
    return render(request, "families/form.html", context, status=422 if form.errors else 200)


def _destination(user, code: str) -> Region | None:
    if not code.strip():
        return None
    region = Region.objects.current().filter(code=code.strip()).first()
    if region is None or not access.can_edit_families(user, region.code):
        text = _("Kode ini bukan wilayah yang Ibu/Bapak kelola. Tulis saja tujuannya di bawah.")
        raise Refused("no_such_region", text, field="to_code", status=422)
    return region
