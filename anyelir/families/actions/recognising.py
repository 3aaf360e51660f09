"""Is whoever is being registered in the register already? Found, asked about, or proposed to the merge desk.

The rules are ``rules.same_person``; here stands whom they are asked about.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.families.known_people import IN_DATABASE, KnownPeople, desa_of, key_of
from anyelir.families.models import Family, MergeProposal, Person
from anyelir.rules import matching, same_person
from anyelir.rules.same_person import SamePersonVerdict

# A proposal costs a person's attention, so only near certainty is proposed while registering.
PROPOSE_AT = 0.9
# More than these nobody compares while a child waits; the nearest come first.
MOST_ASKED = 3


class KnownRecord(Refused):
    """What was typed belongs to a person or a family that is in the register already; pages link to it."""

    def __init__(self, code: str, text: str, record: Person | Family, *, field: str = "") -> None:
        super().__init__(code, text, field=field)
        self.record = record


class PerhapsKnown(Refused):
    """Only a person can tell. ``people`` are those it may be; a page names the ones that its reader may see."""

    def __init__(self, code: str, text: str, people: list[Person], *, field: str = "") -> None:
        super().__init__(code, text, field=field)
        self.people = people


def record_of(person: Person) -> matching.PersonRecord:
    """What the matching rules look at."""
    return matching.PersonRecord(
        ref=str(person.pk),
        name=person.name,
        born_on=person.born_on,
        birth_precision=person.birth_precision,
        sex=person.sex,
        mother_name=person.mother_name,
        place=person.region_id,
    )


def checked_holder(holder: Person, typed: matching.PersonRecord) -> Person:
    """The holder of the NIK that was typed, when everything says that it is the same person; refused or asked else."""
    verdict = same_person.by_nik(record_of(holder), typed)
    if verdict is SamePersonVerdict.ANOTHER:
        text = _("NIK ini sudah dipakai orang lain. Periksa angkanya.")
        raise KnownRecord("nik_taken", text, holder, field="nik")
    if verdict is SamePersonVerdict.ASK:
        text = _(
            "NIK ini sudah tercatat pada anak yang mirip. Anak yang sama, atau kembarannya?"
            " Bila anak lain, periksa NIK-nya atau kosongkan."
        )
        raise PerhapsKnown("perhaps_holder", text, [holder], field="nik")
    return holder


def the_one_alike(same: Iterable[Person], typed: matching.PersonRecord) -> Person | None:
    """Without a NIK: the one whom the same words describe. Two such people are two, and nobody is chosen for them."""
    alike = [person for person in same if same_person.is_described_alike(record_of(person), typed)]
    if len({person.survivor.pk for person in alike}) > 1:
        text = _(
            "Ada dua anak dengan nama, tanggal lahir, dan ibu yang sama."
            " Isi NIK, atau bedakan namanya (misalnya By. Ny. Siti 1 dan By. Ny. Siti 2)."
        )
        raise Refused("several_alike", text, field="name")
    return alike[0] if alike else None


def alike_in_register(typed: matching.PersonRecord, known: KnownPeople) -> Person | None:
    """The record without NIK in the desa that the same words describe.

    A record that was merged leads to the one it was merged into, so that a file that is imported again does not
    bring the twin back.
    """
    if typed.born_on is None:
        return None
    same = known.alike(desa_of(typed.place), key_of(typed.name), typed.born_on, typed.sex)
    person = the_one_alike(same, typed)
    return person and person.survivor


def ask_about(typed: matching.PersonRecord, known: KnownPeople) -> None:
    """Raises PerhapsKnown when somebody in the desa may be the one whom the words describe, or a twin."""
    near = known.near(desa_of(typed.place), key_of(typed.name), typed.born_on)
    asked = [
        person
        for person in near
        if same_person.by_description(record_of(person), typed) is not SamePersonVerdict.ANOTHER
    ]
    if asked:
        asked.sort(key=lambda person: -matching.person_score(record_of(person), typed).total)
        text = _(
            "Sudah ada anak yang mirip: nama, tanggal lahir, atau ibunya sama. Anak yang sama, atau kembarannya?"
        )
        raise PerhapsKnown("perhaps_known", text, asked[:MOST_ASKED])


@action("child.recognise")
def recognise_child(*, pk: uuid.UUID, nik: str, by: Actor) -> Person:
    """The child whom a person recognised, with the NIK that was typed where its record has none.

    Refuses: nik_differs, nik_taken.
    """
    known = held(Person.objects.get(pk=pk).survivor)
    index = Person.index_of_nik(nik)
    if not nik or index.is_that_of(known.nik_index):
        return known
    if known.nik_index:
        text = _("Anak itu sudah punya NIK lain. Periksa angkanya, atau kosongkan.")
        raise Refused("nik_differs", text, field="nik")
    holder = Person.objects.filter(nik_index=index).first()
    if holder is not None:
        text = _("NIK ini sudah dipakai orang lain. Periksa angkanya.")
        raise KnownRecord("nik_taken", text, holder.survivor, field="nik")
    known.nik, known.nik_index = nik, index
    known.save(update_fields=["nik", "nik_index", "updated_at"])
    note(by=by, verb="person.edit", what=known, region=known.region_id, fields=["nik"])
    return known


def propose_merges(person: Person) -> list[MergeProposal]:
    """Propose every likely twin of ``person`` in its desa to the merge desk; nothing is joined here.

    A pair that was proposed before, in either order, is not proposed again, whatever was decided.
    """
    pairs = MergeProposal.objects.filter(Q(kept=person) | Q(other=person)).values_list("kept_id", "other_id")
    paired = {person.pk, *(key for pair in pairs for key in pair)}
    near = IN_DATABASE.near(desa_of(person.region_id), person.name_key, person.born_on)
    proposals = proposals_among(person, (twin for twin in near if twin.pk not in paired))
    for proposal in proposals:
        proposal.save(force_insert=True)
    return proposals


def proposals_among(person: Person, others: Iterable[Person]) -> list[MergeProposal]:
    """Proposals, not yet stored, to join ``person`` with those of the others who are almost surely the same."""
    proposals = (proposal_of(other, person) for other in others)
    return [proposal for proposal in proposals if proposal.score >= PROPOSE_AT]


def proposal_of(kept: Person, other: Person) -> MergeProposal:
    """The proposal to join the two, not yet stored, with its reasons."""
    score = matching.person_score(record_of(kept), record_of(other))
    parts = [[part.field, part.reason, part.points] for part in score.parts]
    return MergeProposal(
        kept=kept,
        other=other,
        region_id=desa_of(other.region_id),
        score=score.total,
        parts={"parts": parts},
    )
