"""Who sees and changes places: the object rule beside the list rule.

Rights are granted in membership, a room above this one. It hands its rules down when the site starts, so that
this room asks them without knowing them.
"""

from __future__ import annotations

from typing import Any, Protocol

from anyelir.core.permission import Permission
from anyelir.regions.scope import contains


class Rights(Protocol):
    """What this room asks of the one that grants rights; ``membership.access`` answers."""

    def can(self, user: Any, permission: Permission, region_code: str) -> bool: ...
    def is_inside(self, user: Any, region_code: str) -> bool: ...
    def working_regions(self, user: Any, permission: Permission) -> list[str]: ...


_granting: list[Rights] = []


def use_rights(rights: Rights) -> None:
    """Ask ``rights`` from now on; called once by the room that grants them."""
    _granting[:] = [rights]


def codes_of(user: Any, permission: Permission) -> list[str]:
    """The places in and below which the user holds the right, or where a unit for which she holds it works."""
    return [code for rights in _granting for code in rights.working_regions(user, permission)]


def visible_codes(user: Any) -> list[str]:
    """The topmost places whose subtree the user may look at, none inside another."""
    codes = set(codes_of(user, Permission.REPORT_VIEW))
    return sorted(code for code in codes if not any(contains(o, code) and o != code for o in codes))


def can_view_region(user: Any, code: str) -> bool:
    return any(contains(top, code) for top in visible_codes(user))


def can_edit_region(user: Any, code: str) -> bool:
    """Whether the user may change the places in and below ``code``."""
    return any(rights.can(user, Permission.REGION_EDIT, code) for rights in _granting)


def is_inside(user: Any, code: str) -> bool:
    return any(rights.is_inside(user, code) for rights in _granting)


def is_known(user: Any, code: str) -> bool:
    """Whether the user knows of the place: works in it, or looks at it from a unit."""
    return can_view_region(user, code) or is_inside(user, code)
