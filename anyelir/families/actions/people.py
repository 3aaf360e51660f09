"""Families and people after they were registered: members, edits, moves and deaths."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.audit import Actor, note
from anyelir.core.refusal import Refused
from anyelir.families import hooks
from anyelir.families.actions.registering import (
    NAME_LENGTH,
    Registered,
    checked_name,
    checked_nik,
    family_of,
    propose_merges,
    temporary_no,
)
from anyelir.families.models import Family, House, Household, Move, Person
from anyelir.regions.models import Region
from anyelir.rules import identity
from anyelir.rules.names import name_key

# What an edit may change on a person; each name is a model field.
EDITABLE = (
    "name",
    "sex",
    "born_on",
    "birth_precision",
    "birth_place",
    "birth_weight_g",
    "birth_length_cm",
    "nik",
    "phone",
    "relation",
    "marital",
    "mother_name",
    "has_growth_card",
)


@transaction.atomic
def register_family(
    *, region: Region, head: dict[str, Any], card_no: str = "", address: str = "", by: Actor
) -> Registered:
    """A new family with its head; ``head`` holds fields of EDITABLE. A family with that card is refused."""
    card_no = checked_card(card_no)
    if card_no and Family.objects.filter(card_index=Family.index_of_card(card_no)).exists():
        raise Refused("card_taken", _("Nomor KK ini sudah terdaftar. Cari keluarganya."), field="card_no")
    family = family_of(region, checked_name(head["name"]), card_no, address, reuse=False)
    note(by=by, verb="family.register", what=family, region=region.pk)
    return add_member(family=family, by=by, **{"relation": Person.Relation.HEAD, **head})


@transaction.atomic
def add_member(*, family: Family, by: Actor, **fields: Any) -> Registered:
    """A person joins the family; near twins in the desa are proposed to the merge desk."""
    person = Person(family=family, region_id=family.region_id, **_cleaned(fields))
    _refuse_nik_of_another(person)
    person.temporary_no = "" if person.nik else temporary_no(person)
    person.save(force_insert=True)
    note(by=by, verb="person.register", what=person, region=family.region_id)
    return Registered(person, created=True, proposals=propose_merges(person))


@transaction.atomic
def edit_person(*, person: Person, by: Actor, **changes: Any) -> Person:
    """Change fields of EDITABLE; the audit line names the fields, never their values."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    cleaned = _cleaned(changes)
    changed = sorted(field for field, value in cleaned.items() if getattr(person, field) != value)
    for field, value in cleaned.items():
        setattr(person, field, value)
    _refuse_nik_of_another(person)
    person.temporary_no = "" if person.nik else person.temporary_no or temporary_no(person)
    person.save()
    note(by=by, verb="person.edit", what=person, region=person.region_id, fields=changed)
    if {"sex", "born_on", "has_growth_card"} & set(changed):
        hooks.tell_changed([person.pk])
    return person


@transaction.atomic
def record_death(*, person: Person, died_on: dt.date, by: Actor) -> Person:
    """The person died on that day; older months keep counting it."""
    _refuse_odd_day(died_on, person, "died_on")
    person.died_on = died_on
    person.save(update_fields=["died_on", "updated_at"])
    note(by=by, verb="person.died", what=person, region=person.region_id)
    hooks.tell_changed([person.pk])
    return person


@transaction.atomic
def move_family(
    *, family: Family, moved_on: dt.date, to_region: Region | None = None, to_text: str = "", by: Actor
) -> Move:
    """The whole family moves to another region, or away (``to_region`` None). What happened before stays."""
    if moved_on > timezone.localdate():
        raise Refused("date_in_future", _("Tanggal pindah belum tiba."), field="moved_on", status=422)
    if to_region is None and not to_text.strip():
        raise Refused("no_destination", _("Tuliskan tujuan pindah."), field="to_text", status=422)
    move = Move.objects.create(
        family=family,
        moved_on=moved_on,
        from_region_id=family.region_id,
        to_region=to_region,
        to_text=to_text.strip(),
    )
    people = Person.objects.filter(family=family, died_on=None, merged_into=None)
    if to_region is None:
        family.moved_on, family.is_resident = moved_on, False
        people.update(moved_on=moved_on)
    else:
        family.region = to_region
        family.household = Household.objects.create(house=House.objects.create(region=to_region))
        people.update(region=to_region, moved_on=None)
    family.save()
    note(by=by, verb="family.move", what=family, region=move.from_region_id, to=family.region_id)
    hooks.tell_changed(list(people.values_list("pk", flat=True)))
    return move


def checked_card(card_no: str) -> str:
    """The compact KK number; raises Refused unless it is empty or has 16 digits."""
    card_no = identity.compact(card_no)
    if card_no and identity.has_error(identity.check_family_card_no(card_no)):
        text = _("Nomor KK harus tepat 16 angka. Kosongkan bila belum ada.")
        raise Refused("card_not_16_digits", text, field="card_no", status=422)
    return card_no


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields of EDITABLE in the form in which they are stored, with their keys and blind indexes."""
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")
    cleaned = dict(fields)
    if "name" in cleaned:
        cleaned["name"] = checked_name(cleaned["name"])
        cleaned["name_key"] = name_key(cleaned["name"])[:NAME_LENGTH]
    if "nik" in cleaned:
        cleaned["nik"] = checked_nik(cleaned["nik"])
        cleaned["nik_index"] = Person.index_of_nik(cleaned["nik"])
    if "phone" in cleaned:
        cleaned["phone"] = _phone(cleaned["phone"])
        cleaned["phone_index"] = Person.index_of_phone(cleaned["phone"])
    if cleaned.get("born_on") and cleaned["born_on"] > timezone.localdate():
        raise Refused("born_in_future", _("Tanggal lahir belum terjadi."), field="born_on", status=422)
    return cleaned


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    found = identity.normalise_phone(text)
    if not isinstance(found, str):
        raise Refused(
            "phone_wrong",
            _("Nomor telepon ini tidak dikenal. Contoh: 0812 3456 7890."),
            field="phone",
            status=422,
        )
    return found


def _refuse_nik_of_another(person: Person) -> None:
    if not person.nik_index:
        return
    holder = Person.objects.filter(nik_index=person.nik_index).exclude(pk=person.pk).first()
    if holder is not None:
        text = _("NIK ini sudah dipakai %s. Periksa angkanya, atau buka catatan itu.") % holder.name
        raise Refused("nik_taken", text, field="nik")


def _refuse_odd_day(day: dt.date, person: Person, field: str) -> None:
    if day > timezone.localdate():
        raise Refused("date_in_future", _("Tanggal ini belum tiba."), field=field, status=422)
    if person.born_on is not None and day < person.born_on:
        raise Refused("before_birth", _("Tanggal ini sebelum lahir."), field=field, status=422)
