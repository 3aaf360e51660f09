"""Who sees which numbers: the object rule beside the list rule."""

from __future__ import annotations

import uuid

from anyelir.core.permission import Permission, Viewer
from anyelir.membership.access import can, granted_regions
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions.scope import NATION
from anyelir.rules.disclosure.limits import Audience


def can_view_region(user: Viewer, code: str) -> bool:
    """Numbers of a region: a right there or above it."""
    return can(user, Permission.REPORT_VIEW, code)


def audience(user: Viewer, code: str) -> Audience | None:
    """As whom the person reads the numbers of a region; None who may read the records of its children anyway."""
    return None if can(user, Permission.CHILD_VIEW, code) else Audience.INTERNAL


def highest_regions(user: Viewer) -> list[str]:
    """The regions at whose height the person starts, the highest first; the empty code is the nation."""
    return sorted(granted_regions(user, Permission.REPORT_VIEW), key=lambda code: (code != NATION, len(code)))


def _units(posyandu: Posyandu) -> dict[str, uuid.UUID | None]:
    return {"posyandu": posyandu.pk, "puskesmas": posyandu.puskesmas_id}


def can_view_month(user: Viewer, posyandu: Posyandu) -> bool:
    """The month report of a posyandu."""
    return can(user, Permission.REPORT_VIEW, posyandu.region_id, units=_units(posyandu))


def can_close_month(user: Viewer, posyandu: Posyandu) -> bool:
    """Signing the month of a posyandu."""
    return can(user, Permission.MONTH_CLOSE, posyandu.region_id, units=_units(posyandu))
