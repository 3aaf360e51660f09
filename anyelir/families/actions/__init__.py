"""Every write of this room that has a rule."""

from anyelir.families.actions.fields import EDITABLE
from anyelir.families.actions.households import edit_family, register_family
from anyelir.families.actions.merging import dismiss, merge, propose, undo
from anyelir.families.actions.moving import found_family, move_family, move_person
from anyelir.families.actions.people import add_member, edit_person, record_death
from anyelir.families.actions.recognising import KnownRecord, PerhapsKnown
from anyelir.families.actions.registering import Registered, find_or_register_child

__all__ = [
    "EDITABLE",
    "KnownRecord",
    "PerhapsKnown",
    "Registered",
    "add_member",
    "dismiss",
    "edit_family",
    "edit_person",
    "find_or_register_child",
    "found_family",
    "merge",
    "move_family",
    "move_person",
    "propose",
    "record_death",
    "register_family",
    "undo",
]
