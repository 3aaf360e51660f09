"""Whose meeting sheets a person may read and write: those of the own body alone, as its money."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.contributions.models import MeetingSheet
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.core.terms import in_force
from anyelir.membership.access import bodies_with, can_know_body, holds_body, known_bodies
from anyelir.membership.models import Body, RoleGrant
from anyelir.membership.roles import ROLES


def sheet_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose meeting sheets the person reads."""
    return bodies_with(user, P.MONEY_VIEW)


def can_view_sheets(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.MONEY_VIEW)


def can_keep_sheets(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.MONEY_KEEP)


def visible_sheets(user: Viewer) -> QuerySet[MeetingSheet]:
    return MeetingSheet.objects.filter(body__in=sheet_bodies(user))


def can_view_sheet(user: Viewer, sheet: MeetingSheet) -> bool:
    return can_view_sheets(user, sheet.body)


def can_keep_sheet(user: Viewer, sheet: MeetingSheet) -> bool:
    return can_keep_sheets(user, sheet.body)


def can_close_sheet(user: Viewer, sheet: MeetingSheet) -> bool:
    """Whoever keeps the money, and the second person who confirms."""
    return holds_body(user, sheet.body, P.MONEY_KEEP, P.MONEY_CLOSE)


def can_open_sheet(user: Viewer, sheet: MeetingSheet) -> bool:
    """Whoever reads it, and whoever only confirms its sums."""
    return can_view_sheet(user, sheet) or can_close_sheet(user, sheet)


def second_account_of(body: Body, first: Viewer) -> bool:
    """Whether another account than the first counts or closes money there: then two close a sheet."""
    roles = [role.slug for role in ROLES if {P.MONEY_KEEP, P.MONEY_CLOSE} & role.permissions]
    place = Q(unit_kind=body.unit_kind, unit_id=body.unit_id)
    grants = RoleGrant.objects.filter(place, in_force(today_at(body.region_id)), role__in=roles)
    if not body.unit_kind:
        grants = grants.filter(region=body.region_id)
    others = grants.filter(user__is_active=True).exclude(user=first.id)
    return any(not grant.is_waiting for grant in others)


def known_sheets(user: Viewer) -> QuerySet[MeetingSheet]:
    """Sheets of bodies of which the person may know; what they hold is for ``can_view_sheet``."""
    return MeetingSheet.objects.filter(body__in=known_bodies(user))


def can_know_sheet(user: Viewer, sheet: MeetingSheet) -> bool:
    return can_know_body(user, sheet.body)
