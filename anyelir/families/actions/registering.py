"""A child comes to the register: found again when it is known, asked about when it may be, else new.

Two children are one only when NIK, birth date and sex agree and the names are spellings of each other
(``rules.same_person``). Whatever is near that is asked; where nobody is there to ask, the merge desk gets it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import FIRST_YEAR, today_anywhere, today_at
from anyelir.core.locking import hold
from anyelir.core.refusal import Refused
from anyelir.families import looking
from anyelir.families.actions.recognising import (
    NAME_LENGTH,
    KnownRecord,
    alike_in_register,
    ask_about,
    checked_holder,
    desa_of,
    propose_merges,
    recognise_child,
)
from anyelir.families.models import Family, House, Household, MergeProposal, Person
from anyelir.regions.models import Region
from anyelir.rules import identity
from anyelir.rules.matching import PersonRecord
from anyelir.rules.names import name_key
from anyelir.rules.no_name import is_no_name, known_name

ADDRESS_LENGTH = 200


@dataclass(frozen=True)
class Registered:
    """The person, whether it is new, and the merges that were proposed."""

    person: Person
    created: bool
    proposals: list[MergeProposal] = field(default_factory=list)


def person_of(registered: Registered) -> Person:
    return registered.person


def known_again(person: Person) -> Registered:
    """What a form that is sent a second time gives."""
    return Registered(person, created=False)


@action("child.register", record_of=person_of, result_of=known_again)
def find_or_register_child(
    *,
    region_code: str,
    name: str,
    sex: str,
    born_on: dt.date | None,
    birth_precision: str = Person.Precision.DAY,
    mother_name: str = "",
    father_name: str = "",
    nik: str = "",
    card_no: str = "",
    address: str = "",
    birth_weight_g: int | None = None,
    birth_length_cm: Decimal | None = None,
    growth_card: str = "",
    growth_card_on: dt.date | None = None,
    door: looking.Door = looking.FORM,
    asks: bool = True,
    is_another: bool = False,
    same_as: uuid.UUID | None = None,
    by: Actor,
) -> Registered:
    """The child of that description, registered with house, household and family when new.

    Raises PerhapsKnown when it may be somebody in the desa: the answer comes back as ``same_as`` (whom) or
    ``is_another``. A file has nobody to ask (``asks=False``): the same words for everything are the same child,
    and whoever is only near goes to the merge desk.
    """
    nik = checked_nik(nik)
    typed = PersonRecord(
        ref="",
        name=checked_name(name),
        born_on=born_on,
        birth_precision=birth_precision,
        sex=sex,
        mother_name=known_name(mother_name),
        place=region_code,
    )
    check_birth(born_on)
    hold_register(region_code)
    if same_as is not None:
        return Registered(recognise_child(pk=same_as, nik=nik, by=by), created=False)
    known = _by_nik(nik, typed, by, door)
    if known is None and not asks and not nik:
        known = alike_in_register(typed)
    if known is not None:
        return Registered(known, created=False)
    if asks and not is_another:
        ask_about(typed)
    region = Region.objects.get(code=region_code)
    person = new_child(
        family_of(region, known_name(father_name) or typed.mother_name or typed.name, card_no, address, by),
        name=typed.name,
        sex=sex,
        born_on=born_on,
        birth_precision=birth_precision,
        birth_weight_g=birth_weight_g,
        birth_length_cm=birth_length_cm,
        nik=nik,
        mother_name=typed.mother_name,
        growth_card=growth_card,
        growth_card_on=card_day(growth_card, growth_card_on),
    )
    person.save(force_insert=True)
    note_child(person, by, is_another=is_another)
    return Registered(person, created=True, proposals=propose_merges(person))


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


def hold_register(code: str) -> None:
    """Until the end of the transaction: two who register in one desa at once come one after the other.

    Somebody without NIK is recognised by looking, which no constraint of the database can do.
    """
    hold(Region.objects.filter(code=desa_of(code))).first()


def new_child(family: Family, *, name: str, nik: str, mother_name: str, **columns: Any) -> Person:
    """A child of the family where it lives, not yet stored; name and NIK are checked already."""
    person = Person(
        family=family,
        region_id=family.region_id,
        name=name,
        name_key=name_key(name)[:NAME_LENGTH],
        nik=nik,
        nik_index=Person.index_of_nik(nik),
        relation=Person.Relation.CHILD,
        mother_name=" ".join(mother_name.split())[:NAME_LENGTH],
        **columns,
    )
    person.temporary_no = "" if nik else temporary_no(person)
    return person


def note_child(person: Person, by: Actor, *, is_another: bool = False) -> None:
    said = {"is_another": True} if is_another else {}
    note(by=by, verb="person.register", what=person, region=person.region_id, **said)


def temporary_no(person: Person) -> str:
    """A number of our own for somebody without NIK, short enough for paper: T and twelve signs."""
    return f"T{person.pk.hex[:4]}{person.pk.hex[-8:]}".upper()


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


def _by_nik(nik: str, typed: PersonRecord, by: Actor, door: looking.Door) -> Person | None:
    """The holder of the NIK; a number of another person, or of one out of sight, is refused, a likeness asked about."""
    if not nik:
        return None
    holder = looking.holder_of_nik(Person.index_of_nik(nik), by, door=door)
    return None if holder is None else checked_holder(holder, typed)


def refuse_nik_of_another(person: Person, by: Actor) -> None:
    """A NIK stands once, in whichever record; the holder is named only to those who may see that record."""
    if not person.nik_index:
        return
    holder = looking.holder_of_nik(person.nik_index, by, besides=person)
    if holder is not None:
        text = _("NIK ini sudah tercatat. Periksa angkanya, atau buka catatan yang sudah ada.")
        raise KnownRecord("nik_taken", text, holder, field="nik")


def family_of(region: Region, head: str, card_no: str, address: str, by: Actor) -> Family:
    """The family of that card, or of that head at that address; made with its house when there is none."""
    head, address = cleaned_home(head, address)
    card_index = Family.index_of_card(identity.compact(card_no))
    found = None
    if card_index:
        found = Family.objects.filter(card_index=card_index, moved_on=None).first()
        looking.holder_in_scope(found, by, field="card_no")
    else:
        found = Family.objects.filter(
            region=region,
            head_key=name_key(head)[:NAME_LENGTH],
            household__house__address=address,
            moved_on=None,
        ).first()
    if found is not None:
        return found
    family = new_family(region, head, card_no, address)
    for record in (family.household.house, family.household, family):
        record.save(force_insert=True)
    return family


def new_family(region: Region, head: str, card_no: str, address: str) -> Family:
    """A family with its household and house, none of them stored yet; head and address are cleaned already."""
    return Family(
        household=Household(house=House(region=region, address=address)),
        region=region,
        head_name=head,
        head_key=name_key(head)[:NAME_LENGTH],
        card_no=identity.compact(card_no),
        card_index=Family.index_of_card(identity.compact(card_no)),
    )


def cleaned_home(head: str, address: str) -> tuple[str, str]:
    """The name of the head and the address as they are stored."""
    return " ".join(head.split())[:NAME_LENGTH], " ".join(address.split())[:ADDRESS_LENGTH]
