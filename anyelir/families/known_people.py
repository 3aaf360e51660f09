"""Who is in the register already: asked of the database, or read beforehand for the many rows of a file.

Whoever plans to register somebody asks one of both the same questions, so that a form and a file are judged alike.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import Q, QuerySet

from anyelir.core.audit import Actor
from anyelir.core.crypto import forms_of
from anyelir.core.refusal import Refused
from anyelir.families import looking
from anyelir.families.models import Family, Person
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within
from anyelir.rules.names import name_key

# Births further apart are not compared when somebody registers; the merge desk looks wider.
NEAR_DAYS = 40
REACH = dt.timedelta(days=NEAR_DAYS)
NAME_LENGTH = 120
MOST_NAMESAKES = 500
# What is compared; the numbers of a person are not read for that.
MATCHED = "name name_key born_on birth_precision sex mother_name region_id merged_into_id nik_index".split()


def desa_of(code: str) -> str:
    return at_level(code, Level.DESAKEL) or code


def key_of(name: str) -> str:
    """The spelling under which a name is found."""
    return name_key(name)[:NAME_LENGTH]


class KnownPeople(Protocol):
    """The people and families that somebody new may be, or may live with."""

    def holder(self, nik_index: str, by: Actor, door: looking.LookUpDoor) -> Person | None:
        """Who holds the NIK; refuses as ``looking`` does."""

    def alike(self, desa: str, key: str, born_on: dt.date, sex: str | None) -> Iterable[Person]:
        """Records without NIK of that name, birth and sex, merged ones too."""

    def near(self, desa: str, key: str, born_on: dt.date | None) -> list[Person]:
        """People of the desa who were born about the same time, and some of those who bear the same name."""

    def family(self, region: Region, key: str, address: str) -> Family | None:
        """The family that lives there under a head of that name."""


class PeopleInDatabase:
    """Each question is a query."""

    def holder(self, nik_index: str, by: Actor, door: looking.LookUpDoor) -> Person | None:
        return looking.holder_of_nik(nik_index, by, door=door)

    def alike(self, desa: str, key: str, born_on: dt.date, sex: str | None) -> Iterable[Person]:
        return Person.objects.filter(is_within(desa), name_key=key, born_on=born_on, sex=sex, nik_index="")

    def near(self, desa: str, key: str, born_on: dt.date | None) -> list[Person]:
        living = Person.objects.filter(is_within(desa), merged_into=None).defer("phone")
        people = {person.pk: person for person in living.filter(name_key=key)[:MOST_NAMESAKES]}
        if born_on is not None:
            people |= {person.pk: person for person in _born_about(living, born_on)}
        return list(people.values())

    def family(self, region: Region, key: str, address: str) -> Family | None:
        there = Family.objects.filter(region=region, household__house__address=address, moved_on=None)
        return there.filter(head_key=key).order_by("pk").first()


def _born_about(people: QuerySet[Person], born_on: dt.date) -> QuerySet[Person]:
    return people.filter(born_on__range=(born_on - REACH, born_on + REACH))


IN_DATABASE = PeopleInDatabase()


@dataclass
class Near:
    """People of a desa, to be found by birth date and by name."""

    by_birth: dict[dt.date, dict[uuid.UUID, Person]] = field(default_factory=lambda: defaultdict(dict))
    by_name: dict[str, dict[uuid.UUID, Person]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, person: Person) -> None:
        self.by_name[person.name_key][person.pk] = person
        if person.born_on is not None:
            self.by_birth[person.born_on][person.pk] = person

    def of(self, key: str, born_on: dt.date | None) -> list[Person]:
        people = dict(self.by_name.get(key, {}))
        if born_on is not None:
            for days in range(-NEAR_DAYS, NEAR_DAYS + 1):
                people |= self.by_birth.get(born_on + dt.timedelta(days=days), {})
        return list(people.values())


@dataclass(frozen=True)
class Sought:
    """What is written of one person who may be known."""

    name: str
    born_on: dt.date
    nik: str
    head: str


class PeopleRead:
    """Read with few queries for all that are sought, and kept up to date by whoever plans with it (``add_...``)."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        sought = list(sought)
        self._births = {child.born_on for child in sought}
        self._names = {key_of(child.name) for child in sought}
        self._heads = {key_of(child.head) for child in sought}
        self._holders: dict[str, Person] = {}
        self._alike: dict[tuple[str, dt.date | None, str], dict[uuid.UUID, Person]] = defaultdict(dict)
        self._families: dict[str, dict[tuple[str, str, str], Family]] = {}
        self._near: dict[str, Near] = {}
        self._spent: Refused | None = None
        self._is_counted = False
        self.found = self.read(sought)

    def read(self, sought: Iterable[Sought]) -> list[Person]:
        """Look these up, again if they were known: the people they may be."""
        self._families.clear()
        self._near.clear()
        sought = list(sought)
        people = [*_holders_of(sought), *_without_nik(sought)]
        for person in people:
            self._add(person)
        return people

    def holder(self, nik_index: str, by: Actor, door: looking.LookUpDoor) -> Person | None:
        self._refuse_when_spent(by, door)
        person = next((self._holders[form] for form in forms_of(nik_index) if form in self._holders), None)
        holder = looking.holder_in_scope(person and person.survivor, by, door=door)
        return holder if isinstance(holder, Person) else None

    def _refuse_when_spent(self, by: Actor, door: looking.LookUpDoor) -> None:
        """Counted once: lines of attempts are stored when the portion is done."""
        if not self._is_counted:
            self._is_counted = True
            try:
                looking.refuse_when_spent(by, door.limit, [door.verb])
            except Refused as refused:
                self._spent = refused
        if self._spent is not None:
            raise self._spent

    def alike(self, desa: str, key: str, born_on: dt.date, sex: str | None) -> Iterable[Person]:
        same = self._alike.get((key, born_on, sex), {}).values()
        return [person for person in same if desa_of(person.region_id) == desa]

    def near(self, desa: str, key: str, born_on: dt.date | None) -> list[Person]:
        return self._near_of(desa).of(key, born_on)

    def family(self, region: Region, key: str, address: str) -> Family | None:
        return self._families_of(desa_of(region.code)).get((region.code, key, address))

    def add_person(self, person: Person) -> None:
        self._add(person)
        self._near_of(desa_of(person.region_id)).add(person)

    def add_family(self, family: Family) -> None:
        _keep(self._families_of(desa_of(family.region_id)), family)

    def _add(self, person: Person) -> None:
        if person.nik_index:
            self._holders[person.nik_index] = person
        else:
            self._alike[person.name_key, person.born_on, person.sex][person.pk] = person

    def _near_of(self, desa: str) -> Near:
        if desa not in self._near:
            about = Q(born_on__range=(min(self._births) - REACH, max(self._births) + REACH))
            known = about | Q(name_key__in=self._names)
            near = self._near[desa] = Near()
            for person in Person.objects.filter(is_within(desa), known, merged_into=None).only(*MATCHED):
                near.add(person)
        return self._near[desa]

    def _families_of(self, desa: str) -> dict[tuple[str, str, str], Family]:
        if desa not in self._families:
            families = Family.objects.filter(is_within(desa), head_key__in=self._heads, moved_on=None)
            by_head = self._families[desa] = {}
            for family in families.select_related("household__house").order_by("pk").defer("card_no"):
                _keep(by_head, family)
        return self._families[desa]


def _keep(families: dict[tuple[str, str, str], Family], family: Family) -> None:
    families.setdefault((family.region_id, family.head_key, family.household.house.address), family)


def _holders_of(sought: list[Sought]) -> Iterable[Person]:
    numbers = {Person.index_of_nik(child.nik) for child in sought if child.nik}
    return Person.objects.filter(nik_index__in=numbers).defer("nik", "phone")


def _without_nik(sought: list[Sought]) -> Iterable[Person]:
    nameless = [child for child in sought if not child.nik]
    names, births = (
        {key_of(child.name) for child in nameless},
        {child.born_on for child in nameless},
    )
    return Person.objects.filter(name_key__in=names, born_on__in=births, nik_index="").defer("nik", "phone")
