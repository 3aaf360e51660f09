"""Two records of one person become one, by a person's decision, and can be taken apart again.

Everything that points at the other record is moved to the kept one. The rows moved are remembered by table, column
and key, so that undo puts back exactly those. A row that the kept person already has (a unique constraint) stays
with the merged record; nothing is deleted.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.audit import Actor, note
from anyelir.core.crypto import decrypt, encrypt
from anyelir.core.refusal import Refused
from anyelir.families import hooks
from anyelir.families.models import MergeProposal, Person

# Given up by the merged record and taken over by the kept one where it has none.
FILLED = (
    "nik",
    "nik_index",
    "phone",
    "phone_index",
    "mother_name",
    "birth_place",
    "birth_weight_g",
    "birth_length_cm",
)
SEALED = ("nik", "phone")
# Of these the history of merging itself is made; they stay where they are.
LEFT = {
    ("families.mergeproposal", "kept"),
    ("families.mergeproposal", "other"),
    ("families.person", "merged_into"),
}
State = MergeProposal.State


@transaction.atomic
def merge(proposal: MergeProposal, *, by: Actor) -> MergeProposal:
    """Join ``other`` into ``kept``."""
    proposal = _undecided(proposal)
    kept, other = _locked(proposal)
    if kept.merged_into_id or other.merged_into_id:
        raise Refused("already_merged", _("Salah satu catatan ini sudah digabung."))
    before, given = _picture(kept), _picture(other)
    _give_over(kept, other)
    proposal.undo = {"moved": _move_rows(other, kept), "kept": before, "other": given}
    proposal.state = State.MERGED
    return _decide(proposal, by, "person.merge", [kept, other])


@transaction.atomic
def dismiss(proposal: MergeProposal, *, by: Actor) -> MergeProposal:
    """They are two people."""
    proposal = _undecided(proposal)
    proposal.state = State.DISMISSED
    return _decide(proposal, by, "person.not_same", [])


@transaction.atomic
def undo(proposal: MergeProposal, *, by: Actor) -> MergeProposal:
    """Take the decision back; a merge is taken apart to what it was."""
    proposal = MergeProposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == State.PROPOSED:
        raise Refused("not_decided", _("Usulan ini belum diputuskan."))
    kept, other = _locked(proposal)
    if proposal.state == State.MERGED:
        _take_back(proposal, kept, other)
    proposal.state, proposal.decided_at, proposal.decided_by, proposal.undo = State.PROPOSED, None, None, {}
    proposal.save()
    note(by=by, verb="person.merge_undone", what=proposal, region=proposal.region_id)
    hooks.tell_changed([kept.pk, other.pk])
    return proposal


def _undecided(proposal: MergeProposal) -> MergeProposal:
    proposal = MergeProposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != State.PROPOSED:
        raise Refused("already_decided", _("Usulan ini sudah diputuskan orang lain."))
    return proposal


def _locked(proposal: MergeProposal) -> tuple[Person, Person]:
    people = Person.objects.select_for_update().in_bulk([proposal.kept_id, proposal.other_id])
    return people[proposal.kept_id], people[proposal.other_id]


def _decide(proposal: MergeProposal, by: Actor, verb: str, people: list[Person]) -> MergeProposal:
    proposal.decided_at, proposal.decided_by = timezone.now(), by.id
    proposal.save()
    note(by=by, verb=verb, what=proposal, region=proposal.region_id)
    hooks.tell_changed([person.pk for person in people])
    return proposal


def _give_over(kept: Person, other: Person) -> None:
    """The other record gives its NIK up first, because a NIK may stand only once."""
    given = {name: getattr(other, name) for name in FILLED}
    other.merged_into = kept
    other.nik = other.nik_index = ""
    other.save()
    for name, value in given.items():
        if not getattr(kept, name):
            setattr(kept, name, value)
    kept.save()


def _take_back(proposal: MergeProposal, kept: Person, other: Person) -> None:
    _restore(kept, proposal.undo["kept"])
    kept.save()
    _restore(other, proposal.undo["other"])
    other.merged_into = None
    other.save()
    for label, column, keys in proposal.undo["moved"]:
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys, **{column: kept})
        rows.update(**{column: other})


def _move_rows(source: Person, target: Person) -> list[list[Any]]:
    """Point every row at the target; returns (model, column, keys) of what moved."""
    moved = []
    for relation in Person._meta.related_objects:
        model, column = relation.related_model, relation.field.name
        if (model._meta.label_lower, column) in LEFT:
            continue
        keys = [
            str(row.pk)
            for row in model._base_manager.filter(**{column: source})
            if _moves(row, column, target)
        ]
        if keys:
            moved.append([model._meta.label_lower, column, keys])
    return moved


def _moves(row: models.Model, column: str, target: Person) -> bool:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{column: target})
    except IntegrityError:
        return False
    return True


def _picture(person: Person) -> dict[str, Any]:
    """The values that a merge may change; NIK and phone are sealed here as they are in their own columns."""
    values = {name: _json(getattr(person, name)) for name in FILLED}
    return values | {name: encrypt(values[name]) for name in SEALED}


def _json(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


def _restore(person: Person, values: dict[str, Any]) -> None:
    for name, value in values.items():
        plain = decrypt(value) if name in SEALED else value
        setattr(person, name, Person._meta.get_field(name).to_python(plain))
