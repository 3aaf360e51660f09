"""A person: edit, NIK on request, death."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anyelir.core.audit import note
from anyelir.core.posted import posted
from anyelir.core.refusal import Refused
from anyelir.families import actions
from anyelir.families.actions import EDITABLE
from anyelir.families.forms import DeathForm, PersonForm
from anyelir.families.views.family import tell_refusal
from anyelir.families.views.loading import person_or_404


def edit(request, pk):
    """Change what was recorded of a person."""
    person = person_or_404(request.user, pk, to_edit=True)
    if person.merged_into_id:
        return redirect("families:person", pk=person.merged_into_id)
    note(by=request.user, verb="person.view", what=person, region=person.region_id)
    form = PersonForm(posted(request), initial={name: getattr(person, name) for name in EDITABLE})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_person(person=person, by=request.user, **form.cleaned_data)
            messages.success(request, _("Perubahan sudah disimpan."))
            return redirect("families:family", pk=person.family_id)
        except Refused as refused:
            tell_refusal(form, refused)
    context = {"form": form, "person": person, "region": person.region, "title": person.name}
    return render(request, "families/form.html", context, status=422 if form.errors else 200)


def died(request, pk):
    """The person died; shown with care and never deleted."""
    person = person_or_404(request.user, pk, to_edit=True)
    form = DeathForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_death(person=person, died_on=form.cleaned_data["died_on"], by=request.user)
            messages.success(request, _("Kami turut berduka. Catatan sudah disimpan."))
            return redirect("families:family", pk=person.family_id)
        except Refused as refused:
            tell_refusal(form, refused)
    title = _("Catat meninggalnya %s") % person.name
    context = {"form": form, "person": person, "region": person.region, "title": title}
    return render(request, "families/form.html", context, status=422 if form.errors else 200)


@require_POST
def show_nik(request, pk):
    """The whole NIK, for this one look; POST keeps it out of histories, and the look is in the trail."""
    person = person_or_404(request.user, pk)
    note(by=request.user, verb="person.show_nik", what=person, region=person.region_id)
    text = person.nik or _("belum punya, nomor sementara %s") % person.temporary_no
    response = HttpResponse(format_html('<span class="num">{}</span>', text))
    response["Cache-Control"] = "no-store"
    return response
