"""A person: the page, edit, numbers on request, death."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.screens import done, methods, render_part
from anyelir.core.submissions import posted
from anyelir.families import access, actions, queries
from anyelir.families.forms import DeathForm, PersonForm
from anyelir.families.models import Person
from anyelir.families.views.family import tell_warnings
from anyelir.families.views.loading import form_page, person_at
from anyelir.families.wording import nik_warnings


@methods("GET")
def show(request, pk):
    """What is known of a person, numbers hidden; a merged record leads to the one that stands for it."""
    person = person_at(request.user, pk)
    if person.merged_into_id:
        return redirect("families:person", pk=person.survivor.pk)
    note(by=request.user, verb="person.view", what=person, region=person.region_id)
    context = {
        "person": person,
        "family": person.family,
        "region": person.region,
        "children": queries.children_of(access.visible_people(request.user), person),
        "moves": queries.moves_of(person.moves),
        "warnings": nik_warnings(person),
        "can_edit": access.can_edit_person(request.user, person),
    }
    return render(request, "families/person.html", context)


@methods("GET", "POST")
def edit(request, pk):
    """Change what was recorded of a person."""
    person = person_at(request.user, pk, to_edit=True)
    if person.merged_into_id:
        return redirect("families:edit-person", pk=person.survivor.pk)
    note(by=request.user, verb="person.view", what=person, region=person.region_id)
    form = PersonForm(posted(request), family=person.family, person=person)

    def save(_cleaned):
        edited = actions.edit_person(person=person, by=request.user, **form.values())
        messages.success(request, _("Perubahan sudah disimpan."))
        tell_warnings(request, nik_warnings(edited))
        return redirect("families:person", pk=pk)

    return form_page(request, form, save, person.region, _("Ubah data %s") % person.name, person=person)


@methods("GET", "POST")
def died(request, pk):
    """The person died; shown with care and never deleted. ``keliru`` withdraws what was a mistake."""
    person = person_at(request.user, pk, to_edit=True)
    if request.method == "POST" and "keliru" in request.POST:
        actions.record_death(person=person, died_on=None, by=request.user)
        return done(request, _("Catatan itu sudah ditarik kembali."), "families:person", pk=pk)
    form = DeathForm(posted(request), initial={"died_on": person.died_on}, place=person.region_id)

    def save(cleaned):
        actions.record_death(person=person, died_on=cleaned["died_on"], by=request.user)
        return done(request, _("Kami turut berduka. Catatan sudah disimpan."), "families:person", pk=pk)

    title = _("Catat meninggalnya %s") % person.name
    context = {"person": person, "can_withdraw": person.died_on is not None}
    return form_page(request, form, save, person.region, title, **context)


@methods("POST")
def show_nik(request, pk):
    """The whole NIK, for this one look; POST keeps it out of histories, and the look is in the trail."""
    person = person_at(request.user, pk)
    note(by=request.user, verb="person.show_nik", what=person, region=person.region_id)
    empty = _("belum punya, nomor sementara %s") % person.temporary_no
    return _revealed(request, person, "NIK", person.nik or empty)


@methods("POST")
def show_phone(request, pk):
    """The telephone number, in the same way."""
    person = person_at(request.user, pk)
    note(by=request.user, verb="person.show_phone", what=person, region=person.region_id)
    return _revealed(request, person, _("Nomor telepon"), person.phone or _("belum ada"))


def _revealed(request, person: Person, label: str, text: str) -> HttpResponse:
    context = {"person": person, "region": person.region, "label": label, "text": text}
    response = render_part(request, "families/number.html", "families/_number.html", context)
    response["Cache-Control"] = "no-store"
    return response
