"""Every write of this room that has a rule."""

from anyelir.families.actions.fields import EDITABLE
from anyelir.families.actions.households import edit_family, register_family
from anyelir.families.actions.merging import dismiss_merge, merge_people, propose_merge, undo_merge
from anyelir.families.actions.moving import move_family, move_person, start_family
from anyelir.families.actions.people import add_member, edit_person, record_death
from anyelir.families.actions.recognising import KnownRecord, PerhapsKnown
from anyelir.families.actions.registering import Registered, find_or_register_child

__all__ = [
    "EDITABLE",
    "KnownRecord",
    "PerhapsKnown",
    "Registered",
    "add_member",
    "dismiss_merge",
    "edit_family",
    "edit_person",
    "find_or_register_child",
    "start_family",
    "merge_people",
    "move_family",
    "move_person",
    "propose_merge",
    "record_death",
    "register_family",
    "undo_merge",
]
