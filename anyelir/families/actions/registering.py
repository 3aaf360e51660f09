"""A child comes to the register: found again when it is known, proposed for merging when it may be.

Exact twins are one person only when the NIK says so, or when both records lack a NIK and everything else agrees.
A record with a NIK and one without are never joined in silence: a person decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import FIRST_YEAR, today_anywhere, today_at
from anyelir.core.locking import hold
from anyelir.core.refusal import Refused
from anyelir.families import looking
from anyelir.families.models import Family, House, Household, MergeProposal, Person
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within
from anyelir.rules import identity, matching
from anyelir.rules.names import name_key, similarity

# Births further apart are not compared when somebody registers; the merge desk looks wider.
NEAR_DAYS = 40
SAME_NAME = 0.5
# A proposal costs a person's attention, so only near certainty is proposed while registering.
PROPOSE_AT = 0.9
NAME_LENGTH = 120
ADDRESS_LENGTH = 200


class KnownRecord(Refused):
    """What was typed belongs to a person or a family that is in the register already; pages link to it."""

    def __init__(self, code: str, text: str, record: Person | Family, *, field: str = "") -> None:
        super().__init__(code, text, field=field)
        self.record = record


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
    by: Actor,
) -> Registered:
    """The child of that description in the region, registered with house, household and family when new."""
    name = checked_name(name)
    nik = checked_nik(nik)
    check_birth(born_on)
    hold_register(region_code)
    known = _by_nik(nik, name, born_on, by, door) or _twin(region_code, name, sex, born_on, mother_name, nik)
    if known is not None:
        return Registered(known, created=False)
    region = Region.objects.get(code=region_code)
    person = new_child(
        family_of(region, father_name or mother_name or name, card_no, address, by),
        name=name,
        sex=sex,
        born_on=born_on,
        birth_precision=birth_precision,
        birth_weight_g=birth_weight_g,
        birth_length_cm=birth_length_cm,
        nik=nik,
        mother_name=mother_name,
        growth_card=growth_card,
        growth_card_on=card_day(growth_card, growth_card_on),
    )
    person.save(force_insert=True)
    note_child(person, by)
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


def note_child(person: Person, by: Actor) -> None:
    note(by=by, verb="person.register", what=person, region=person.region_id)


def temporary_no(person: Person) -> str:
    """A number of our own for somebody without NIK, short enough for paper: T and twelve signs."""
    return f"T{person.pk.hex[:4]}{person.pk.hex[-8:]}".upper()


def checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or not name_key(name):
        raise Refused("name_missing", _("Nama belum diisi."), field="name", status=422)
    if len(name) > NAME_LENGTH:
        raise Refused("name_too_long", _("Nama ini terlalu panjang."), field="name", status=422)
    return name


def checked_nik(nik: str) -> str:
    nik = identity.compact(nik)
    if nik and identity.has_error(identity.check_nik(nik)):
        text = _("NIK harus tepat 16 angka. Kosongkan bila belum punya NIK.")
        raise Refused("nik_not_16_digits", text, field="nik", status=422)
    return nik


def check_birth(born_on: dt.date | None) -> None:
    """Refuses a birth to come, and a year in which nobody alive was born."""
    if born_on is not None and born_on > today_anywhere():
        raise Refused("born_in_future", _("Tanggal lahir belum terjadi."), field="born_on", status=422)
    if born_on is not None and born_on.year < FIRST_YEAR:
        text = _("Tahun lahir ini terlalu lama. Periksa angkanya.")
        raise Refused("born_too_long_ago", text, field="born_on", status=422)


def _by_nik(nik: str, name: str, born_on: dt.date | None, by: Actor, door: looking.Door) -> Person | None:
    """The holder of the NIK; a number of quite another person, or of one out of sight, is refused."""
    if not nik:
        return None
    holder = looking.holder_of_nik(Person.index_of_nik(nik), by, door=door)
    return None if holder is None else checked_holder(holder, name, born_on)


def checked_holder(holder: Person, name: str, born_on: dt.date | None) -> Person:
    """The holder of a NIK, when the name or the birth date says that it is the same child."""
    if holder.born_on != born_on and similarity(holder.name, name) < SAME_NAME:
        text = _("NIK ini sudah dipakai orang lain. Periksa angkanya.")
        raise KnownRecord("nik_taken", text, holder, field="nik")
    return holder


def refuse_nik_of_another(person: Person, by: Actor) -> None:
    """A NIK stands once, in whichever record; the holder is named only to those who may see that record."""
    if not person.nik_index:
        return
    holder = looking.holder_of_nik(person.nik_index, by, besides=person)
    if holder is not None:
        text = _("NIK ini sudah tercatat. Periksa angkanya, atau buka catatan yang sudah ada.")
        raise KnownRecord("nik_taken", text, holder, field="nik")


def _twin(code: str, name: str, sex: str, born_on: dt.date | None, mother: str, nik: str) -> Person | None:
    """The same child without NIK in the same desa: name, birth, sex and mother agree.

    A record that was merged leads to the one it was merged into, so that a file that is imported again does not
    bring the twin back.
    """
    if nik or born_on is None:
        return None
    same = Person.objects.filter(
        is_within(desa_of(code)),
        name_key=name_key(name)[:NAME_LENGTH],
        born_on=born_on,
        sex=sex,
        nik_index="",
    )
    found = of_mother(same, mother)
    return found and found.survivor


def of_mother(same: Iterable[Person], mother: str) -> Person | None:
    """Among children of one name, birth and sex the one whose mother bears that name too."""
    return next((other for other in same if name_key(other.mother_name) == name_key(mother)), None)


def desa_of(code: str) -> str:
    return at_level(code, Level.DESAKEL) or code


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


def propose_merges(person: Person) -> list[MergeProposal]:
    """Propose every likely twin of ``person`` in its desa to the merge desk; nothing is joined here.

    A pair that was proposed before, in either order, is not proposed again, whatever was decided.
    """
    pairs = MergeProposal.objects.filter(Q(kept=person) | Q(other=person)).values_list("kept_id", "other_id")
    paired = {key for pair in pairs for key in pair}
    proposals = proposals_among(person, (one for one in _neighbours(person) if one.pk not in paired))
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


def _neighbours(person: Person) -> list[Person]:
    """People of the same desa who were born about the same time or bear the same name."""
    near = Q(name_key=person.name_key)
    if person.born_on is not None:
        reach = dt.timedelta(days=NEAR_DAYS)
        near |= Q(born_on__range=(person.born_on - reach, person.born_on + reach))
    others = Person.objects.filter(is_within(desa_of(person.region_id)), near, merged_into=None)
    return list(others.exclude(pk=person.pk).defer("phone")[:500])


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
