"""What was typed of a person, checked, and the records that are made of it, not stored yet."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.audit import Actor, note
from anyelir.core.clock import FIRST_YEAR, today_anywhere, today_at
from anyelir.core.refusal import Refused
from anyelir.families.known_people import NAME_LENGTH, key_of
from anyelir.families.models import Family, House, Household, Person
from anyelir.regions.models import Region
from anyelir.rules import identity
from anyelir.rules.names import name_key
from anyelir.rules.no_name import is_no_name

ADDRESS_LENGTH = 200


def checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("name_missing", _("Nama belum diisi."), field="name", status=422)
    if is_no_name(name) or not name_key(name):
        text = _("“%s” bukan nama. Tulis namanya; bayi yang belum bernama ditulis By. Ny. dan nama ibunya.")
        raise Refused("not_a_name", text % name[:20], field="name", status=422)
    if len(name) > NAME_LENGTH:
        raise Refused("name_too_long", _("Nama ini terlalu panjang."), field="name", status=422)
    return name


def checked_nik(nik: str) -> str:
    nik = identity.compact(nik)
    if nik and identity.has_error(identity.check_nik(nik)):
        text = _("NIK harus tepat 16 angka. Kosongkan bila belum punya NIK.")
        raise Refused("nik_not_16_digits", text, field="nik", status=422)
    if identity.is_stand_in(nik) or identity.is_cut(nik):
        text = _(
            "Angka ini bukan NIK siapa pun: angka pengganti, atau ujungnya terpotong. Kosongkan bila belum punya NIK."
        )
        raise Refused("nik_of_nobody", text, field="nik", status=422)
    return nik


def check_birth(born_on: dt.date | None) -> None:
    """Refuses a birth to come, and a year in which nobody alive was born."""
    if born_on is not None and born_on > today_anywhere():
        raise Refused("born_in_future", _("Tanggal lahir belum terjadi."), field="born_on", status=422)
    if born_on is not None and born_on.year < FIRST_YEAR:
        text = _("Tahun lahir ini terlalu lama. Periksa angkanya.")
        raise Refused("born_too_long_ago", text, field="born_on", status=422)


def card_day(growth_card: str, on: dt.date | None) -> dt.date | None:
    """Since when the card counts: the day it was given, or today where nobody knows; a card that is not has no day."""
    if growth_card == Person.GrowthCard.YES:
        if on is not None and on > today_anywhere():
            raise Refused("date_in_future", _("Tanggal ini belum tiba."), field="growth_card_on", status=422)
        return on or today_at("")
    if on is not None:
        text = _('Tanggal KMS terisi. Pilih "Sudah punya", atau kosongkan tanggalnya.')
        raise Refused("card_day_alone", text, field="growth_card_on", status=422)
    return None


def new_child(family: Family, *, name: str, nik: str, mother_name: str, **columns: Any) -> Person:
    """A child of the family where it lives, not yet stored; name and NIK are checked already."""
    person = Person(
        family=family,
        region_id=family.region_id,
        name=name,
        name_key=key_of(name),
        nik=nik,
        nik_index=Person.index_of_nik(nik),
        relation=Person.Relation.CHILD,
        mother_name=" ".join(mother_name.split())[:NAME_LENGTH],
        **columns,
    )
    person.temporary_no = "" if nik else temporary_no(person)
    return person


def temporary_no(person: Person) -> str:
    """A number of our own for somebody without NIK, short enough for paper: T and twelve signs."""
    return f"T{person.pk.hex[:4]}{person.pk.hex[-8:]}".upper()


def note_child(person: Person, by: Actor, *, is_another: bool = False) -> None:
    said = {"is_another": True} if is_another else {}
    note(by=by, verb="person.register", what=person, region=person.region_id, **said)


def new_family(region: Region, head: str, card_no: str, address: str) -> Family:
    """A family with its household and house, none of them stored yet; head and address are cleaned already."""
    return Family(
        household=Household(house=House(region=region, address=address)),
        region=region,
        head_name=head,
        head_key=key_of(head),
        card_no=identity.compact(card_no),
        card_index=Family.index_of_card(identity.compact(card_no)),
    )


def cleaned_home(head: str, address: str) -> tuple[str, str]:
    """The name of the head and the address as they are stored."""
    return " ".join(head.split())[:NAME_LENGTH], " ".join(address.split())[:ADDRESS_LENGTH]
