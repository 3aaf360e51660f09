"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day
from anyelir.families.models import Family, MergeProposal, Move, Person


def person_words(person: Person) -> str:
    """``Salsa Putrii, lahir 1 November 2026``."""
    return _("%(name)s, lahir %(day)s") % {"name": person.name, "day": day(person.born_on)}


def family_words(family: Family) -> str:
    return _("keluarga %s") % family.head_name


def move_words(move: Move) -> str:
    place = move.to_region.label if move.to_region else move.to_text
    return _("pindah pada %(day)s ke %(place)s") % {"day": day(move.moved_on), "place": place}


def place_words(person: Person) -> str:
    if person.moved_on:
        return _("%(name)s pindah pada %(day)s") % {"name": person.name, "day": day(person.moved_on)}
    return _("%(name)s di keluarga %(head)s") % {"name": person.name, "head": person.family.head_name}


def proposal_words(proposal: MergeProposal) -> str:
    return str(proposal.get_state_display()).lower()
