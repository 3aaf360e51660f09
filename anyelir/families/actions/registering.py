"""A child comes to the register: found again when it is known, asked about when it may be, else new.

Two children are one only when NIK, birth date and sex agree and the names are spellings of each other
(``rules.same_person``). Whatever is near that is asked; where nobody is there to ask, the merge desk gets it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor
from anyelir.core.locking import hold
from anyelir.families import looking
from anyelir.families.actions.plans import commit_people, describe_child, plan_child
from anyelir.families.actions.recognising import KnownRecord, recognise_child
from anyelir.families.known_people import IN_DATABASE, desa_of
from anyelir.families.models import MergeProposal, Person
from anyelir.regions.models import Region


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
    door: looking.LookUpDoor = looking.FORM,
    asks: bool = True,
    is_another: bool = False,
    same_as: uuid.UUID | None = None,
    by: Actor,
) -> Registered:
    """The child of that description, registered with house, household and family when new.

    PerhapsKnown asks when it may be somebody in the desa: the answer comes back as ``same_as`` (the primary key of
    that person) or ``is_another``. A file has nobody to ask (``asks=False``): a record in which everything is the same
    is the same child, and one that is only near goes to the merge desk.

    Refuses: as describe_child, plan_child, recognise_child.
    """
    region = Region.objects.get(code=region_code)
    child = describe_child(
        region=region,
        name=name,
        sex=sex,
        born_on=born_on,
        birth_precision=birth_precision,
        mother_name=mother_name,
        father_name=father_name,
        nik=nik,
        card_no=card_no,
        address=address,
        birth_weight_g=birth_weight_g,
        birth_length_cm=birth_length_cm,
        growth_card=growth_card,
        growth_card_on=growth_card_on,
    )
    hold_register(region_code)
    if same_as is not None:
        return Registered(recognise_child(pk=same_as, nik=child.nik, by=by), created=False)
    plan = plan_child(child, IN_DATABASE, by=by, door=door, asks=asks, is_another=is_another)
    commit_people([plan], by=by, is_another=is_another)
    return Registered(plan.person, plan.is_new, plan.proposals)


def hold_register(code: str) -> None:
    """Until the end of the transaction: two who register in one desa at once come one after the other.

    Somebody without NIK is recognised by looking, which no constraint of the database can do.
    """
    hold(Region.objects.filter(code=desa_of(code))).first()


def refuse_nik_of_another(person: Person, by: Actor) -> None:
    """A NIK stands in one record; the holder is named only to those who may see that record.

    Refuses: look_ups_spent, nik_taken, number_elsewhere.
    """
    if not person.nik_index:
        return
    holder = looking.holder_of_nik(person.nik_index, by, besides=person)
    if holder is not None:
        text = _("NIK ini sudah tercatat. Periksa angkanya, atau buka catatan yang sudah ada.")
        raise KnownRecord("nik_taken", text, holder, field="nik")
