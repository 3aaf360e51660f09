"""Every write of this room that has a rule."""

from anyelir.families.actions.merging import dismiss, merge, undo
from anyelir.families.actions.people import (
    add_member,
    edit_person,
    move_family,
    record_death,
    register_family,
)
from anyelir.families.actions.registering import Registered, find_or_register_child

__all__ = [
    "Registered",
    "add_member",
    "dismiss",
    "edit_person",
    "find_or_register_child",
    "merge",
    "move_family",
    "record_death",
    "register_family",
    "undo",
]
