"""The one door from businesses to the people of the register: their names, and never the family behind them.

Nothing else in this room imports ``families``; a test reads the imports.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anyelir.accounts.models import User
from anyelir.core.permission import Viewer
from anyelir.core.terms import in_force
from anyelir.enterprise.trade.models import Business, Ownership
from anyelir.families.access import visible_people
from anyelir.families.models import MergeProposal, Person
from anyelir.families.queries import is_long_enough, people_page
from anyelir.membership.models import Sex
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level

MOST_OFFERED = 12


@dataclass(frozen=True)
class OfferedPerson:
    """Somebody who may be meant by a name, and the place where she lives."""

    pk: uuid.UUID
    name: str
    place: str


def offered_people(user: Viewer, code: str, text: str) -> list[OfferedPerson]:
    """People of the desa around ``code`` whom the user reads anyway, living, by a part of their name."""
    desa = at_level(code, Level.DESAKEL) or code
    if not text or not is_long_enough(desa, text):
        return []
    living = visible_people(user).filter(died_on=None, moved_on=None)
    rows = people_page(desa, living, text).rows[:MOST_OFFERED]
    return [OfferedPerson(person.pk, person.name, person.region.name) for person in rows]


def can_name(user: Viewer, pk: uuid.UUID) -> bool:
    """Whether the user may write this person down as an owner: somebody living whom she reads anyway."""
    return bool(visible_people(user).filter(pk=pk, died_on=None, merged_into=None).exists())


def names(pks: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Of people who were merged, the name of the record that stands for them."""
    people = Person.objects.filter(pk__in=list(pks)).defer("nik", "phone").select_related("merged_into")
    return {person.pk: person.survivor.name for person in people}


def heads_her_family(pks: Iterable[uuid.UUID]) -> dict[uuid.UUID, bool]:
    """Of each person whether she is a woman and the head of her family, as the record says that stands for her."""
    people = Person.objects.filter(pk__in=list(pks)).defer("nik", "phone").select_related("merged_into")
    return {person.pk: _heads_her_family(person.survivor) for person in people}


def _heads_her_family(person: Person) -> bool:
    return person.sex == Sex.FEMALE and person.relation in (
        Person.Relation.HEAD,
        Person.Relation.HOUSEHOLD_HEAD,
    )


def merged_people(record: object) -> tuple[uuid.UUID, ...]:
    """The two people of a merge that was made or undone; none for any other record."""
    return (record.kept_id, record.other_id) if isinstance(record, MergeProposal) else ()


def same_family(first: uuid.UUID, second: uuid.UUID) -> bool:
    """Whether two people stand on one family card; which one it is stays behind the wall."""
    families = Person.objects.filter(pk__in=[first, second]).values_list("family_id", flat=True)
    return len(set(families)) == 1


def of_one_family(business: Business, on: dt.date) -> QuerySet[Ownership]:
    """Ownerships of that day by people on the family card of its owner, its own among them; which card stays here."""
    owned = Ownership.objects.filter(in_force(on))
    families = Person.objects.filter(pk__in=owned.filter(business=business).values("person"))
    return owned.filter(person__family__in=families.exclude(family=None).values("family"))


def shares_phone(user: Viewer, owned: QuerySet[Ownership]) -> bool:
    """Whether the number of the account is that of an owner, as it was noted or as the register has it."""
    account = User.objects.filter(pk=user.id).first()
    if account is None or not account.phone:
        return False
    noted = Q(phone_index=Ownership.index_of_phone(account.phone))
    index = Person.index_of_phone(account.phone)
    registered = Q(person__phone_index=index) | Q(person__merged_into__phone_index=index)
    return bool(owned.filter(noted | registered).exists())
