"""A family or one person goes to live elsewhere."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused
from anyelir.core.screens import done, methods
from anyelir.core.sending import was_sent
from anyelir.core.submissions import posted
from anyelir.families import access, actions, queries
from anyelir.families.forms import FamilyMoveForm, PersonMoveForm
from anyelir.families.forms.moving import AWAY, OWN_CARD
from anyelir.families.models import Person
from anyelir.families.views.loading import family_at, form_page, person_at
from anyelir.regions.models import Region


@methods("GET", "POST")
def move_family(request, pk):
    """The whole family moves."""
    family = family_at(request.user, pk, to_edit=True)
    form = FamilyMoveForm(posted(request), place=family.region_id)

    def save(cleaned):
        _refuse_strange_place(request.user, cleaned["to_region"])
        actions.move_family(family=family, by=request.user, **cleaned)
        return done(request, _("Kepindahan sudah dicatat."), "families:family", pk=pk)

    title = _("Catat kepindahan keluarga")
    return form_page(request, form, save, family.region, title, family=family)


def _refuse_strange_place(user, place: Region | None) -> None:
    if place is None:
        return
    if queries.is_wide(place.code):
        text = _("Pilih sampai desa atau kelurahannya, atau tulis tujuannya di bawah.")
        raise Refused("place_too_wide", text, field="to_region", status=422)
    if not access.can_edit_families(user, place.code):
        text = _("Ini bukan wilayah yang Ibu/Bapak kelola. Tulis saja tujuannya di bawah.")
        raise Refused("no_such_region", text, field="to_region", status=422)


@methods("GET", "POST")
def move_person(request, pk):
    """One person joins another family, gets a card of their own, goes away, or comes back."""
    person = person_at(request.user, pk, to_edit=True)
    families = access.editable_families(request.user)
    form = PersonMoveForm(posted(request), person=person, families=families, was_sent=was_sent(request))

    def save(cleaned):
        _carry_out(person, cleaned, request.user)
        return done(request, _("Kepindahan sudah dicatat."), "families:person", pk=pk)

    title = _("Catat kepindahan %s") % person.name
    return form_page(request, form, save, person.region, title, person=person)


def _carry_out(person: Person, cleaned: dict[str, Any], user) -> Person:
    if cleaned["where"] == OWN_CARD:
        return actions.start_family(
            person=person, moved_on=cleaned["moved_on"], by=user, op_id=cleaned["op_id"]
        )
    is_away = cleaned["where"] == AWAY
    return actions.move_person(
        person=person,
        moved_on=cleaned["moved_on"],
        to_family=None if is_away else cleaned["to_family"],
        relation=cleaned["relation"],
        to_text=cleaned["to_text"] if is_away else "",
        by=user,
        op_id=cleaned["op_id"],
    )
