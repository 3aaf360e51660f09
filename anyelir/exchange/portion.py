"""What the register already knows of the rows of a portion, read with few queries and kept up to date."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from anyelir.core.audit import Actor
from anyelir.exchange.eppgbm import Row
from anyelir.families import looking
from anyelir.families.actions.recognising import (
    NAME_LENGTH,
    NEAR_DAYS,
    checked_holder,
    desa_of,
    the_one_alike,
)
from anyelir.families.models import Family, Person
from anyelir.posyandu.known import DaysRead
from anyelir.regions.models import Region
from anyelir.regions.scope import is_within
from anyelir.rules import identity
from anyelir.rules.matching import PersonRecord
from anyelir.rules.names import name_key

MATCHED = (
    "name",
    "name_key",
    "born_on",
    "birth_precision",
    "sex",
    "mother_name",
    "region_id",
    "merged_into_id",
)
REACH = dt.timedelta(days=NEAR_DAYS)


def key_of(name: str) -> str:
    return name_key(name)[:NAME_LENGTH]


@dataclass
class Near:
    """People of a desa, to be found by birth date and by name."""

    by_birth: dict[dt.date, dict[uuid.UUID, Person]] = field(default_factory=lambda: defaultdict(dict))
    by_name: dict[str, dict[uuid.UUID, Person]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, person: Person) -> None:
        self.by_name[person.name_key][person.pk] = person
        if person.born_on is not None:
            self.by_birth[person.born_on][person.pk] = person

    def of(self, person: Person) -> list[Person]:
        found = dict(self.by_name.get(person.name_key, {}))
        if person.born_on is not None:
            for days in range(-NEAR_DAYS, NEAR_DAYS + 1):
                found |= self.by_birth.get(person.born_on + dt.timedelta(days=days), {})
        return list(found.values())


class Known:
    """The people, enrolments, measurements, families and open days that the rows may meet."""

    def __init__(self, rows: list[Row], by: Actor) -> None:
        self._scope = looking.Scope(by)
        self.days = DaysRead({row.measured_on for row in rows})
        self._holders: dict[str, Person] = {}
        self._twins: dict[tuple[str, dt.date, str], dict[uuid.UUID, Person]] = defaultdict(dict)
        self._families: dict[str, dict[tuple[str, str, str], Family]] = {}
        self._near: dict[str, Near] = {}
        self._births = {row.born_on for row in rows}
        self._names = {key_of(row.name) for row in rows}
        self._heads = {key_of(row.parent_name or row.name) for row in rows}
        self._look_up(rows)

    def look_again(self, row: Row) -> None:
        """The row was recorded without us: forget what may have changed, and find its child."""
        self._families.clear()
        self._near.clear()
        self.days.forget_posts()
        self._look_up([row])

    def _look_up(self, rows: list[Row]) -> None:
        found = [*self._holders_of(rows), *self._twins_of(rows)]
        for child in found:
            self._add_person(child)
        self.days.read(child.pk for child in found)

    def _holders_of(self, rows: list[Row]) -> Iterable[Person]:
        numbers = {Person.index_of_nik(identity.compact(row.nik)) for row in rows if row.nik}
        return Person.objects.filter(nik_index__in=numbers, merged_into=None).defer("nik", "phone")

    def _twins_of(self, rows: list[Row]) -> Iterable[Person]:
        nameless = [row for row in rows if not row.nik]
        return Person.objects.filter(
            name_key__in={key_of(row.name) for row in nameless},
            born_on__in={row.born_on for row in nameless},
            nik_index="",
        ).defer("nik", "phone")

    def _add_person(self, person: Person) -> None:
        if person.nik_index:
            self._holders[person.nik_index] = person
        else:
            self._twins[person.name_key, person.born_on, person.sex][person.pk] = person

    def child(self, row: Row, name: str, nik: str, code: str) -> Person | None:
        """As ``find_or_register_child`` finds it, the NIK first; raises Refused where it does.

        A record that was merged is given as it is: who stands for it today is for the slow way to find.
        """
        typed = PersonRecord("", name, row.born_on, "day", row.sex, row.parent_name, code)
        if nik:
            holder = self._holders.get(Person.index_of_nik(nik))
            if holder is not None and not self._scope.holds(holder):
                raise looking.NumberElsewhere(holder, "nik")
            return None if holder is None else checked_holder(holder, typed)
        same = self._twins.get((key_of(name), row.born_on, row.sex), {}).values()
        desa = desa_of(code)
        return the_one_alike((twin for twin in same if desa_of(twin.region_id) == desa), typed)

    def add_child(self, child: Person) -> None:
        self._add_person(child)
        self._near_of(desa_of(child.region_id)).add(child)

    def neighbours(self, child: Person) -> list[Person]:
        """People of the same desa who were born about the same time or bear the same name."""
        return self._near_of(desa_of(child.region_id)).of(child)

    def _near_of(self, desa: str) -> Near:
        if desa not in self._near:
            born = Q(born_on__range=(min(self._births) - REACH, max(self._births) + REACH))
            people = Person.objects.filter(
                is_within(desa), born | Q(name_key__in=self._names), merged_into=None
            )
            near = self._near[desa] = Near()
            for person in people.only(*MATCHED):
                near.add(person)
        return self._near[desa]

    def family(self, home: Region, head: str, address: str) -> Family | None:
        """The family of that head at that address."""
        return self._families_of(desa_of(home.code)).get((home.code, key_of(head), address))

    def add_family(self, family: Family) -> None:
        self._keep_family(self._families_of(desa_of(family.region_id)), family)

    def _families_of(self, desa: str) -> dict[tuple[str, str, str], Family]:
        if desa not in self._families:
            families = Family.objects.filter(is_within(desa), head_key__in=self._heads, moved_on=None)
            found = self._families[desa] = {}
            for family in families.select_related("household__house").order_by("pk").defer("card_no"):
                self._keep_family(found, family)
        return self._families[desa]

    def _keep_family(self, families: dict[tuple[str, str, str], Family], family: Family) -> None:
        key = (family.region_id, family.head_key, family.household.house.address)
        families.setdefault(key, family)
