"""People after their family was registered: members, edits and deaths."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day as day_text
from anyelir.families import hooks
from anyelir.families.actions.building import temporary_no
from anyelir.families.actions.fields import (
    EDITABLE,
    cleaned,
    refuse_future,
    refuse_odd_life,
    refuse_odd_parents,
)
from anyelir.families.actions.recognising import KnownRecord, propose_merges
from anyelir.families.actions.registering import (
    Registered,
    hold_register,
    known_again,
    person_of,
    refuse_nik_of_another,
)
from anyelir.families.known_people import desa_of
from anyelir.families.models import Family, Person
from anyelir.families.summaries import person_words
from anyelir.regions.scope import is_within
from anyelir.rules.names import name_key

HEADS = (Person.Relation.HEAD, Person.Relation.HOUSEHOLD_HEAD)
# Changes of these make other numbers of other months.
COUNTED = {"sex", "born_on", "birth_precision", "growth_card", "growth_card_on"}
# Changes of these may show that the person is in the register twice.
MATCHED = {"name", "sex", "born_on", "birth_precision", "mother_name"}


@action("family.add_member", stored=person_words, record_of=person_of, result_of=known_again)
def add_member(
    *,
    family: Family,
    by: Actor,
    op_id: uuid.UUID | None = None,
    is_another: bool = False,
    **fields: Any,
) -> Registered:
    """A person joins the family; a known one is refused, near twins in the desa go to the merge desk.

    ``is_another`` says that somebody of the same name, sex and birth date is known, and that this is not that person.

    Refuses: already_registered, head_taken, not_a_parent, parent_too_young; as cleaned, refuse_nik_of_another.
    """
    hold_register(family.region_id)
    # Somebody added to a family that went away is away with it, and comes back with it.
    person = Person(family=family, region_id=family.region_id, moved_on=family.moved_on, **cleaned(fields))
    refuse_odd_parents(person)
    refuse_second_head(person)
    refuse_nik_of_another(person, by)
    if not is_another:
        _refuse_twin(person)
    person.temporary_no = "" if person.nik else temporary_no(person)
    person.save(force_insert=True)
    keep_head(family)
    said = {"is_another": True} if is_another else {}
    note(by=by, verb="person.register", what=person, region=family.region_id, **said)
    return Registered(person, created=True, proposals=propose_merges(person))


@action("person.edit")
def edit_person(*, person: Person, by: Actor, **changes: Any) -> Person:
    """Change fields of EDITABLE; the audit line names the fields, never their values.

    Refuses: born_after_death, head_taken, not_a_parent, parent_too_young, weighed_before_birth; as cleaned,
    refuse_nik_of_another.
    """
    person = held(person)
    if changes.get("growth_card") == person.growth_card and not changes.get("growth_card_on"):
        # The card was said again, without the day that is known already.
        changes["growth_card_on"] = person.growth_card_on
    values = cleaned(changes)
    changed = sorted(
        field for field in EDITABLE if field in values and getattr(person, field) != values[field]
    )
    for field, value in values.items():
        setattr(person, field, value)
    _refuse_contradictions(person, by)
    if "born_on" in changed:
        _refuse_birth_after_weighing(person)
    if not person.nik:
        # Kept also when a NIK comes: it may stand on paper.
        person.temporary_no = temporary_no(person)
    person.save()
    if "name" in changed:
        Person.objects.filter(mother=person).update(mother_name=person.name)
    keep_head(person.family)
    note(by=by, verb="person.edit", what=person, region=person.region_id, fields=changed)
    if COUNTED & set(changed):
        hooks.tell_changed([person.pk])
    if MATCHED & set(changed):
        propose_merges(person)
    return person


def _refuse_contradictions(person: Person, by: Actor) -> None:
    refuse_odd_parents(person)
    refuse_second_head(person)
    refuse_nik_of_another(person, by)
    if person.died_on and person.born_on and person.born_on > person.died_on:
        text = _("Tanggal lahir ini sesudah tanggal meninggalnya.")
        raise Refused("born_after_death", text, field="born_on", status=422)


def _refuse_birth_after_weighing(person: Person) -> None:
    """Most likely the year is a slip; or the result is another child's, and is put right first."""
    weighed_on = hooks.first_day_of(person)
    if weighed_on is not None and person.born_on is not None and weighed_on < person.born_on:
        text = _("Anak ini sudah diukur pada %s. Periksa tanggal lahirnya, atau betulkan dulu hasil ukurnya.")
        raise Refused("weighed_before_birth", text % day_text(weighed_on), field="born_on", status=422)


@action("person.death")
def record_death(*, person: Person, died_on: dt.date | None, by: Actor) -> Person:
    """The person died on that day; older months keep counting it. None withdraws what was recorded by mistake.

    Refuses: date_in_future, died_before_birth.
    """
    person = held(person)
    person.died_on = died_on
    if died_on is not None:
        refuse_future(died_on, "died_on", person.region_id)
        refuse_odd_life(person)
    elif person.moved_on is None:
        # The family may have moved meanwhile, and left behind only whom it believed dead.
        person.region_id = person.family.region_id
    person.save(update_fields=["died_on", "region", "updated_at"])
    keep_head(person.family)
    if died_on is None:
        note(by=by, verb="person.death_withdrawn", what=person, region=person.region_id)
    else:
        note(by=by, verb="person.died", what=person, region=person.region_id)
    hooks.tell_changed([person.pk])
    return person


def refuse_second_head(person: Person) -> None:
    """A family has one head, a household (KRT) one of its own; the one who stands down is edited first."""
    if person.relation not in HEADS or person.died_on or person.moved_on:
        return
    living = Person.objects.filter(relation=person.relation, merged_into=None, died_on=None, moved_on=None)
    if person.relation == Person.Relation.HEAD:
        living = living.filter(family=person.family_id)
    else:
        living = living.filter(family__household=person.family.household_id)
    head = living.exclude(pk=person.pk).first()
    if head is not None:
        text = _("%s sudah tercatat sebagai kepalanya. Ubah dulu hubungan orang itu.") % head.name
        raise Refused("head_taken", text, field="relation")


def keep_head(family: Family) -> None:
    """The name by which lists know the family: that of its living head, and the old one while there is none.

    A family that an import made of a child alone keeps the name of the parent that the file gave.
    """
    living = family.people.filter(relation__in=HEADS, merged_into=None, died_on=None, moved_on=None)
    # The head of the card before the head of the household.
    head = living.order_by("relation", "created_at", "id").first()
    if head is not None and head.name != family.head_name:
        family.head_name, family.head_key = head.name, head.name_key
        family.save(update_fields=["head_name", "head_key", "updated_at"])


def _refuse_twin(person: Person) -> None:
    """The same name, birth, sex and mother in the desa is the same person, unless both have a NIK of their own.

    Where no mother is known, it must be the same place too: so a form that is sent twice makes one person.
    """
    if person.born_on is None or person.birth_precision != Person.Precision.DAY:
        return
    place = Q(region=person.region_id) if not person.mother_name else is_within(desa_of(person.region_id))
    same = Person.objects.filter(place, name_key=person.name_key, born_on=person.born_on, sex=person.sex)
    mother = name_key(person.mother_name)
    alike = (person_alike for person_alike in same if not (person_alike.nik_index and person.nik_index))
    known = next(
        (person_alike for person_alike in alike if name_key(person_alike.mother_name) == mother), None
    )
    if known is not None:
        text = _(
            "Orang ini sudah tercatat di desa yang sama. Buka catatannya, atau katakan bahwa ini orang lain."
        )
        raise KnownRecord("already_registered", text, known.survivor, field="name")
