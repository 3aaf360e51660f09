"""The makers beside whom the chair of a group stands: her members who own a business."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.clock import today_anywhere
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.core.terms import in_force
from anyelir.enterprise.groups.access import UNIT as GROUP
from anyelir.enterprise.trade.access import UNIT as BUSINESS
from anyelir.membership.access import granted_units
from anyelir.membership.models import BodyMember, RoleGrant


def grants_of_members(user: Viewer) -> QuerySet[RoleGrant]:
    """Grants of owners of businesses who belong to a group that the person chairs."""
    today, group_pks = today_anywhere(), granted_units(user, P.ORDER_RUN, GROUP)
    people = BodyMember.objects.filter(
        in_force(today), body__unit_kind=GROUP, body__unit_id__in=group_pks, member__user__isnull=False
    )
    users = people.values("member__user")
    return RoleGrant.objects.filter(
        in_force(today), role="business_owner", unit_kind=BUSINESS, user__in=users
    )
