"""A family or one person goes to live elsewhere. What happened before stays where it happened."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day as day_text
from anyelir.families import hooks
from anyelir.families.actions.building import new_family
from anyelir.families.actions.fields import refuse_future
from anyelir.families.actions.households import new_home
from anyelir.families.actions.people import keep_head, refuse_second_head
from anyelir.families.models import Family, Move, Person
from anyelir.families.summaries import move_words, place_words
from anyelir.regions.models import Region


@action("family.move", stored=move_words)
def move_family(
    *,
    family: Family,
    moved_on: dt.date,
    to_region: Region | None = None,
    address: str = "",
    to_text: str = "",
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Move:
    """The whole family moves to a house in another region, or away (``to_region`` None).

    A family that had moved away comes back in the same way. Members who left it before are not taken along.

    Refuses: before_last_move, date_in_future, moved_already, no_destination.
    """
    family = held(family)
    moves = family.moves.filter(person=None)
    _check(moves, moved_on, family.region_id, to_region is not None, to_text)
    _refuse_again(moves, moved_on, to_region, to_text)
    movers = list(
        Person.objects.filter(family=family, died_on=None, merged_into=None, moved_on=family.moved_on)
        .order_by()
        .values_list("pk", flat=True)
    )
    move = _note_move(family, None, moved_on, family.region, to_region, to_text)
    if to_region is None:
        family.moved_on = moved_on
        Person.objects.filter(pk__in=movers).update(moved_on=moved_on)
    else:
        family.moved_on = None
        family.region, family.household = to_region, new_home(to_region, address)
        Person.objects.filter(pk__in=movers).update(region=to_region, moved_on=None)
    family.save()
    note(by=by, verb="family.move", what=family, region=move.from_region_id, to=family.region_id)
    hooks.tell_changed(movers)
    return move


@action("person.move", stored=place_words)
def move_person(
    *,
    person: Person,
    moved_on: dt.date,
    to_family: Family | None = None,
    relation: str = "",
    to_text: str = "",
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Person:
    """One person joins another family, comes back to the own one, or goes away (``to_family`` None).

    Refuses: before_birth, before_last_move, cannot_move, date_in_future, family_moved, head_taken, last_one,
    moved_already, no_destination, same_family.
    """
    person = held(person)
    _refuse_unmovable(person, to_family)
    _check(person.moves, moved_on, person.region_id, to_family is not None, to_text)
    if to_family is None:
        _refuse_again(person.moves, moved_on, None, to_text)
    if person.born_on and moved_on < person.born_on:
        text = _("Tanggal ini sebelum lahir.")
        raise Refused("before_birth", text, field="moved_on", status=422)
    old, region = person.family, person.region
    to_region = to_family.region if to_family is not None else None
    _note_move(
        old, person, moved_on, region, to_region, to_text or (to_family.head_name if to_family else "")
    )
    if to_family is None:
        _refuse_last_one(person)
        person.moved_on = moved_on
    else:
        person.family, person.region, person.moved_on = to_family, to_family.region, None
        person.relation = relation or person.relation
        refuse_second_head(person)
    person.save()
    keep_head(old)
    keep_head(person.family)
    changed = ["moved_on"] if to_family is None else ["family", "region"]
    note(by=by, verb="person.move", what=person, region=region.pk, to=person.region_id, fields=changed)
    hooks.tell_changed([person.pk])
    return person


@action("family.found", stored=place_words)
def start_family(*, person: Person, moved_on: dt.date, by: Actor, op_id: uuid.UUID | None = None) -> Person:
    """The person gets a family card of their own and stays in the same household.

    Refuses: before_birth, before_last_move, cannot_move, date_in_future, family_moved, head_already, head_taken,
    last_one, moved_already, no_destination, same_family.
    """
    person = held(person)
    if person.relation == Person.Relation.HEAD and not _lives_with_others(person):
        raise Refused("head_already", _("%s sudah punya KK sendiri.") % person.name)
    family = new_family(person.region, person.name, "", "")
    family.household = person.family.household
    family.save(force_insert=True)
    note(by=by, verb="family.register", what=family, region=family.region_id)
    head = Person.Relation.HEAD
    return move_person(person=person, moved_on=moved_on, to_family=family, relation=head, by=by)


def _check(
    earlier: QuerySet[Move], moved_on: dt.date, place: str, is_known_place: bool, to_text: str
) -> None:
    refuse_future(moved_on, "moved_on", place)
    if not is_known_place and not to_text.strip():
        raise Refused("no_destination", _("Tuliskan tujuan pindah."), field="to_text", status=422)
    last = earlier.order_by("-moved_on").first()
    if last is not None and moved_on < last.moved_on:
        text = _("Kepindahan terakhir tercatat pada %s. Pilih tanggal itu atau sesudahnya.")
        raise Refused("before_last_move", text % day_text(last.moved_on), field="moved_on", status=422)


def _refuse_again(earlier: QuerySet[Move], moved_on: dt.date, to_region: Region | None, to_text: str) -> None:
    """The last move, told once more, is no second move."""
    last = earlier.order_by("-moved_on", "-created_at").first()
    known = last and (last.moved_on, last.to_region, last.to_text)
    if known == (moved_on, to_region, " ".join(to_text.split())):
        raise Refused("moved_already", _("Kepindahan ini sudah tercatat."), field="moved_on")


def _refuse_unmovable(person: Person, to_family: Family | None) -> None:
    if person.merged_into_id or person.died_on is not None:
        raise Refused("cannot_move", _("Orang ini sudah meninggal atau catatannya sudah digabung."))
    if to_family is not None and to_family.pk == person.family_id and person.moved_on is None:
        text = _("Orang ini sudah tercatat di keluarga itu.")
        raise Refused("same_family", text, field="to_family", status=422)
    if to_family is not None and to_family.moved_on is not None:
        text = _("Keluarga itu sendiri sudah pindah. Pilih keluarga yang masih tinggal di sini.")
        raise Refused("family_moved", text, field="to_family", status=422)


def _refuse_last_one(person: Person) -> None:
    """With the last one the family itself goes, and lists must know that."""
    if not _lives_with_others(person):
        text = _("Tidak ada orang lain lagi di keluarga ini. Catat kepindahan keluarganya.")
        raise Refused("last_one", text, status=422)


def _lives_with_others(person: Person) -> bool:
    living = Person.objects.filter(family=person.family_id, merged_into=None, died_on=None, moved_on=None)
    return living.exclude(pk=person.pk).exists()


def _note_move(
    family: Family,
    person: Person | None,
    moved_on: dt.date,
    from_region: Region,
    to_region: Region | None,
    to_text: str,
) -> Move:
    return Move.objects.create(
        family=family,
        person=person,
        moved_on=moved_on,
        from_region=from_region,
        to_region=to_region,
        to_text=" ".join(to_text.split()),
    )
