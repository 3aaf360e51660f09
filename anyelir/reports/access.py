"""Who sees which numbers: the object rule beside the list rule."""

from __future__ import annotations

from anyelir.core.permission import Permission
from anyelir.membership.access import can, granted_regions
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions.scope import NATION
from anyelir.rules.disclosure.limits import Audience


def can_view_region(user, code: str) -> bool:
    """Numbers of a region: a right there or above it."""
    return can(user, Permission.REPORT_VIEW, code)


def audience(user, code: str) -> Audience | None:
    """As whom the person reads the numbers of a region; None who may read the records of its children anyway."""
    return None if can(user, Permission.CHILD_VIEW, code) else Audience.INTERNAL


def highest_regions(user) -> list[str]:
    """The regions at whose height the person starts, the highest first; the empty code is the nation."""
    return sorted(granted_regions(user, Permission.REPORT_VIEW), key=lambda code: (code != NATION, len(code)))


def _units(posyandu: Posyandu) -> dict:
    return {"posyandu": posyandu.pk, "puskesmas": posyandu.puskesmas_id}


def can_view_month(user, posyandu: Posyandu) -> bool:
    """The month report of a posyandu."""
    return can(user, Permission.REPORT_VIEW, posyandu.region_id, units=_units(posyandu))


def can_close_month(user, posyandu: Posyandu) -> bool:
    """Signing the month of a posyandu."""
    return can(user, Permission.MONTH_CLOSE, posyandu.region_id, units=_units(posyandu))
