"""Planning to register a child, and writing plans: one from a form, many at once from a file.

``describe_child`` cleans what was written, ``plan_child`` says who it is or what will be written of a new child;
both refuse and write nothing. ``commit_people`` writes plans in as few statements as there are kinds of rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from anyelir.core.audit import Actor
from anyelir.families import looking
from anyelir.families.actions import building
from anyelir.families.actions.recognising import alike_in_register, ask_about, checked_holder, proposals_among
from anyelir.families.known_people import KnownPeople, desa_of, key_of
from anyelir.families.models import Family, House, Household, MergeProposal, Person
from anyelir.regions.models import Region
from anyelir.rules import identity
from anyelir.rules.identity.problem import Sex
from anyelir.rules.matching import PersonRecord, Precision
from anyelir.rules.no_name import known_name


@dataclass(frozen=True)
class ChildDescription:
    """A child as it was written, cleaned: ``typed`` is what is compared, ``columns`` what is kept beside it."""

    region: Region
    typed: PersonRecord
    nik: str
    head: str
    card_no: str
    address: str
    columns: dict[str, Any]


@dataclass
class PersonPlan:
    """Who the child is; for a new one its family when that is new too, and the merges to be proposed."""

    person: Person
    is_new: bool = False
    family: Family | None = None
    proposals: list[MergeProposal] = field(default_factory=list)


def describe_child(
    *,
    region: Region,
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
) -> ChildDescription:
    """What was said of the child, cleaned and checked.

    Refuses: born_in_future, born_too_long_ago, card_day_alone, date_in_future, name_missing, name_too_long,
    nik_not_16_digits, nik_of_nobody, not_a_name.
    """
    nik = building.checked_nik(nik)
    typed = PersonRecord(
        ref="",
        name=building.checked_name(name),
        born_on=born_on,
        birth_precision=cast(Precision, birth_precision),
        sex=cast(Sex, sex),
        mother_name=known_name(mother_name),
        place=region.code,
    )
    building.check_birth(born_on)
    columns = {
        "birth_weight_g": birth_weight_g,
        "birth_length_cm": birth_length_cm,
        "growth_card": growth_card,
        "growth_card_on": building.card_day(growth_card, growth_card_on),
    }
    head = known_name(father_name) or typed.mother_name or typed.name
    head, address = building.cleaned_home(head, address)
    return ChildDescription(region, typed, nik, head, identity.compact(card_no), address, columns)


def plan_child(
    child: ChildDescription,
    known: KnownPeople,
    *,
    by: Actor,
    door: looking.LookUpDoor = looking.FORM,
    asks: bool = True,
    is_another: bool = False,
) -> PersonPlan:
    """Whom the description means, or the new record that it makes; see ``registering.find_or_register_child``.

    Refuses: look_ups_spent, number_elsewhere, perhaps_holder, perhaps_known, several_alike.
    """
    person = _recognised(child, known, by, door, asks)
    if person is not None:
        return PersonPlan(person)
    if asks and not is_another:
        ask_about(child.typed, known)
    return _plan_new(child, known, by)


def _recognised(
    child: ChildDescription, known: KnownPeople, by: Actor, door: looking.LookUpDoor, asks: bool
) -> Person | None:
    """The holder of the NIK, or in a file, where nobody is there to ask, the one of the same words."""
    if child.nik:
        holder = known.holder(Person.index_of_nik(child.nik), by, door)
        return None if holder is None else checked_holder(holder, child.typed)
    return None if asks else alike_in_register(child.typed, known)


def _plan_new(child: ChildDescription, known: KnownPeople, by: Actor) -> PersonPlan:
    family = _family_of(child, known, by)
    made = None
    if family is None:
        family = made = building.new_family(child.region, child.head, child.card_no, child.address)
    person = building.new_child(
        family,
        name=child.typed.name,
        nik=child.nik,
        sex=child.typed.sex,
        born_on=child.typed.born_on,
        birth_precision=child.typed.birth_precision,
        mother_name=child.typed.mother_name,
        **child.columns,
    )
    near = known.near(desa_of(person.region_id), person.name_key, person.born_on)
    return PersonPlan(person, True, made, proposals_among(person, near))


def _family_of(child: ChildDescription, known: KnownPeople, by: Actor) -> Family | None:
    """The family of that card, else of that head at that address."""
    if not child.card_no:
        return known.family(child.region, key_of(child.head), child.address)
    index = Family.index_of_card(child.card_no)
    family = Family.objects.filter(card_index=index, moved_on=None).first()
    looking.holder_in_scope(family, by, field="card_no")
    return family


def commit_people(plans: Sequence[PersonPlan], *, by: Actor, is_another: bool = False) -> None:
    """Write the new people with their homes. Raises IntegrityError when somebody else stored the same meanwhile."""
    new = [plan for plan in plans if plan.is_new]
    families = [plan.family for plan in new if plan.family is not None]
    House.objects.bulk_create([family.household.house for family in families])
    Household.objects.bulk_create([family.household for family in families])
    Family.objects.bulk_create(families)
    Person.objects.bulk_create([plan.person for plan in new])
    MergeProposal.objects.bulk_create([proposal for plan in new for proposal in plan.proposals])
    for plan in new:
        building.note_child(plan.person, by, is_another=is_another)
