"""Who sees which numbers: the object rule beside the list rule."""

from __future__ import annotations

from anyelir.core.indicator import Catalogue
from anyelir.core.permission import Permission, Viewer
from anyelir.membership.access import can, granted_regions
from anyelir.regions.scope import NATION
from anyelir.rules.disclosure.limits import Audience


def can_view_region(user: Viewer, code: str, right: Permission = Permission.REPORT_VIEW) -> bool:
    """Numbers of a region: the right to read them (``Catalogue.read_by``) there or above it."""
    return can(user, right, code)


def audience(user: Viewer, catalogue: Catalogue, code: str) -> Audience | None:
    """As whom the person reads the numbers of a region; None who may read the records of its people anyway."""
    return None if can(user, catalogue.cared_for_by, code) else Audience.INTERNAL


def highest_regions(user: Viewer) -> list[str]:
    """The regions at whose height the person starts, the highest first; the empty code is the nation."""
    return sorted(granted_regions(user, Permission.REPORT_VIEW), key=lambda code: (code != NATION, len(code)))
