"""What may be written on a person, in the form in which it is stored, and the days and parents that cannot be."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.refusal import Refused
from anyelir.families.actions.building import card_day, check_birth, checked_name, checked_nik
from anyelir.families.known_people import NAME_LENGTH
from anyelir.families.models import Person
from anyelir.membership.models import Sex
from anyelir.rules import identity
from anyelir.rules.names import name_key
from anyelir.rules.no_name import known_name

# What the forms may change on a person; each name is a model field.
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
    "mother",
    "mother_name",
    "father",
    "growth_card",
    "growth_card_on",
)


def cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields of EDITABLE as they are stored, with their keys and blind indexes; ValueError for any other field.

    Refuses: born_in_future, born_too_long_ago, card_day_alone, date_in_future, name_missing, name_too_long,
    nik_not_16_digits, nik_of_nobody, not_a_name, phone_wrong.
    """
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")
    values = dict(fields)
    if "name" in values:
        values["name"] = checked_name(values["name"])
        values["name_key"] = name_key(values["name"])[:NAME_LENGTH]
    if "mother_name" in values:
        values["mother_name"] = known_name(values["mother_name"])
    if "nik" in values:
        values["nik"] = checked_nik(values["nik"])
        values["nik_index"] = Person.index_of_nik(values["nik"])
    if "phone" in values:
        values["phone"] = checked_phone(values["phone"])
        values["phone_index"] = Person.index_of_phone(values["phone"])
    if values.get("mother"):
        # Kept beside the record, because lists and the search for twins read the name.
        values["mother_name"] = values["mother"].name
    if "growth_card" in values:
        values["growth_card_on"] = card_day(values["growth_card"], values.get("growth_card_on"))
    check_birth(values.get("born_on"))
    return values


def checked_phone(text: str) -> str:
    """The number as it is stored, "" for none; raises Refused when it is no telephone number."""
    if not text.strip():
        return ""
    phone = identity.normalise_phone(text)
    if not isinstance(phone, str):
        text = _("Nomor telepon ini tidak dikenal. Contoh: 0812 3456 7890.")
        raise Refused("phone_wrong", text, field="phone", status=422)
    return phone


def checked_card(card_no: str) -> str:
    """The compact KK number; raises Refused unless it is empty or has 16 digits."""
    card_no = identity.compact(card_no)
    if card_no and identity.has_error(identity.check_family_card_no(card_no)):
        text = _("Nomor KK harus tepat 16 angka. Kosongkan bila belum ada.")
        raise Refused("card_not_16_digits", text, field="card_no", status=422)
    return card_no


def refuse_future(day: dt.date, field: str, place: str) -> None:
    """Refuses a day that has not come at the place."""
    if day > today_at(place):
        raise Refused("date_in_future", _("Tanggal ini belum tiba."), field=field, status=422)


def refuse_odd_life(person: Person) -> None:
    """Nobody dies before birth; where only month or year of a birth are known, its first day stands for it."""
    if person.died_on and person.born_on and person.died_on < person.born_on:
        text = _("Tanggal meninggal lebih awal daripada tanggal lahir.")
        raise Refused("died_before_birth", text, field="died_on", status=422)


def refuse_odd_parents(person: Person) -> None:
    """A mother is a woman, a father a man, and both were born before their child."""
    for field, sex in (("mother", Sex.FEMALE), ("father", Sex.MALE)):
        parent = getattr(person, field)
        if parent is None:
            continue
        if parent.pk == person.pk or parent.sex != sex:
            text = _("Orang ini tidak bisa menjadi ibu atau ayahnya. Pilih orang lain.")
            raise Refused("not_a_parent", text, field=field, status=422)
        if parent.born_on and person.born_on and parent.born_on >= person.born_on:
            text = _("Menurut catatan, %s lahir sesudah anaknya. Periksa kedua tanggal lahir.") % parent.name
            raise Refused("parent_too_young", text, field=field, status=422)
