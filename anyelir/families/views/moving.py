"""A family or one person goes to live elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from anyelir.core.posted import posted
from anyelir.core.refusal import Refused
from anyelir.families import access, actions, queries
from anyelir.families.forms import FamilyMoveForm, PersonMoveForm
from anyelir.families.forms.moving import AWAY, OWN_CARD
from anyelir.families.models import Person
from anyelir.families.views.loading import family_or_404, form_page, person_or_404, tell_refusal
from anyelir.regions.models import Region


def move_family(request, pk):
    """The whole family moves."""
    family = family_or_404(request.user, pk, to_edit=True)
    form = FamilyMoveForm(posted(request), place=family.region_id)
    if request.method == "POST" and form.is_valid():
        try:
            _refuse_strange_place(request.user, form.cleaned_data["to_region"])
            actions.move_family(family=family, by=request.user, **form.cleaned_data)
            messages.success(request, _("Kepindahan sudah dicatat."))
            return redirect("families:family", pk=pk)
        except Refused as refused:
            tell_refusal(form, refused, request.user)
    title = _("Catat kepindahan keluarga")
    return form_page(request, form, family.region, title, family=family)


def _refuse_strange_place(user, place: Region | None) -> None:
    if place is None:
        return
    if queries.is_wide(place.code):
        text = _("Pilih sampai desa atau kelurahannya, atau tulis tujuannya di bawah.")
        raise Refused("place_too_wide", text, field="to_region", status=422)
    if not access.can_edit_families(user, place.code):
        text = _("Ini bukan wilayah yang Ibu/Bapak kelola. Tulis saja tujuannya di bawah.")
        raise Refused("no_such_region", text, field="to_region", status=422)


def move_person(request, pk):
    """One person joins another family, gets a card of their own, goes away, or comes back."""
    person = person_or_404(request.user, pk, to_edit=True)
    form = PersonMoveForm(posted(request), person=person, families=access.editable_families(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            person = _carry_out(person, form.cleaned_data, request.user)
            messages.success(request, _("Kepindahan sudah dicatat."))
            return redirect("families:person", pk=pk)
        except Refused as refused:
            tell_refusal(form, refused, request.user)
    title = _("Catat kepindahan %s") % person.name
    return form_page(request, form, person.region, title, person=person)


def _carry_out(person: Person, data: dict[str, Any], user) -> Person:
    if data["where"] == OWN_CARD:
        return actions.found_family(person=person, moved_on=data["moved_on"], by=user, op_id=data["op_id"])
    is_away = data["where"] == AWAY
    return actions.move_person(
        person=person,
        moved_on=data["moved_on"],
        to_family=None if is_away else data["to_family"],
        relation=data["relation"],
        to_text=data["to_text"] if is_away else "",
        by=user,
        op_id=data["op_id"],
    )
