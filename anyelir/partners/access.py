"""Who keeps the office numbers and addresses of partners: whoever sends them messages from their region."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.permission import Permission, Viewer
from anyelir.membership.access import granted_regions
from anyelir.partners.models import Puskesmas
from anyelir.regions.scope import contains, is_within_any


def visible_puskesmas(user: Viewer) -> QuerySet[Puskesmas]:
    return Puskesmas.objects.filter(is_within_any(granted_regions(user, Permission.MESSAGE_SEND)))


def can_edit_puskesmas(user: Viewer, puskesmas: Puskesmas) -> bool:
    return any(contains(code, puskesmas.region_id) for code in granted_regions(user, Permission.MESSAGE_SEND))
