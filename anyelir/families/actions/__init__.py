"""Every write of this room that has a rule."""

from anyelir.families.actions.registering import Registered, find_or_register_child

__all__ = ["Registered", "find_or_register_child"]
