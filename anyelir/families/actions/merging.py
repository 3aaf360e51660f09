"""Two records of one person become one, by a person's decision, and can be taken apart again: ``core.merging``."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import SYSTEM, Actor, note
from anyelir.core.locking import held, hold
from anyelir.core.merging import empty_again, fill_gaps, move_back, move_rows, undecided
from anyelir.core.refusal import Refused
from anyelir.families import hooks
from anyelir.families.actions.recognising import proposal_of
from anyelir.families.actions.registering import hold_register, refuse_nik_of_another
from anyelir.families.known_people import desa_of
from anyelir.families.models import MergeProposal, Person
from anyelir.families.summaries import proposal_words

# Taken over by the kept record where it has none, each with the column that goes along.
FILLED = {
    "nik": "nik_index",
    "phone": "phone_index",
    "born_on": "birth_precision",
    "mother_id": "",
    "mother_name": "",
    "father_id": "",
    "birth_place": "",
    "birth_weight_g": "",
    "birth_length_cm": "",
    "marital": "",
    "growth_card": "growth_card_on",
    "died_on": "",
    "is_protected": "",
}
# Of these the history of merging itself is made; they stay where they are.
LEFT = {
    ("families.mergeproposal", "kept"),
    ("families.mergeproposal", "other"),
    ("families.person", "merged_into"),
}
State = MergeProposal.State


@action("person.merge", stored=proposal_words)
def merge_people(
    *, proposal: MergeProposal, by: Actor, op_id: uuid.UUID | None = None, keep_other: bool = False
) -> MergeProposal:
    """Join ``other`` into ``kept``; with ``keep_other`` the second record is the one that stays.

    Refuses: already_decided, already_merged.
    """
    proposal = undecided(proposal)
    if keep_other:
        proposal.kept_id, proposal.other_id = proposal.other_id, proposal.kept_id
    kept, other = _locked(proposal)
    if kept.merged_into_id or other.merged_into_id:
        raise Refused("already_merged", _("Salah satu catatan ini sudah digabung."))
    proposal.undo = {"filled": _give_over(kept, other), "moved": move_rows(other, kept, besides=LEFT)}
    return _decide(proposal, by, "person.merge", State.MERGED, [kept, other])


@action("person.propose", stored=proposal_words)
def propose_merge(
    *, person: Person, other: Person, by: Actor, op_id: uuid.UUID | None = None
) -> MergeProposal:
    """Somebody knows that two records of one desa are one person; the merge desk decides, as always.

    A pair that was proposed before is given as it is, whatever was decided.

    Refuses: already_merged, another_desa.
    """
    hold_register(person.region_id)
    if person.pk == other.pk or person.merged_into_id or other.merged_into_id:
        raise Refused("already_merged", _("Salah satu catatan ini sudah digabung."), field="other")
    if desa_of(person.region_id) != desa_of(other.region_id):
        text = _("Kedua catatan harus di desa yang sama. Catat dulu kepindahannya, lalu usulkan lagi.")
        raise Refused("another_desa", text, field="other")
    pair = MergeProposal.objects.filter(kept__in=[person, other], other__in=[person, other]).first()
    if pair is not None:
        return pair
    proposal = proposal_of(other, person)
    proposal.save(force_insert=True)
    note(by=by, verb="person.propose", what=proposal, region=proposal.region_id)
    return proposal


@action("person.not_same", stored=proposal_words)
def dismiss_merge(*, proposal: MergeProposal, by: Actor, op_id: uuid.UUID | None = None) -> MergeProposal:
    """They are two people. Refuses: already_decided."""
    proposal = undecided(proposal)
    return _decide(proposal, by, "person.not_same", State.DISMISSED, [])


@action("person.merge_undone", stored=proposal_words)
def undo_merge(*, proposal: MergeProposal, by: Actor, op_id: uuid.UUID | None = None) -> MergeProposal:
    """Take the decision back; a merge is taken apart to what it was, and later edits stay.

    Refuses: look_ups_spent, merged_again, nik_taken, not_decided, number_elsewhere.
    """
    proposal = held(proposal)
    if proposal.state == State.PROPOSED:
        raise Refused("not_decided", _("Usulan ini belum diputuskan."))
    kept, other = _locked(proposal)
    if proposal.state == State.MERGED:
        if kept.merged_into_id:
            text = _("Catatan ini kemudian digabung lagi. Batalkan dulu penggabungan yang terakhir.")
            raise Refused("merged_again", text)
        _take_back(proposal.undo, kept, other)
    proposal.state, proposal.decided_at, proposal.decided_by, proposal.undo = State.PROPOSED, None, None, {}
    proposal.save()
    note(by=by, verb="person.merge_undone", what=proposal, region=proposal.region_id)
    hooks.tell_changed([kept.pk, other.pk])
    return proposal


def _locked(proposal: MergeProposal) -> tuple[Person, Person]:
    people = hold(Person.objects.all()).in_bulk([proposal.kept_id, proposal.other_id])
    return people[proposal.kept_id], people[proposal.other_id]


def _decide(proposal: MergeProposal, by: Actor, verb: str, state: str, people: list[Person]) -> MergeProposal:
    proposal.state, proposal.decided_at, proposal.decided_by = state, timezone.now(), by.id
    proposal.save()
    note(by=by, verb=verb, what=proposal, region=proposal.region_id)
    hooks.tell_changed([person.pk for person in people])
    return proposal


def _give_over(kept: Person, other: Person) -> list[str]:
    """Fill the gaps of the kept record; returns the names of what it took over."""
    filled = fill_gaps(kept, other, FILLED)
    other.merged_into = kept
    if "nik" in filled:
        # A NIK is found once: the number stays readable in the merged record, its index goes to the kept one.
        other.nik_index = ""
    other.save()
    kept.save()
    return filled


def _take_back(done: dict[str, Any], kept: Person, other: Person) -> None:
    empty_again(kept, other, done["filled"], FILLED)
    kept.save()
    other.nik_index, other.merged_into = Person.index_of_nik(other.nik), None
    refuse_nik_of_another(other, SYSTEM)
    other.save()
    move_back(done["moved"], kept, other)
